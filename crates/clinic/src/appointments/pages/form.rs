//! The booking form: flat, as browsers send it.

use serde::Deserialize;
use uuid::Uuid;

use crate::amounts::{Amount, MoneyInput};
use crate::appointments::input::AppointmentInput;
use crate::appointments::model::Kind;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct BookingForm {
    pub provider: String,
    pub date: String,
    pub time: String,
    pub duration: String,
    pub kind: String,
    pub room: String,
    pub reason: String,
    pub cost: String,
    #[serde(alias = "is_prior")]
    pub is_priority: String,
    pub estimated_cost: String,
    pub billing_code: String,
    pub insurance_authorization: String,
    pub preparation_notes: String,
    pub follow_up_needed: String,
    pub override_reason: String,
    #[serde(alias = "next")]
    pub next_url: String,
    /// A free time that was pressed; it stands before what the fields say.
    pub pick: String,
    pub idempotency_key: String,
}

fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A box that is ticked sends `on`, `true` or whatever its page gave it.
pub fn ticked(text: &str) -> bool {
    !matches!(text.trim().to_ascii_lowercase().as_str(), "" | "false" | "0" | "off" | "no")
}

impl BookingForm {
    pub fn input(&self, patient: Uuid) -> AppointmentInput {
        let money = |text: &str| some(text).map(|text| MoneyInput::Bare(Amount(text)));
        AppointmentInput {
            patient: Some(patient.to_string()),
            provider: self.provider.trim().parse().ok(),
            room: self.room.trim().parse().ok(),
            kind: Kind::parse(self.kind.trim()),
            date: some(&self.date),
            time: some(&self.time),
            // What is no number cannot be a length either.
            duration: some(&self.duration).map(|text| people::text::ascii_digits(text.trim()).parse().unwrap_or(0)),
            cost: money(&self.cost),
            estimated_cost: money(&self.estimated_cost),
            is_priority: Some(ticked(&self.is_priority)),
            follow_up_needed: Some(ticked(&self.follow_up_needed)),
            billing_code: some(&self.billing_code),
            reason: some(&self.reason),
            preparation_notes: some(&self.preparation_notes),
            insurance_authorization: some(&self.insurance_authorization),
            override_reason: some(&self.override_reason),
            ..AppointmentInput::default()
        }
    }
}
