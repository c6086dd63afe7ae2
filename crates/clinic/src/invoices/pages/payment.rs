//! Taking what is paid of an invoice, by whom it is for or by whoever bears a part of it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use money::Money;
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Form, Html, Path, Query, WebResult};

use super::{fresh, refused};
use crate::amounts::{Amount, MoneyInput};
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key};
use crate::invoices::model::Invoice;
use crate::invoices::operations;
use crate::invoices::view::{InvoiceView, Names};
use crate::ledger::input::{TransactionInput, Wanted};
use crate::ledger::model::{Method, TransactionKind};
use crate::ledger::operations as ledger;
use crate::shell::{Page, notice};

const PAYER: &str = "payer";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct By {
    /// Of the two the payer; else whom the invoice is for.
    by: String,
}

#[derive(Template)]
#[template(path = "invoices/payment.html")]
struct PaymentPage {
    page: Page,
    shown: InvoiceView,
    typed: Typed,
    errors: FormErrors,
    key: String,
    methods: &'static [Method],
}

impl PaymentPage {
    fn is_payers(&self) -> bool {
        self.typed.is("by", PAYER)
    }

    fn owed(&self) -> Money {
        if self.is_payers() { self.shown.payer_open() } else { self.shown.own_open() }
    }

    /// What the owed comes to in coins, where that is another amount.
    fn in_coins(&self) -> Option<Money> {
        Some(self.owed()).filter(|owed| !owed.is_in_coins()).map(Money::in_coins)
    }
}

pub async fn form(caller: Caller, Path(id): Path<Id<Invoice>>, Query(by): Query<By>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    show(&caller, id, Typed::of([("by", by.by)]), fresh()).await
}

async fn show(
    caller: &Caller,
    id: Id<Invoice>,
    typed: Typed,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let invoice = operations::find(&mut tx, id).await?;
    let names = Names::load(&mut tx, Action::ViewInvoice, [&invoice]).await?;
    tx.commit().await?;
    let shown = InvoiceView::new(invoice, &names);
    if shown.open().is_none() {
        return Ok(Answer::see_other(format!("/invoices/{id}")).into_response());
    }
    let mut page =
        PaymentPage { page: Page::new(caller), shown, typed, errors, key: new_key(caller), methods: Method::ALL };
    if page.typed.get("idempotency_key").is_empty() {
        let method = if page.is_payers() { Method::Insurance } else { Method::Cash };
        let begun = page.typed.clone().with("amount", page.owed().decimal());
        page.typed = begun.with("method", method.as_str().to_owned()).with("receipt_required", "true".to_owned());
    }
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn take(caller: Caller, Path(id): Path<Id<Invoice>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    let typed = Typed::new(pairs);
    match try_take(&caller, id, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => {
            let refusal = refused(&caller, failure)?;
            show(&caller, id, typed, refusal).await
        }
    }
}

async fn try_take(caller: &Caller, id: Id<Invoice>, typed: &Typed) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let invoice = operations::find(&mut tx, id).await?;
    let contact = if typed.is("by", PAYER) { invoice.payer.ok_or(Error::NotFound)? } else { invoice.contact };
    let method = Method::parse(typed.get("method"));
    let is_cash = method == Some(Method::Cash);
    // What is paid in cash is rounded to what there are coins for. What cannot be read stays as it is.
    let rounded = |text: String| match Money::parse(&text, invoice.currency) {
        Ok(money) if is_cash => money.in_coins().decimal(),
        _ => text,
    };
    let currency = Some(invoice.currency.as_str().to_owned());
    let amount = typed.some("amount").map(|text| MoneyInput::Full { amount: Amount(rounded(text)), currency });
    let input = TransactionInput {
        kind: Some(TransactionKind::Payment),
        method,
        amount,
        contact: Some(contact),
        invoice: Some(id.uuid()),
        receipt_required: typed.is("receipt_required", "true"),
        note: typed.some("note"),
        ..TransactionInput::default()
    };
    let Wanted::New(new) = input.parse(&Reading::of(caller))? else { return Err(Error::NotFound.into()) };
    let payment = ledger::create(&mut tx, &new).await?;
    let mut next = format!("/invoices/{id}");
    if typed.is("receipt_required", "true") && caller.may(Action::IssueReceipt) {
        ledger::issue_receipt(&mut tx, payment.id).await?;
        next = format!("/transactions/{}/receipt?print=1", payment.id);
    }
    Ok(notice::leave(Answer::see_other(next).commit(caller, tx).await?, "ledger-paid"))
}
