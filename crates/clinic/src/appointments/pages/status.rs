//! One press moves an appointment on, or back.

use axum::Extension;
use axum::response::Response;
use serde::Deserialize;
use tenancy::{Error, Id, Result, TenantTx};
use web::{Caller, Form, Path, Query, WebResult};

use super::done::{Deed, Done, go_on};
use crate::appointments::Days;
use crate::appointments::model::{Appointment, Status};
use crate::appointments::operations::{self, Move};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StatusForm {
    status: String,
    reason: Option<String>,
    next: Option<String>,
    next_url: Option<String>,
}

pub async fn update(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Next>,
    Form(form): Form<StatusForm>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let appointment = take(&mut tx, id, &form).await?;
    let next = form.next.or(form.next_url).or(query.next).unwrap_or_default();
    go_on(&caller, &days, tx, Done::new(Deed::Moved, &appointment), &next).await
}

/// The old spellings come from clients who know three states: what lies between is passed through for them.
async fn take(tx: &mut TenantTx, id: Id<Appointment>, form: &StatusForm) -> Result<Appointment> {
    let to = Status::read(&form.status).ok_or_else(|| Error::invalid("status", "unknown_choice"))?;
    let is_old_spelling = form.status.trim() != to.as_str();
    match to {
        Status::Fulfilled if is_old_spelling => operations::complete_at_once(tx, id).await,
        Status::Booked if is_old_spelling => operations::reopen(tx, id).await,
        Status::Cancelled => operations::cancel(tx, id, form.reason.as_deref(), None).await,
        _ => operations::move_to(tx, id, Move::to(to)).await,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    pub next: Option<String>,
}

pub async fn revert(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Next>,
    Form(form): Form<Next>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let appointment = operations::revert(&mut tx, id, None).await?;
    let next = form.next.or(query.next).unwrap_or_default();
    go_on(&caller, &days, tx, Done::new(Deed::Reverted, &appointment), &next).await
}
