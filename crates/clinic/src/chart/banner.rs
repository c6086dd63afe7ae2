//! Who this is: stands above every page about one patient.

use people::Region;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use crate::forms::shown_phone;
use crate::history;
use crate::history::model::{HistoryKind, Severity};
use crate::parties::model::{Party, Sex};
use crate::parties::operations::load_living;

/// A patient in one line.
#[derive(Clone)]
pub struct Banner {
    pub id: Uuid,
    pub name: String,
    pub born: Option<jiff::civil::Date>,
    /// In words of the reader's language.
    pub age: Option<String>,
    pub sex: Sex,
    pub mrn: Option<String>,
    pub number: Option<i64>,
    pub phone: Option<String>,
    /// None where the reader may not know.
    pub allergies: Option<Allergies>,
}

/// What the patient must not be given.
#[derive(Clone, Default)]
pub struct Allergies {
    /// By name, and whether the reaction was severe; those first.
    pub named: Vec<(String, bool)>,
    /// Somebody asked, and there are none.
    pub none_known: bool,
}

impl Banner {
    pub fn new(guest: &Guest, party: &Party) -> Self {
        let (person, region) = (party.person.reveal(), Region::parse(&guest.tenant().region));
        Self {
            id: party.id.uuid(),
            name: person.full_name(),
            born: person.date_of_birth,
            age: person.date_of_birth.map(|born| age(guest, born)),
            sex: party.sex,
            mrn: person.mrn.clone(),
            number: party.number,
            phone: person.phone.as_deref().map(|phone| shown_phone(phone, region)),
            allergies: None,
        }
    }

    /// For a page that is about something else of this patient; the record of looking is that page's.
    pub async fn load(guest: &Guest, tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<Self> {
        let party = load_living(tx, action, patient).await?;
        Self::new(guest, &party).with_allergies(tx, action).await
    }

    /// With what nobody who treats the patient may overlook.
    pub async fn with_allergies(mut self, tx: &mut TenantTx, action: Action) -> Result<Self> {
        if tx.may(Action::ViewHistory) {
            let mut allergies = Allergies::default();
            for entry in history::operations::active(tx, action, self.id).await? {
                match entry.kind {
                    HistoryKind::Allergy => {
                        let is_severe = entry.severity == Some(Severity::Severe);
                        allergies.named.push((entry.details.into_inner().name, is_severe));
                    }
                    HistoryKind::NoKnownAllergies => allergies.none_known = true,
                    HistoryKind::Condition | HistoryKind::Medication => {}
                }
            }
            allergies.named.sort_by_key(|(_, is_severe)| !is_severe);
            self.allergies = Some(allergies);
        }
        Ok(self)
    }

    pub fn sex_title(&self) -> String {
        format!("sex-{}", self.sex.as_str())
    }
}

/// Years; for the smallest, months.
fn age(guest: &Guest, born: jiff::civil::Date) -> String {
    let (texts, locale) = (guest.app().texts(), guest.locale());
    let (years, today) = (people::date::age(born, guest.today()), guest.today());
    if years >= 2 {
        return texts.count(locale, "common-years-old", years.into());
    }
    let months = i32::from(today.year() - born.year()) * 12 + i32::from(today.month() - born.month())
        - i32::from(today.day() < born.day());
    texts.count(locale, "common-months-old", usize::try_from(months).unwrap_or(0))
}
