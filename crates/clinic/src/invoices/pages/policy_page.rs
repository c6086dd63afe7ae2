//! The administration's page about invoices: their numbers, their terms, and what is printed at their head and foot.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::text::ascii_digits;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError};
use web::{Answer, Caller, Failure, Form, Html, WebResult};

use crate::forms::FormErrors;
use crate::invoices::policy::{Invoicing, Letterhead};
use crate::shell::{Page, notice};

const PATH: &str = "/admin/invoicing";

/// The setting as it is typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct InvoicingForm {
    name: String,
    address: String,
    tax_number: String,
    footer: String,
    series: String,
    credit_series: String,
    payment_days: String,
    reminder_days: String,
    version: i32,
}

impl InvoicingForm {
    fn new(invoicing: Invoicing, version: i32) -> Self {
        let Invoicing { series, credit_series, payment_days, reminder_days, letterhead } = invoicing;
        let reminder_days: Vec<String> = reminder_days.iter().map(u16::to_string).collect();
        let Letterhead { name, address, tax_number, footer } = letterhead;
        Self {
            name,
            address,
            tax_number,
            footer,
            series,
            credit_series,
            payment_days: payment_days.to_string(),
            reminder_days: reminder_days.join(", "),
            version,
        }
    }

    fn parse(&self) -> tenancy::Result<Invoicing> {
        let days = ascii_digits(self.payment_days.trim());
        let levels = ascii_digits(&self.reminder_days).replace(['،', ';'], ",");
        let levels = levels.split(',').map(str::trim).filter(|level| !level.is_empty());
        let levels: Result<Vec<u16>, _> = levels.map(str::parse::<u16>).collect();
        Ok(Invoicing {
            series: self.series.clone(),
            credit_series: self.credit_series.clone(),
            payment_days: days.parse().map_err(|_| Error::invalid("payment_days", "not_a_number"))?,
            reminder_days: levels.map_err(|_| Error::invalid("reminder_days", "not_levels"))?,
            letterhead: Letterhead {
                name: self.name.clone(),
                address: self.address.clone(),
                tax_number: self.tax_number.clone(),
                footer: self.footer.clone(),
            },
        })
    }
}

#[derive(Template)]
#[template(path = "invoices/policy.html")]
struct PolicyPage {
    page: Page,
    form: InvoicingForm,
    errors: FormErrors,
}

fn answer(caller: &Caller, form: InvoicingForm, problems: &[FieldError]) -> WebResult<Response> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PolicyPage { page: Page::new(caller), form, errors: FormErrors::new(caller, problems) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

async fn load(caller: &Caller) -> WebResult<(Invoicing, i32)> {
    let mut tx = caller.read().await?;
    let loaded = Invoicing::load(&mut tx, Action::ViewSettings).await?;
    tx.commit().await?;
    Ok(loaded)
}

pub async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeInvoicing)?;
    let (invoicing, version) = load(&caller).await?;
    answer(&caller, InvoicingForm::new(invoicing, version), &[])
}

pub async fn save(caller: Caller, Form(form): Form<InvoicingForm>) -> WebResult<Response> {
    caller.require(Action::ChangeInvoicing)?;
    let saved = async {
        let invoicing = form.parse()?;
        let mut tx = caller.begin().await?;
        invoicing.save(&mut tx, Some(form.version)).await?;
        let response = Answer::see_other(PATH).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(response, "common-saved"))
    };
    match saved.await {
        Err(Failure::Operation(Error::Invalid(problems))) => answer(&caller, form, &problems),
        // What was typed stays, and is saved over theirs only when it is sent again.
        Err(Failure::Operation(Error::Conflict(Conflict::StaleVersion { .. }))) => {
            let (_, version) = load(&caller).await?;
            let problems = [FieldError::new("main", "changed_meanwhile")];
            answer(&caller, InvoicingForm { version, ..form }, &problems)
        }
        done => done,
    }
}
