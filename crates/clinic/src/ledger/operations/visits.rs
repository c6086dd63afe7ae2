//! What a visit costs, and charges by the price list.

use money::{Money, TaxRate};
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::create;
use crate::appointments::model::Appointment;
use crate::appointments::operations as appointments;
use crate::ledger::model::{Codes, Entry, Listed, NewTransaction, Transaction};
use crate::parties::operations::hold_party;
use crate::prices::operations as prices;

/// What a visit costs.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub amount: Money,
    pub tax_rate: Option<TaxRate>,
}

/// What a visit costs that nothing was charged for yet: what was agreed, else what its service costs on its day. None where
/// neither is known.
pub async fn cost_of_visit(tx: &mut TenantTx, action: Action, visit: &Appointment) -> Result<Option<Cost>> {
    let day = tx.tenant().day_of(visit.slot.starts_at);
    let db = tx.authorize(action)?;
    let is_charged = sqlx::query_scalar!(
        r#"select exists (select from transaction where appointment_id = $1 and kind = 'charge') as "is!""#,
        visit.id.uuid()
    );
    let is_charged = is_charged.fetch_one(db).await?;
    tx.record(action, Subject::new("appointment", visit.id.uuid()).about(visit.patient.uuid()));
    let agreed = visit.cost.filter(|cost| cost.minor > 0);
    let listed = match visit.service {
        Some(service) => prices::of_day(tx, action, (service, day), agreed.map(|cost| cost.currency)).await?,
        None => None,
    };
    let tax_rate = listed.as_ref().map(|price| price.tax_rate);
    let amount = agreed.or(listed.map(|price| price.amount)).filter(|_| !is_charged);
    Ok(amount.map(|amount| Cost { amount, tax_rate }))
}

/// Charges a visit with what it costs, unless that was done; whoever else is at it is waited for.
pub async fn charge_visit(tx: &mut TenantTx, appointment: Uuid) -> Result<Option<Transaction>> {
    let action = Action::CreateTransaction;
    let visit = appointments::find(tx, Id::new(appointment)).await?;
    hold_party(tx, action, visit.patient.uuid()).await?;
    let Some(cost) = cost_of_visit(tx, action, &visit).await? else { return Ok(None) };
    let charge = NewTransaction {
        entry: Entry::Charge { due_on: None, service: visit.service },
        contact: None,
        appointment: Some(appointment),
        codes: Codes { billing_code: visit.billing_code, ..Codes::default() },
        note: None,
        ..taxed(cost.amount, cost.tax_rate)
    };
    create(tx, &charge).await.map(Some)
}

/// Charges what a service costs by the price list: on the day of its visit, else today.
pub async fn charge_listed(tx: &mut TenantTx, new: &Listed) -> Result<Transaction> {
    let action = Action::CreateTransaction;
    let day = match new.appointment {
        Some(visit) => match crate::records::operations::visit(tx, action, visit).await {
            Err(Error::NotFound) => return Err(Error::invalid("appointment", "unknown_choice")),
            visit => tx.tenant().day_of(visit?.starts_at),
        },
        None => tx.tenant().day_of(tx.now()),
    };
    let price = prices::of_day(tx, action, (new.service, day), new.currency).await?;
    let price = price.ok_or_else(|| Error::invalid("service", "no_price"))?;
    let charge = NewTransaction {
        entry: Entry::Charge { due_on: new.due_on, service: Some(new.service) },
        contact: new.contact,
        appointment: new.appointment,
        codes: new.codes.clone(),
        note: new.note.clone(),
        ..taxed(price.amount, Some(price.tax_rate))
    };
    create(tx, &charge).await
}

/// A charge of so much, with the tax that is in it.
fn taxed(amount: Money, tax_rate: Option<TaxRate>) -> NewTransaction {
    NewTransaction {
        entry: Entry::Charge { due_on: None, service: None },
        amount,
        tax: Money::new(tax_rate.map_or(0, |rate| rate.within(amount.minor)), amount.currency),
        tax_rate,
        contact: None,
        appointment: None,
        invoice: None,
        codes: Codes::default(),
        note: None,
    }
}
