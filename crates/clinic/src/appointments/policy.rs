//! What a clinic has decided about booking. Kept as one setting.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Conflict, Error, FieldError, Result, Subject, TenantTx};

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
        let db = tx.authorize(Action::ResolveSession)?;
        let row = sqlx::query!("select value, version from setting where name = $1", NAME).fetch_optional(db).await?;
        let Some(row) = row else { return Ok((Self::default(), 0)) };
        let policy = serde_json::from_value(row.value).map_err(Error::internal)?;
        Ok((policy, row.version))
    }

    /// Makes these the clinic's rules, if nobody has changed them since `version`.
    pub async fn save(&self, tx: &mut TenantTx, version: i32) -> Result<()> {
        self.check()?;
        let (action, now, by) = (Action::ChangeBookingPolicy, tx.now().to_sqlx(), tx.actor_id());
        let value = serde_json::to_value(self).map_err(Error::internal)?;
        let db = tx.authorize(action)?;
        let saved = sqlx::query_scalar!(
            "insert into setting as s (name, value, updated_at, updated_by) values ($1, $2, $3, $4)
             on conflict (name) do update set value = $2, version = s.version + 1, updated_at = $3, updated_by = $4
                 where s.version = $5
             returning version",
            NAME,
            value,
            now,
            by,
            version
        );
        let saved = saved.fetch_optional(db).await?;
        // A first setting where somebody saw another one, or the other way round, is a change nobody saw.
        if saved != Some(version + 1) {
            return Err(Error::Conflict(Conflict::StaleVersion { current: i64::from(saved.unwrap_or(version + 1)) }));
        }
        tx.record(action, Subject::new("setting", None));
        Ok(())
    }
}
