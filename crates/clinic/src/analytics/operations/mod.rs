//! Everything one can ask of a clinic's numbers, and how they are kept. The only folder here with SQL.

mod keeping;
mod money;
mod newcomers;
mod outcomes;
mod reminders;
mod usage;
mod visits;

use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;

use super::model::Asked;

pub use keeping::{
    Zone, is_settled, keep_zone, settle_hanging, settle_money, settle_newcomers, settle_reminders, settle_visits,
};
pub use money::{receivables, takings};
pub use newcomers::newcomers;
pub use outcomes::outcomes;
pub use reminders::reminding;
pub use usage::{THIRD_NEXT_DAYS, used};
pub use visits::activity;

/// Whose numbers are told: one's own to those who may see no others.
fn whose(tx: &TenantTx, asked: &Asked) -> Result<Option<Uuid>> {
    if tx.may(Action::SeeActivityOfOthers) {
        return Ok(asked.provider);
    }
    let own = tx.actor_id();
    match asked.provider {
        Some(other) if Some(other) != own => Err(Error::Forbidden(Action::SeeActivityOfOthers)),
        // Somebody without an id has no numbers.
        _ => Ok(Some(own.unwrap_or_default())),
    }
}

/// The name of the zone whose days are counted.
fn zone_of(tx: &TenantTx) -> String {
    tx.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned()
}

/// The first days of the steps, as the database counts them.
fn starts(asked: &Asked) -> Vec<jiff_sqlx::Date> {
    use jiff_sqlx::ToSqlx as _;
    asked.period.starts().into_iter().map(jiff::civil::Date::to_sqlx).collect()
}
