//! Invoices as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Id, TenantTx};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Numbered, PageQuery, Path, Query, WebResult};

use super::input::{CreditInput, InvoiceInput};
use super::model::Invoice;
use super::operations;
use super::output::{InvoiceOutput, OverdueOutput, RoundOutput};
use super::query::InvoiceQuery;
use super::rounds::remind_all;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_invoices, draft_invoice))
        .routes(routes!(view_invoice, change_invoice, discard_invoice))
        .routes(routes!(issue_invoice))
        .routes(routes!(credit_invoice))
        .routes(routes!(list_overdue))
        .routes(routes!(remind_overdue))
        .routes(routes!(remind_invoice))
        .merge(super::api_policy::routes())
}

/// List invoices and credit notes, the newest first.
#[utoipa::path(get, path = "/business/invoices", tag = "invoices", params(InvoiceQuery),
    responses((status = 200, body = Numbered<InvoiceOutput>), Problems))]
async fn list_invoices(caller: Caller, Query(query): Query<InvoiceQuery>) -> WebResult<Response> {
    caller.require(Action::ListInvoices)?;
    let (filter, page) = (query.filter(&caller)?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    Ok(Answer::numbered(listing.map(|invoice| InvoiceOutput::new(invoice, &caller)), &caller)?.into_response())
}

/// Begin an invoice. A draft has no number and charges nobody; a charge or a visit stands on one invoice at most.
#[utoipa::path(post, path = "/business/invoices", tag = "invoices", request_body = InvoiceInput,
    responses((status = 201, body = InvoiceOutput), Problems))]
async fn draft_invoice(caller: Caller, Json(input): Json<InvoiceInput>) -> WebResult<Response> {
    caller.require(Action::DraftInvoice)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let invoice = operations::draft(&mut tx, &new).await?;
    created(invoice, &caller, tx).await
}

async fn created(invoice: Invoice, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let (version, location) = (invoice.version.into(), format!("/business/invoices/{}", invoice.id));
    let answer = Answer::created(&InvoiceOutput::new(invoice, caller), location)?;
    Ok(answer.version(version).commit(caller, tx).await?)
}

/// View an invoice or a credit note.
#[utoipa::path(get, path = "/business/invoices/{id}", tag = "invoices", params(("id" = Uuid, Path)),
    responses((status = 200, body = InvoiceOutput), Problems))]
async fn view_invoice(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let invoice = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let draft = Some(i64::from(invoice.version)).filter(|_| invoice.is_draft());
    let answer = Answer::json(&InvoiceOutput::new(invoice, &caller))?;
    // What is paid of it changes without it, so its version does not say whether it looks the same.
    Ok(match draft {
        Some(version) => answer.version(version),
        None => answer,
    }
    .into_response())
}

/// Put another draft into the place of one, with all of its lines. What was issued stays as it is.
#[utoipa::path(put, path = "/business/invoices/{id}", tag = "invoices", params(("id" = Uuid, Path)),
    request_body = InvoiceInput, responses((status = 200, body = InvoiceOutput), Problems))]
async fn change_invoice(
    caller: Caller,
    Path(id): Path<Id<Invoice>>,
    expected: Expected,
    Json(input): Json<InvoiceInput>,
) -> WebResult<Response> {
    caller.require(Action::ChangeInvoice)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let invoice = operations::change(&mut tx, id, &new, &expected).await?;
    changed(invoice, &caller, tx).await
}

async fn changed(invoice: Invoice, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let version = invoice.version.into();
    Ok(Answer::json(&InvoiceOutput::new(invoice, caller))?.version(version).commit(caller, tx).await?)
}

/// Throw a draft away. What was charged before stands on no invoice again.
#[utoipa::path(delete, path = "/business/invoices/{id}", tag = "invoices", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn discard_invoice(caller: Caller, Path(id): Path<Id<Invoice>>, expected: Expected) -> WebResult<Response> {
    caller.require(Action::DiscardInvoice)?;
    let mut tx = caller.begin().await?;
    operations::discard(&mut tx, id, &expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// Issue a draft: it takes the next number, and what was not charged yet is charged. What the payer bears is charged to them.
#[utoipa::path(post, path = "/business/invoices/{id}/issue", tag = "invoices", params(("id" = Uuid, Path)),
    responses((status = 200, body = InvoiceOutput), Problems))]
async fn issue_invoice(caller: Caller, Path(id): Path<Id<Invoice>>, expected: Expected) -> WebResult<Response> {
    caller.require(Action::IssueInvoice)?;
    let mut tx = caller.begin().await?;
    let invoice = operations::issue(&mut tx, id, &expected).await?;
    changed(invoice, &caller, tx).await
}

/// Take an invoice back, or a part of it, by a credit note. Answers with the credit note.
#[utoipa::path(post, path = "/business/invoices/{id}/credit", tag = "invoices", params(("id" = Uuid, Path)),
    request_body = CreditInput, responses((status = 201, body = InvoiceOutput), Problems))]
async fn credit_invoice(
    caller: Caller,
    Path(id): Path<Id<Invoice>>,
    Json(input): Json<CreditInput>,
) -> WebResult<Response> {
    caller.require(Action::CreditInvoice)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let note = operations::credit(&mut tx, id, &new).await?;
    created(note, &caller, tx).await
}

/// List what is overdue, that first which is so for longest, with the reminders that were sent.
#[utoipa::path(get, path = "/business/dunning", tag = "invoices", params(PageQuery),
    responses((status = 200, body = Numbered<OverdueOutput>), Problems))]
async fn list_overdue(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    caller.require(Action::ListOverdue)?;
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::overdue(&mut tx, page).await?;
    tx.commit().await?;
    Ok(Answer::numbered(listing.map(|overdue| OverdueOutput::new(overdue, &caller)), &caller)?.into_response())
}

/// Remind of everything that is overdue and was not reminded of today, a hundred invoices at most: of each by the next level that
/// is due, by the way by which its contact wants to be reached. Says of each what came of it.
#[utoipa::path(post, path = "/business/dunning/remind", tag = "invoices",
    responses((status = 200, body = RoundOutput), Problems))]
async fn remind_overdue(caller: Caller) -> WebResult<Response> {
    caller.require(Action::RemindInvoice)?;
    let round = remind_all(&caller).await?;
    Ok(Answer::json(&RoundOutput::from(round))?.into_response())
}

/// Remind of an overdue invoice by the next level that is due, in the words of the clinic and by the way by which its contact
/// wants to be reached. Each level is sent once.
#[utoipa::path(post, path = "/business/invoices/{id}/remind", tag = "invoices", params(("id" = Uuid, Path)),
    responses((status = 200, body = OverdueOutput), Problems))]
async fn remind_invoice(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    caller.require(Action::RemindInvoice)?;
    let mut tx = caller.begin().await?;
    let overdue = operations::remind(&mut tx, id, caller.app().texts()).await?;
    Ok(Answer::json(&OverdueOutput::new(overdue, &caller))?.commit(&caller, tx).await?)
}
