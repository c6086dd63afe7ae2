//! Assessments at the desk of whoever makes them: choosing an instrument, asking its questions, reading what came out of
//! it, and how that went over time.

mod decisions;
mod form;
mod instruments;
mod list;
mod questions;
mod trend;
mod typed;
mod view;

use tenancy::Action;
use web::Guest;
use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/assessments", get(list::list))
        .route("/patients/{id}/assessments/new", get(list::choose))
        .route("/patients/{id}/assessments/new/{instrument}", get(form::new).post(form::write))
        .route("/patients/{id}/assessments/trend/{instrument}", get(trend::view))
        .route("/assessments/score/{instrument}", post(form::running_score))
        .route("/assessments/{assessment}", get(view::view))
        .route("/assessments/{assessment}/edit", get(form::edit).post(form::replace))
        .route("/assessments/{assessment}/amend", get(form::amend_form).post(form::amend))
        .route("/assessments/{assessment}/co-sign", post(decisions::co_sign))
        .route("/assessments/{assessment}/release", post(decisions::release))
        .route("/assessments/{assessment}/strike", get(decisions::strike_form).post(decisions::strike))
        .route("/assessments/{assessment}/withdraw", get(decisions::withdraw_form).post(decisions::withdraw))
        .route("/admin/instruments", get(instruments::list))
        .route("/admin/instruments/import", get(instruments::import_form).post(instruments::import))
        .route("/admin/instruments/{instrument}/choose", post(instruments::choose))
}

/// What the reader may do with assessments; templates ask by these names.
#[derive(Clone, Copy)]
pub(super) struct Rights {
    pub write: bool,
    pub amend: bool,
    pub strike: bool,
    pub co_sign: bool,
    pub release: bool,
    pub withdraw: bool,
}

impl Rights {
    pub fn of(guest: &Guest) -> Self {
        Self {
            write: guest.may(Action::WriteAssessment),
            amend: guest.may(Action::AmendAssessment),
            strike: guest.may(Action::StrikeAssessment),
            co_sign: guest.may(Action::CoSignAssessment),
            release: guest.may(Action::ReleaseAssessment),
            withdraw: guest.may(Action::WithdrawAssessment),
        }
    }
}
