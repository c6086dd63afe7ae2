//! What a price is. No database here.

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Money, TaxRate};
use tenancy::Id;
use uuid::Uuid;

/// What a service costs on the days from one to another.
#[derive(Debug, Clone)]
pub struct Price {
    pub id: Id<Price>,
    pub service: Uuid,
    /// With the tax in it.
    pub amount: Money,
    pub tax_rate: TaxRate,
    pub valid_from: Date,
    /// The last day; for good when there is none.
    pub valid_to: Option<Date>,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
}

impl Price {
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether it may still be taken off the list: nobody was charged by it.
    pub fn is_to_come(&self, today: Date) -> bool {
        today < self.valid_from
    }

    pub fn is_over(&self, today: Date) -> bool {
        self.valid_to.is_some_and(|last| last < today)
    }
}

/// A price to be.
#[derive(Debug, Clone)]
pub struct NewPrice {
    pub service: Uuid,
    pub amount: Money,
    pub tax_rate: TaxRate,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}
