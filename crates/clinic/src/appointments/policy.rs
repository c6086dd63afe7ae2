//! What a clinic has decided about booking. Kept as one setting.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, FieldError, Result, TenantTx};

use crate::settings;

const NAME: &str = "booking";

/// The clinic's rules for booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookingPolicy {
    /// So shortly before the start patients can neither move nor cancel by themselves.
    pub cutoff_minutes: u32,
    /// So long after the end somebody who was booked and never seen did not come; none: nobody is marked by itself.
    pub no_show_grace_minutes: Option<u32>,
    /// How many visits a patient may have booked ahead by themselves.
    pub most_ahead: u32,
    /// How long a time is held for somebody who looks at it once more.
    pub hold_minutes: u32,
    /// How long an offer to somebody on the waiting list stands.
    pub offer_minutes: u32,
}

impl Default for BookingPolicy {
    fn default() -> Self {
        Self {
            cutoff_minutes: 120,
            no_show_grace_minutes: Some(60),
            most_ahead: 5,
            hold_minutes: 5,
            offer_minutes: 120,
        }
    }
}

const WEEK: u32 = 7 * 24 * 60;

impl BookingPolicy {
    pub fn cutoff(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.cutoff_minutes))
    }

    pub fn no_show_grace(&self) -> Option<SignedDuration> {
        self.no_show_grace_minutes.map(|minutes| SignedDuration::from_mins(i64::from(minutes)))
    }

    pub fn hold(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.hold_minutes))
    }

    pub fn offer(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.offer_minutes))
    }

    fn check(&self) -> Result<()> {
        let fields = [
            ("cutoff_minutes", self.cutoff_minutes, 0, WEEK),
            ("no_show_grace_minutes", self.no_show_grace_minutes.unwrap_or(0), 0, WEEK),
            ("most_ahead", self.most_ahead, 1, 100),
            ("hold_minutes", self.hold_minutes, 1, 60),
            ("offer_minutes", self.offer_minutes, 5, WEEK),
        ];
        let problem = |(name, value, least, most): (&'static str, u32, u32, u32)| match value {
            value if value < least => Some(FieldError::new(name, "too_small").limit(i64::from(least))),
            value if value > most => Some(FieldError::new(name, "too_large").limit(i64::from(most))),
            _ => None,
        };
        let problems: Vec<_> = fields.into_iter().filter_map(problem).collect();
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    /// The clinic's rules and their version; what holds while nobody has said anything is version 0.
    pub async fn load(tx: &mut TenantTx) -> Result<(Self, i32)> {
        settings::load(tx, Action::ResolveSession, NAME).await
    }

    /// Makes these the clinic's rules, if nobody has changed them since `version`.
    pub async fn save(&self, tx: &mut TenantTx, version: i32) -> Result<()> {
        self.check()?;
        settings::save(tx, Action::ChangeBookingPolicy, (NAME, self), Some(version)).await?;
        Ok(())
    }
}
