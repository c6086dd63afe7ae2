//! Fees and their rules as the API shows them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Fee, FeeRule, FeeStatus, Occasion};
use crate::amounts::MoneyOutput;
use crate::appointments::model::Kind;

/// What is charged for which visits that were missed or cancelled late.
#[derive(Serialize, ToSchema)]
#[schema(as = FeeRule)]
pub struct FeeRuleOutput {
    pub id: Uuid,
    pub occasion: Occasion,
    /// Of all kinds when there is none.
    pub kind: Option<Kind>,
    /// For all services when there is none.
    pub service: Option<Uuid>,
    /// Of a late cancellation: less than so many hours before the visit.
    pub notice_hours: Option<i64>,
    /// Only where patients cancel by themselves.
    pub own_only: bool,
    /// With the tax in it.
    pub amount: MoneyOutput,
    /// A percentage.
    #[schema(example = "14")]
    pub tax_rate: String,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    /// What happens from then on goes by it no more.
    pub ended_at: Option<Timestamp>,
}

/// A fee that was charged.
#[derive(Serialize, ToSchema)]
#[schema(as = Fee)]
pub struct FeeOutput {
    pub id: Uuid,
    pub appointment: Uuid,
    pub patient: Uuid,
    pub occasion: Occasion,
    pub status: FeeStatus,
    pub amount: MoneyOutput,
    pub rule: Uuid,
    /// The transaction that it stands on the account as.
    pub transaction: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub charged_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub ended_by: Option<Uuid>,
}

impl From<FeeRule> for FeeRuleOutput {
    fn from(found: FeeRule) -> Self {
        let rule = found.rule;
        Self {
            id: found.id.uuid(),
            occasion: rule.occasion,
            kind: rule.kind,
            service: rule.service,
            notice_hours: rule.notice_hours(),
            own_only: rule.own_only,
            amount: rule.amount.into(),
            tax_rate: rule.tax_rate.decimal(),
            created_at: found.created_at,
            created_by: found.created_by,
            ended_at: found.ended_at,
        }
    }
}

impl From<Fee> for FeeOutput {
    fn from(fee: Fee) -> Self {
        Self {
            id: fee.id.uuid(),
            appointment: fee.appointment,
            patient: fee.patient,
            occasion: fee.occasion,
            status: fee.status,
            amount: fee.amount.into(),
            rule: fee.rule,
            transaction: fee.charge,
            charged_at: fee.charged_at,
            ended_at: fee.ended_at,
            ended_by: fee.ended_by,
        }
    }
}
