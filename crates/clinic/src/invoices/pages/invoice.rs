//! One invoice: what it says, what is paid of it, and the form that takes it back.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::{fresh, refused};
use crate::amounts::{Amount, MoneyInput};
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key};
use crate::invoices::input::{CreditInput, CreditLineInput};
use crate::invoices::model::Invoice;
use crate::invoices::operations;
use crate::invoices::view::{InvoiceView, LineView, Names};
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "invoices/invoice.html")]
struct InvoicePage {
    page: Page,
    shown: InvoiceView,
    credit_notes: Vec<InvoiceView>,
    typed: Typed,
    errors: FormErrors,
    key: String,
}

/// The field of a line in the form that credits it.
fn field(line: impl std::fmt::Display) -> String {
    format!("amount-{line}")
}

impl InvoicePage {
    /// What is to be credited of a line: all that is left, until somebody types another amount.
    fn amount(&self, line: &LineView) -> String {
        if self.is_sent() { self.typed.get(&field(line.id)).to_owned() } else { line.creditable.decimal() }
    }

    /// What a line is called in the form.
    fn label(&self, line: &LineView) -> String {
        line.description.clone().unwrap_or_else(|| self.page.t("invoices-line-plain"))
    }

    fn is_sent(&self) -> bool {
        !self.typed.get("idempotency_key").is_empty()
    }
}

pub async fn view(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    show(&caller, id, Typed::default(), fresh()).await
}

async fn show(
    caller: &Caller,
    id: Id<Invoice>,
    typed: Typed,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let invoice = operations::find(&mut tx, id).await?;
    let credit_notes = operations::credit_notes(&mut tx, id).await?;
    let names = Names::load(&mut tx, Action::ViewInvoice, [&invoice]).await?;
    tx.commit().await?;
    let page = InvoicePage {
        page: Page::new(caller),
        shown: InvoiceView::new(invoice, &names),
        credit_notes: credit_notes.into_iter().map(|note| InvoiceView::new(note, &names)).collect(),
        typed,
        errors,
        key: new_key(caller),
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn credit(caller: Caller, Path(id): Path<Id<Invoice>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreditInvoice)?;
    let typed = Typed::new(pairs);
    match try_credit(&caller, id, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => {
            let refusal = refused(&caller, failure)?;
            show(&caller, id, typed, refusal).await
        }
    }
}

async fn try_credit(caller: &Caller, id: Id<Invoice>, typed: &Typed) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let invoice = operations::find(&mut tx, id).await?;
    let currency = invoice.currency.as_str().to_owned();
    let named: Vec<_> = invoice.lines.iter().filter_map(|line| Some((line.id, typed.some(&field(line.id))?))).collect();
    let lines = named.iter().map(|(line, amount)| CreditLineInput {
        line: Some(*line),
        amount: Some(MoneyInput::Full { amount: Amount(amount.clone()), currency: Some(currency.clone()) }),
    });
    let input = CreditInput { lines: lines.collect(), note: typed.some("note") };
    if input.lines.is_empty() {
        return Err(Error::invalid("main", "required").into());
    }
    let new = input.parse(&Reading::of(caller)).map_err(|error| at_fields(error, &named))?;
    let note = operations::credit(&mut tx, id, &new).await?;
    let answer = Answer::see_other(format!("/invoices/{}", note.id));
    Ok(notice::leave(answer.commit(caller, tx).await?, "invoices-credited"))
}

/// The problems of lines at the fields of the form.
fn at_fields(error: Error, named: &[(uuid::Uuid, String)]) -> Error {
    let Error::Invalid(mut problems) = error else { return error };
    for problem in &mut problems {
        let place = problem.field.split('/').nth(1).and_then(|place| place.parse::<usize>().ok());
        if let Some((line, _)) = place.and_then(|place| named.get(place)) {
            problem.field = field(line).into();
        }
    }
    Error::Invalid(problems)
}
