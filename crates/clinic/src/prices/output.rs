//! A price as the API shows it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Price;
use crate::amounts::MoneyOutput;

/// What a service costs on the days from one to another.
#[derive(Serialize, ToSchema)]
#[schema(as = Price)]
pub struct PriceOutput {
    pub id: Uuid,
    pub service: Uuid,
    /// With the tax in it.
    pub amount: MoneyOutput,
    /// A percentage.
    #[schema(example = "14")]
    pub tax_rate: String,
    #[schema(example = "2030-02-01")]
    pub valid_from: Date,
    /// The last day; for good when there is none.
    pub valid_to: Option<Date>,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
}

impl From<Price> for PriceOutput {
    fn from(price: Price) -> Self {
        Self {
            id: price.id.uuid(),
            service: price.service,
            amount: price.amount.into(),
            tax_rate: price.tax_rate.decimal(),
            valid_from: price.valid_from,
            valid_to: price.valid_to,
            created_at: price.created_at,
            created_by: price.created_by,
        }
    }
}
