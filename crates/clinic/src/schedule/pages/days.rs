//! Single days: exceptions to somebody's hours, and closures of the whole clinic.

use axum::response::Response;
use calendar::Owner;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Caller, Form, Path, Query, WebResult};

use super::hours::{HoursPage, Typed, back};
use crate::appointments::input::Reading;
use crate::schedule::input::{ClosureInput, ExceptionInput};
use crate::schedule::model::{KeptException, openings_text};
use crate::schedule::operations;
use crate::schedule::query::OwnerQuery;

/// An exception as a page lists it.
pub struct ExceptionRow {
    pub id: Uuid,
    pub on: Date,
    /// Blank when closed.
    pub hours: String,
    pub note: Option<String>,
}

impl From<KeptException> for ExceptionRow {
    fn from(kept: KeptException) -> Self {
        let hours = kept.exception.opening.map(|opening| openings_text(&[opening])).unwrap_or_default();
        Self { id: kept.id, on: kept.exception.on, hours, note: kept.note }
    }
}

/// An exception as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ExceptionForm {
    pub date: String,
    pub from: String,
    pub to: String,
    pub note: String,
}

impl ExceptionForm {
    pub fn input(&self) -> ExceptionInput {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        ExceptionInput { date: self.date.clone(), from: some(&self.from), to: some(&self.to), note: some(&self.note) }
    }
}

pub async fn add_exception(
    caller: Caller,
    Query(query): Query<OwnerQuery>,
    Form(form): Form<ExceptionForm>,
) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let owner = query.owner()?;
    match try_add(&caller, &owner, &form).await {
        Ok(()) => Ok(back(&owner, "schedule-exception-added")),
        Err(Error::Invalid(problems)) => {
            let typed = Typed { exception: form, problems, ..Typed::default() };
            HoursPage::answer(&caller, owner, typed).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn try_add(caller: &Caller, owner: &Owner, form: &ExceptionForm) -> tenancy::Result<()> {
    let new = form.input().parse(&Reading::of(caller)).map_err(Error::Invalid)?;
    let mut tx = caller.change().await?;
    operations::add_exception(&mut tx, owner, &new).await?;
    tx.commit().await
}

pub async fn remove_exception(
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<OwnerQuery>,
) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let owner = query.owner()?;
    let mut tx = caller.change().await?;
    operations::remove_exception(&mut tx, id).await?;
    tx.commit().await?;
    Ok(back(&owner, "schedule-exception-removed"))
}

/// A closure as it was typed. Its fields have names of their own: they stand on one page with those of an exception.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    pub name: String,
    pub first_day: String,
    pub last_day: String,
}

pub async fn add_closure(caller: Caller, Form(form): Form<ClosureForm>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    match try_close(&caller, &form).await {
        Ok(()) => Ok(back(&Owner::Clinic, "schedule-closure-added")),
        Err(Error::Invalid(mut problems)) => {
            for problem in &mut problems {
                match problem.field.as_ref() {
                    "from" => problem.field = "first_day".into(),
                    "to" => problem.field = "last_day".into(),
                    _ => {}
                }
            }
            HoursPage::answer(&caller, Owner::Clinic, Typed { closure: form, problems, ..Typed::default() }).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn try_close(caller: &Caller, form: &ClosureForm) -> tenancy::Result<()> {
    let ClosureForm { name, first_day, last_day } = form.clone();
    let input = ClosureInput { name, from: first_day, to: Some(last_day) };
    let new = input.parse(&Reading::of(caller)).map_err(Error::Invalid)?;
    let mut tx = caller.change().await?;
    operations::add_closure(&mut tx, new).await?;
    tx.commit().await
}

pub async fn remove_closure(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let mut tx = caller.change().await?;
    operations::remove_closure(&mut tx, id).await?;
    tx.commit().await?;
    Ok(back(&Owner::Clinic, "schedule-closure-removed"))
}
