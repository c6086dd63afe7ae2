//! What messages about appointments say: in the clinic's own words where it has some, else in ours. No database here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tenancy::Tenant;
use utoipa::ToSchema;
use web::{Locale, Texts};

use super::model::{MessageKind, Way};
use super::settings::Messaging;
use crate::parties::model::{Party, codes};

codes! {
    /// Something that a clinic may put into words of its own. What protects an account is none of it.
    Wording {
        Reminder = "appointment_reminder",
        ReminderByMail = "appointment_reminder_email",
        Confirmation = "appointment_confirmation",
        Cancelled = "appointment_cancelled",
        SeriesConfirmation = "series_confirmation",
        SeriesCancelled = "series_cancelled",
        Offer = "waitlist_offer",
        InvoiceReminder = "invoice_reminder",
    }
}

impl Wording {
    /// How a message of that kind is worded. Nobody answers a letter, so it does not ask for answers.
    pub fn of(kind: MessageKind, way: Way) -> Option<Self> {
        match (kind, way) {
            (MessageKind::AppointmentReminder, Way::Sms) => Some(Self::Reminder),
            (MessageKind::AppointmentReminder, Way::Email) => Some(Self::ReminderByMail),
            (MessageKind::AppointmentConfirmation, _) => Some(Self::Confirmation),
            (MessageKind::AppointmentCancelled, _) => Some(Self::Cancelled),
            (MessageKind::SeriesConfirmation, _) => Some(Self::SeriesConfirmation),
            (MessageKind::SeriesCancelled, _) => Some(Self::SeriesCancelled),
            (MessageKind::WaitlistOffer, _) => Some(Self::Offer),
            (MessageKind::InvoiceReminder, _) => Some(Self::InvoiceReminder),
            _ => None,
        }
    }

    /// The places that a text may have.
    pub fn places(self) -> &'static [&'static str] {
        match self {
            Self::Reminder | Self::ReminderByMail | Self::Confirmation | Self::Cancelled => {
                &["clinic", "given_name", "date", "time"]
            }
            Self::SeriesConfirmation | Self::SeriesCancelled => &["clinic", "given_name", "count", "date", "time"],
            Self::Offer => &["clinic", "given_name", "date", "time", "until", "link"],
            Self::InvoiceReminder => &["clinic", "given_name", "date", "number", "amount"],
        }
    }

    /// The key of our own words.
    fn key(self) -> String {
        format!("message-{}", self.as_str().replace('_', "-"))
    }

    /// The key of what a letter says that it is about.
    fn subject_key(self) -> &'static str {
        match self {
            Self::Reminder | Self::ReminderByMail => "message-subject-reminder",
            Self::Confirmation | Self::SeriesConfirmation => "message-subject-confirmation",
            Self::Cancelled | Self::SeriesCancelled => "message-subject-cancelled",
            Self::Offer => "message-kind-waitlist-offer",
            Self::InvoiceReminder => "message-subject-invoice-reminder",
        }
    }
}

/// What is put into the places of a text.
pub struct Filling {
    pub clinic: String,
    pub given_name: String,
    pub date: String,
    pub time: String,
    pub count: String,
    /// Of an offer: how long it stands, and where it is answered.
    pub until: String,
    pub link: String,
    /// Of an invoice: what is on it, and what is still to be paid of it.
    pub number: String,
    pub amount: String,
}

impl Filling {
    /// When and where somebody is expected, as the clinic's wall shows it; never what for.
    pub fn new(tenant: &Tenant, given_name: &str, starts_at: Timestamp, visits: i64) -> Self {
        let here = starts_at.to_zoned(tenant.time_zone.clone());
        let day = if tenant.region == "US" { "%m/%d/%Y" } else { "%d/%m/%Y" };
        Self {
            clinic: tenant.name.clone(),
            given_name: given_name.to_owned(),
            date: here.strftime(day).to_string(),
            time: here.strftime("%H:%M").to_string(),
            count: visits.to_string(),
            until: String::new(),
            link: String::new(),
            number: String::new(),
            amount: String::new(),
        }
    }

    fn values(&self) -> [(&str, &str); 9] {
        [
            ("clinic", &self.clinic),
            ("given_name", &self.given_name),
            ("date", &self.date),
            ("time", &self.time),
            ("count", &self.count),
            ("until", &self.until),
            ("link", &self.link),
            ("number", &self.number),
            ("amount", &self.amount),
        ]
    }
}

/// The language that somebody is written to in: theirs, or the clinic's.
pub fn locale_of(tenant: &Tenant, patient: &Party) -> Locale {
    let language = patient.language.as_deref().and_then(Locale::parse);
    language.or_else(|| Locale::parse(&tenant.locale)).unwrap_or(Locale::En)
}

/// Puts something into words. A text of the clinic's that cannot be filled in, as those of an older release may be, gives
/// way to ours.
pub fn word(texts: &Texts, messaging: &Messaging, (wording, locale): (Wording, Locale), filling: &Filling) -> String {
    let values = filling.values();
    let own = messaging.template(wording, locale.code()).and_then(|template| fill(template, &values).ok());
    own.unwrap_or_else(|| texts.with(locale, &wording.key(), &values))
}

/// What a letter says that it is about.
pub fn subject(texts: &Texts, (wording, locale): (Wording, Locale), filling: &Filling) -> String {
    texts.with(locale, wording.subject_key(), &filling.values())
}

/// Our own words, with their places as one writes them.
pub fn usual(texts: &Texts, wording: Wording, locale: Locale) -> String {
    let places: Vec<(&str, String)> = wording.places().iter().map(|place| (*place, format!("{{{place}}}"))).collect();
    let values: Vec<(&str, &str)> = places.iter().map(|(name, shown)| (*name, shown.as_str())).collect();
    texts.with(locale, &wording.key(), &values)
}

/// A text with its places filled in; the error is a place that means nothing.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { return Err(after.to_owned()) };
        let (_, value) = values.iter().find(|(known, _)| *known == name.trim()).ok_or_else(|| name.to_owned())?;
        filled.push_str(before);
        filled.push_str(value);
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The first place of a text that means nothing there.
pub fn unknown_place(wording: Wording, template: &str) -> Option<String> {
    let values: Vec<(&str, &str)> = wording.places().iter().map(|place| (*place, "")).collect();
    fill(template, &values).err()
}

#[cfg(test)]
mod tests {
    use super::{Wording, fill, unknown_place};

    #[test]
    fn a_place_that_means_nothing_is_named() {
        let values = [("clinic", "Nile"), ("time", "09:00")];
        assert_eq!(fill("{clinic}: { time }!", &values), Ok("Nile: 09:00!".to_owned()));
        assert_eq!(fill("no places", &values), Ok("no places".to_owned()));
        assert_eq!(fill("{doctor}", &values), Err("doctor".to_owned()));
        assert_eq!(fill("{clinic", &values), Err("clinic".to_owned()));
        // What is filled in is not read again.
        assert_eq!(fill("{clinic}", &[("clinic", "{time}")]), Ok("{time}".to_owned()));
    }

    #[test]
    fn how_many_visits_is_known_of_series_alone() {
        assert_eq!(unknown_place(Wording::Confirmation, "{count} at {time}"), Some("count".to_owned()));
        assert_eq!(unknown_place(Wording::SeriesConfirmation, "{count} at {time}"), None);
    }
}
