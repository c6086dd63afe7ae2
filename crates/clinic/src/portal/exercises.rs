//! What a patient does at home: today, and whether it was done, one press for each exercise and day.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Id};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::operations::own;
use crate::forms::FormErrors;
use crate::plans::model::{Exercise, Item};
use crate::plans::operations::{self, OwnExercise};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/exercises", get(list)).route("/patient/exercises/{exercise}", post(tick))
}

/// A day on which an exercise can be said to be done.
struct DayView {
    day: Date,
    key: &'static str,
    done: bool,
}

struct ExerciseView {
    id: Uuid,
    exercise: Exercise,
    dose: String,
    /// Those of yesterday and today on which it is to be done, today first.
    days: Vec<DayView>,
    /// On how many of the last seven days.
    times: usize,
}

impl ExerciseView {
    fn new(page: &Page, own: OwnExercise) -> Self {
        let today = page.guest().today();
        let OwnExercise { id, exercise, done } = own;
        let runs = |day: Date| day >= exercise.begins_on && exercise.ends_on.is_none_or(|last| day <= last);
        let days = [(today, "common-today"), (today.saturating_sub(1.days()), "common-yesterday")];
        let days = days.into_iter().filter(|(day, _)| runs(*day));
        let days = days.map(|(day, key)| DayView { day, key, done: done.contains(&day) }).collect();
        Self { id, days, times: done.len(), dose: exercise.dose(page), exercise }
    }
}

#[derive(Template)]
#[template(path = "portal/exercises.html")]
struct ExercisesPage {
    page: Page,
    /// None while the patient wants to be shown nothing.
    exercises: Option<Vec<ExerciseView>>,
    errors: FormErrors,
}

async fn show(caller: &Caller, problems: &[FieldError]) -> WebResult<Response> {
    let me = own(caller.actor(), Action::ViewOwnExercises)?;
    let mut tx = caller.read().await?;
    let found = operations::own(&mut tx, me).await?;
    tx.commit().await?;
    let page = Page::new(caller);
    let exercises = found.map(|own| own.into_iter().map(|one| ExerciseView::new(&page, one)).collect());
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ExercisesPage { page, exercises, errors: FormErrors::new(caller, problems) };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn list(caller: Caller) -> WebResult<Response> {
    show(&caller, &[]).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TickForm {
    day: String,
    /// What it is to be from now on, so that a press that comes twice says the same.
    done: String,
}

async fn tick(caller: Caller, Path(id): Path<Id<Item>>, Form(form): Form<TickForm>) -> WebResult<Response> {
    let me = own(caller.actor(), Action::TickOwnExercise)?;
    let done = match form.done.as_str() {
        "yes" => true,
        "no" => false,
        _ => return show(&caller, &[FieldError::new("done", "unknown_choice")]).await,
    };
    let Ok(day) = form.day.parse::<Date>() else {
        return show(&caller, &[FieldError::new("day", "not_a_date")]).await;
    };
    let mut tx = caller.begin().await?;
    match operations::tick(&mut tx, me, id, (day, done)).await {
        Ok(()) => Ok(Answer::see_other(format!("/patient/exercises/#e-{id}")).commit(&caller, tx).await?),
        Err(Error::Invalid(problems)) => {
            drop(tx);
            show(&caller, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}
