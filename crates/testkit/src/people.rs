//! People for a scene, registered through the same operation as everybody.

use clinic::parties::input::{PartyInput, Reading};
use clinic::parties::model::{Party, PartyKind};
use clinic::parties::operations::{self, Book};
use people::{DateOrder, Region};
use uuid::Uuid;

use crate::clinic::TestClinic;

/// Somebody who is to be registered.
pub struct PersonBuilder {
    clinic: TestClinic,
    book: Book,
    input: PartyInput,
}

/// Somebody registered.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: Uuid,
    pub number: Option<i64>,
}

impl Person {
    /// Where the patient is.
    pub fn path(&self) -> String {
        format!("/api/patients/{}/", self.id)
    }

    /// Where the same person is among the contacts.
    pub fn contact_path(&self) -> String {
        format!("/business/contacts/{}", self.id)
    }
}

impl PersonBuilder {
    pub(crate) fn patient(clinic: &TestClinic) -> Self {
        let input = PartyInput { kind: Some(PartyKind::Patient), ..PartyInput::default() };
        Self { clinic: clinic.clone(), book: Book::Patients, input }.named("José", "Gómez")
    }

    pub(crate) fn contact(clinic: &TestClinic, kind: &str) -> Self {
        let input = PartyInput { kind: PartyKind::parse(kind), ..PartyInput::default() };
        Self { clinic: clinic.clone(), book: Book::Contacts, input }.named("Layla", "Haddad")
    }

    #[must_use]
    pub fn named(mut self, given: &str, family: &str) -> Self {
        self.input.given_name = Some(given.to_owned());
        self.input.family_name = Some(family.to_owned());
        self
    }

    #[must_use]
    pub fn born(mut self, date: &str) -> Self {
        self.input.date_of_birth = Some(date.to_owned());
        self
    }

    #[must_use]
    pub fn phone(mut self, phone: &str) -> Self {
        self.input.phone = Some(phone.to_owned());
        self
    }

    #[must_use]
    pub fn email(mut self, email: &str) -> Self {
        self.input.email = Some(email.to_owned());
        self
    }

    #[must_use]
    pub fn mrn(mut self, mrn: &str) -> Self {
        self.input.mrn = Some(mrn.to_owned());
        self
    }

    #[must_use]
    pub fn notes(mut self, notes: &str) -> Self {
        self.input.notes = Some(notes.to_owned());
        self
    }

    /// Registers them, a millisecond after whoever came before: ids sort by the time they were made.
    pub async fn create(self) -> Person {
        self.clinic.advance(jiff::SignedDuration::from_millis(1));
        let tenant = self.clinic.tenant();
        let reading = Reading {
            region: Region::parse(&tenant.region),
            order: DateOrder::DayMonthYear,
            today: tenant.day_of(self.clinic.clock().now()),
        };
        let new = self.input.parse(reading).unwrap_or_else(|problems| panic!("{problems:?}"));
        let mut tx = self.clinic.scene().await;
        let Party { id, number, .. } = operations::register(&mut tx, self.book, &new).await.expect("a new person");
        tx.commit().await.expect("a new person");
        Person { id: id.uuid(), number }
    }
}
