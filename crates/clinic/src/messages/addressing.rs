//! By which way somebody is reached, and whether they want to be. No database here.

use people::{Email, Phone, Region};
use tenancy::Tenant;
use web::Texts;

use super::model::{MessageKind, NewMessage, Recipient, Visit, Way, Withheld};
use super::settings::Messaging;
use super::wording::{Filling, Wording, locale_of, subject, word};
use crate::parties::model::{Channel, Party, PartyKind, Purpose};

/// Somebody's own way.
enum Reach {
    Phone(Phone),
    Email(Email),
}

impl Reach {
    fn way(&self) -> Way {
        match self {
            Self::Phone(_) => Way::Sms,
            Self::Email(_) => Way::Email,
        }
    }
}

/// The number that messages to a patient go to, if there is one.
pub fn phone_of(tenant: &Tenant, patient: &Party) -> Option<Phone> {
    Phone::parse(patient.person.reveal().phone.as_deref()?, Region::parse(&tenant.region)?).ok()
}

/// By mail if they want that and letters are sent, else by phone; by mail also where there is no phone.
fn reach(tenant: &Tenant, messaging: &Messaging, patient: &Party) -> Option<Reach> {
    let phone = || phone_of(tenant, patient).map(Reach::Phone);
    let address = patient.person.reveal().email.as_deref().filter(|_| messaging.sends_letters());
    let email = || Email::parse(address?).ok().map(Reach::Email);
    match patient.preferred_channel {
        Some(Channel::Email) => email().or_else(phone),
        _ => phone().or_else(email),
    }
}

/// Whether the patient has not said no, by a consent that was refused or by how they want to be reached.
pub fn wants(patient: &Party, way: Way) -> bool {
    let purpose = match way {
        Way::Sms => Purpose::SmsReminders,
        Way::Email => Purpose::EmailReminders,
    };
    let refused = patient.person.reveal().refuses(purpose);
    let elsewhere = matches!(patient.preferred_channel, Some(Channel::None | Channel::Phone | Channel::Post));
    !refused && !elsewhere
}

/// What the messages of one clinic have in common.
pub struct Writer<'a> {
    pub tenant: &'a Tenant,
    pub texts: &'a Texts,
    pub messaging: &'a Messaging,
}

impl Writer<'_> {
    /// The message to a patient about a visit, or about so many that begin with it, and why it is not to be sent. None for
    /// somebody whom no way leads to.
    pub fn write(
        &self,
        (kind, patient): (MessageKind, &Party),
        visit: Visit,
        visits: i64,
    ) -> Option<(NewMessage, Option<Withheld>)> {
        let filling = Filling::new(self.tenant, &patient.person.reveal().given_name, visit.starts_at, visits);
        let (message, refuses) = self.compose((kind, patient), &filling)?;
        Some((NewMessage { visit: Some(visit), expires_at: Some(visit.starts_at), ..message }, refuses))
    }

    /// The message that says this to somebody, and why it is not to be sent. None for somebody whom no way leads to.
    pub fn compose(
        &self,
        (kind, patient): (MessageKind, &Party),
        filling: &Filling,
    ) -> Option<(NewMessage, Option<Withheld>)> {
        let reach = reach(self.tenant, self.messaging, patient)?;
        let refuses = (!wants(patient, reach.way())).then_some(Withheld::NoConsent);
        let said = (Wording::of(kind, reach.way())?, locale_of(self.tenant, patient));
        let recipient = match reach {
            Reach::Phone(phone) => Recipient::Phone(phone),
            Reach::Email(address) => Recipient::Email { address, subject: subject(self.texts, said, filling) },
        };
        let body = word(self.texts, self.messaging, said, filling);
        Some((message(kind, patient, recipient, body), refuses))
    }

    /// What somebody of the clinic writes to a person, under the clinic's name, and why it is not to be sent. None for
    /// somebody whom no way leads to.
    pub fn from_clinic(&self, person: &Party, text: &str) -> Option<(NewMessage, Option<Withheld>)> {
        let reach = reach(self.tenant, self.messaging, person)?;
        let refuses = (!wants(person, reach.way())).then_some(Withheld::NoConsent);
        let (clinic, locale) = (self.tenant.name.as_str(), locale_of(self.tenant, person));
        let recipient = match reach {
            Reach::Phone(phone) => Recipient::Phone(phone),
            Reach::Email(address) => {
                let subject = self.texts.with(locale, "message-subject-from-clinic", &[("clinic", clinic)]);
                Recipient::Email { address, subject }
            }
        };
        Some((message(MessageKind::FromClinic, person, recipient, format!("{clinic}: {text}")), refuses))
    }
}

fn message(kind: MessageKind, to: &Party, recipient: Recipient, body: String) -> NewMessage {
    let patient = Some(to.id.uuid()).filter(|_| to.kind == PartyKind::Patient);
    NewMessage { kind, patient, recipient, body, visit: None, expires_at: None }
}
