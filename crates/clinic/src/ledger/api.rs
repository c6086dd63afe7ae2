//! Money as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Id, TenantTx};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Numbered, Path, Query, WebResult};

use super::input::{RefundInput, TransactionInput, Wanted};
use super::model::Transaction;
use super::operations;
use super::output::{BalanceOutput, ReceiptOutput, StatementOutput, TransactionOutput};
use super::query::{StatementQuery, TransactionQuery};
use crate::api::{Moved, Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_transactions, create_transaction))
        .routes(routes!(view_transaction))
        .routes(routes!(refund_transaction))
        .routes(routes!(view_receipt, issue_receipt))
        .routes(routes!(view_balance))
        .routes(routes!(view_statement))
}

/// List transactions, the newest first.
#[utoipa::path(get, path = "/business/transactions", tag = "transactions", params(TransactionQuery),
    responses((status = 200, body = Numbered<TransactionOutput>), Problems))]
async fn list_transactions(caller: Caller, Query(query): Query<TransactionQuery>) -> WebResult<Response> {
    caller.require(Action::ListTransactions)?;
    let (filter, page) = (query.filter(&caller)?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|transaction| TransactionOutput::new(transaction, &caller));
    Ok(Answer::numbered(listing, &caller)?.into_response())
}

/// Write a charge, a payment, a refund or an adjustment. Payments pay for charges, the oldest first. Refunds and
/// adjustments need rights of their own.
#[utoipa::path(post, path = "/business/transactions", tag = "transactions", request_body = TransactionInput,
    responses((status = 201, body = TransactionOutput), Problems))]
async fn create_transaction(caller: Caller, Json(input): Json<TransactionInput>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    if let Some(kind) = input.kind {
        caller.require(kind.action())?;
    }
    let wanted = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let transaction = match wanted {
        Wanted::New(new) => operations::create(&mut tx, &new).await?,
        Wanted::Listed(new) => operations::charge_listed(&mut tx, &new).await?,
        Wanted::Refund(of, new) => operations::refund(&mut tx, Id::new(of), &new).await?,
        Wanted::Adjustment(of, new) => operations::adjust(&mut tx, Id::new(of), &new).await?,
    };
    created(transaction, &caller, tx).await
}

async fn created(transaction: Transaction, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let location = format!("/business/transactions/{}", transaction.id);
    let answer = Answer::created(&TransactionOutput::new(transaction, caller), location)?;
    Ok(answer.commit(caller, tx).await?)
}

/// View a transaction.
#[utoipa::path(get, path = "/business/transactions/{id}", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 200, body = TransactionOutput), Problems))]
async fn view_transaction(caller: Caller, Path(id): Path<Id<Transaction>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let transaction = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&TransactionOutput::new(transaction, &caller))?.into_response())
}

/// Give a payment back, or a part of it. Answers with the refund.
#[utoipa::path(post, path = "/business/transactions/{id}/refund", tag = "transactions", params(("id" = Uuid, Path)),
    request_body = RefundInput, responses((status = 201, body = TransactionOutput), Problems))]
async fn refund_transaction(
    caller: Caller,
    Path(id): Path<Id<Transaction>>,
    Json(input): Json<RefundInput>,
) -> WebResult<Response> {
    caller.require(Action::RefundTransaction)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let refund = operations::refund(&mut tx, id, &new).await?;
    created(refund, &caller, tx).await
}

/// View the receipt of a payment or a refund.
#[utoipa::path(get, path = "/business/transactions/{id}/receipt", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReceiptOutput), Problems))]
async fn view_receipt(caller: Caller, Path(id): Path<Id<Transaction>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let transaction = operations::receipt(&mut tx, id).await?;
    tx.commit().await?;
    let receipt = ReceiptOutput::new(&transaction).ok_or(Error::NotFound)?;
    Ok(Answer::json(&receipt)?.into_response())
}

/// Issue the receipt of a payment or a refund. Whoever asks again gets the same one.
#[utoipa::path(post, path = "/business/transactions/{id}/receipt", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReceiptOutput), Problems))]
async fn issue_receipt(caller: Caller, Path(id): Path<Id<Transaction>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let transaction = operations::issue_receipt(&mut tx, id).await?;
    let receipt = ReceiptOutput::new(&transaction).ok_or(Error::NotFound)?;
    Ok(Answer::json(&receipt)?.commit(&caller, tx).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct BalanceQuery {
    /// Only what belongs to this visit.
    #[param(value_type = Option<Uuid>)]
    appointment: Option<String>,
}

/// What somebody owes.
#[derive(Serialize, ToSchema)]
struct Balances {
    /// One for each currency that they have to do with.
    items: Vec<BalanceOutput>,
}

/// View what somebody owes, or is owed.
#[utoipa::path(get, path = "/business/contacts/{id}/balance", tag = "transactions", params(("id" = Uuid, Path), BalanceQuery),
    responses((status = 200, body = Balances), Moved, Problems))]
async fn view_balance(caller: Caller, Path(id): Path<Uuid>, Query(query): Query<BalanceQuery>) -> WebResult<Response> {
    caller.require(Action::ViewBalance)?;
    let appointment = query.appointment.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let appointment = appointment.map(|text| text.parse().map_err(|_| Error::invalid("appointment", "malformed")));
    let appointment = appointment.transpose()?;
    let mut tx = caller.read().await?;
    let balances = operations::balance(&mut tx, id, appointment).await?;
    tx.commit().await?;
    Ok(Answer::json(&Balances { items: balances.into_iter().map(BalanceOutput::from).collect() })?.into_response())
}

/// View somebody's account over a span of days: what they owed before, what was written, and what they owe since.
#[utoipa::path(get, path = "/business/contacts/{id}/statement", tag = "transactions",
    params(("id" = Uuid, Path), StatementQuery), responses((status = 200, body = StatementOutput), Moved, Problems))]
async fn view_statement(
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<StatementQuery>,
) -> WebResult<Response> {
    caller.require(Action::ViewStatement)?;
    let span = query.span(&caller)?;
    let mut tx = caller.read().await?;
    let statement = operations::statement(&mut tx, id, &span).await?;
    tx.commit().await?;
    Ok(Answer::json(&StatementOutput::from(statement))?.into_response())
}
