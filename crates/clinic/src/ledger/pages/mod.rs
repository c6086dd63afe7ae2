//! The pages about money: a patient's account, taking a payment, the ledger, and each transaction with its receipt.

mod account;
mod charge;
mod list;
mod payment;
mod receipt;
mod statement;
mod transaction;

use http::StatusCode;
use money::{Currency, Money};
use tenancy::{Error, Id, Result, TenantTx};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Caller, Failure};

use crate::amounts::{Amount, MoneyInput};
use crate::appointments::model::Appointment;
use crate::appointments::operations as appointments;
use crate::forms::{FormErrors, Typed, refusal};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/account", get(account::account))
        .route("/patients/{id}/account/charge", get(charge::form).post(charge::write))
        .route("/patients/{id}/account/payment", get(payment::form).post(payment::take))
        .route("/patients/{id}/account/statement", get(statement::show))
        .route("/transactions", get(list::list))
        .route("/transactions/{transaction}", get(transaction::view))
        .route("/transactions/{transaction}/adjust", post(transaction::adjust))
        .route("/transactions/{transaction}/receipt", get(receipt::show).post(receipt::issue))
        .route("/transactions/{transaction}/refund", post(transaction::refund))
}

/// An amount as it stands in two fields of a form.
fn money_typed(typed: &Typed) -> Option<MoneyInput> {
    let amount = Amount(typed.some("amount")?);
    Some(MoneyInput::Full { amount, currency: typed.some("currency") })
}

/// As [`money_typed`], of what is paid in cash: rounded to what there are coins for. What cannot be read stays as it is.
fn cash_typed(typed: &Typed, default: Currency) -> Option<MoneyInput> {
    let money = money_typed(typed)?;
    let Ok(read) = money.parse(default) else { return Some(money) };
    let (amount, currency) = (Amount(read.in_coins().decimal()), Some(read.currency.as_str().to_owned()));
    Some(MoneyInput::Full { amount, currency })
}

/// The patient's visit that a page is about, where it names one.
async fn visit_of(tx: &mut TenantTx, patient: Uuid, named: &str) -> Result<Option<Appointment>> {
    if named.trim().is_empty() {
        return Ok(None);
    }
    let id: Uuid = named.trim().parse().map_err(|_| Error::NotFound)?;
    let visit = appointments::find(tx, Id::new(id)).await?;
    if visit.patient.uuid() == patient { Ok(Some(visit)) } else { Err(Error::NotFound) }
}

/// The currencies that a form offers: that of the amount in it, the clinic's, and those the patient has to do with.
fn offered(clinic: Currency, others: impl IntoIterator<Item = Money>) -> Vec<&'static str> {
    let mut offered = vec![clinic.as_str()];
    for money in others {
        if !offered.contains(&money.currency.as_str()) {
            offered.push(money.currency.as_str());
        }
    }
    offered
}

/// What a form says that was refused, and how; anything else goes its way.
fn refused(caller: &Caller, failure: Failure) -> Result<(StatusCode, FormErrors), Failure> {
    refusal(caller, failure, "amount")
}

/// A form that nobody sent yet.
fn fresh() -> (StatusCode, FormErrors) {
    (StatusCode::OK, FormErrors::default())
}
