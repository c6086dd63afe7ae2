//! The pages about invoices: the list, one of them, the editor of a draft, paper, and how the clinic writes them.

mod draft;
mod invoice;
mod list;
mod overdue;
mod payment;
mod policy_page;
mod print;
mod typed;

use http::StatusCode;
use tenancy::Error;
use web::routing::{Router, get, post};
use web::{Caller, Failure};

use crate::forms::FormErrors;

pub fn routes() -> Router {
    Router::new()
        .route("/admin/invoicing", get(policy_page::form).post(policy_page::save))
        .route("/invoices", get(list::list))
        .route("/invoices/overdue", get(overdue::list))
        .route("/invoices/overdue/remind", post(overdue::remind_all))
        .route("/invoices/{invoice}", get(invoice::view))
        .route("/invoices/{invoice}/credit", post(invoice::credit))
        .route("/invoices/{invoice}/discard", post(draft::discard))
        .route("/invoices/{invoice}/edit", get(draft::form).post(draft::save))
        .route("/invoices/{invoice}/issue", post(draft::issue))
        .route("/invoices/{invoice}/payment", get(payment::form).post(payment::take))
        .route("/invoices/{invoice}/print", get(print::show))
        .route("/invoices/{invoice}/remind", post(overdue::remind))
        .route("/patients/{id}/account/invoice", post(draft::begin))
}

/// What a form says that was refused, and how; anything else goes its way.
fn refused(caller: &Caller, failure: Failure) -> Result<(StatusCode, FormErrors), Failure> {
    let errors = match &failure {
        Failure::Operation(Error::Invalid(problems)) => FormErrors::new(caller, problems),
        Failure::Operation(Error::Conflict(_)) => FormErrors::general(web::detail(caller, &failure)),
        _ => return Err(failure),
    };
    Ok((failure.status(), errors))
}

/// A form that nobody sent yet.
fn fresh() -> (StatusCode, FormErrors) {
    (StatusCode::OK, FormErrors::default())
}
