//! What a fee is, and when there is one. No database here.

use jiff::Timestamp;
use money::{Money, TaxRate};
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::appointments::model::Kind;
use crate::parties::model::codes;

codes! {
    /// What a fee is charged for.
    Occasion { NoShow = "no_show", LateCancellation = "late_cancellation" }
}

codes! {
    /// Where a fee stands. `reverted`: the visit took another turn, so there is no fee; `waived`: somebody let the patient off.
    FeeStatus { Charged = "charged", Reverted = "reverted", Waived = "waived" }
}

impl Occasion {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("fees-occasion-{}", self.as_str().replace('_', "-"))
    }
}

impl FeeStatus {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("fees-status-{}", self.as_str())
    }
}

/// What is charged for which visits. Of several that fit, the one for the service holds, then the one for the kind.
#[derive(Debug, Clone)]
pub struct FeeRule {
    pub id: Id<FeeRule>,
    pub rule: NewFeeRule,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    /// It holds for what happens before.
    pub ended_at: Option<Timestamp>,
}

/// A rule to be.
#[derive(Debug, Clone)]
pub struct NewFeeRule {
    pub occasion: Occasion,
    /// Of all kinds when there is none.
    pub kind: Option<Kind>,
    /// Of all services when there is none.
    pub service: Option<Uuid>,
    /// Of a late cancellation: less than so long before the visit.
    pub notice_minutes: Option<i32>,
    /// Only where patients cancelled by themselves.
    pub own_only: bool,
    /// With the tax in it.
    pub amount: Money,
    pub tax_rate: TaxRate,
}

impl NewFeeRule {
    /// Of a late cancellation: less than so many hours before the visit.
    pub fn notice_hours(&self) -> Option<i64> {
        self.notice_minutes.map(|minutes| i64::from(minutes / 60))
    }
}

/// A fee that was charged.
#[derive(Debug, Clone)]
pub struct Fee {
    pub id: Id<Fee>,
    pub appointment: Uuid,
    pub patient: Uuid,
    pub occasion: Occasion,
    pub rule: Uuid,
    /// The transaction that it stands on the account as.
    pub charge: Uuid,
    pub amount: Money,
    pub status: FeeStatus,
    pub charged_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub ended_by: Option<Uuid>,
}

/// That a charge is a fee.
#[derive(Debug, Clone, Copy)]
pub struct FeeOf {
    pub id: Uuid,
    pub occasion: Occasion,
}
