//! One's own hours: the week as it stands, and days on which it is otherwise.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use calendar::Owner;
use http::StatusCode;
use tenancy::{Action, Error, FieldError};
use uuid::Uuid;
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::days::{ExceptionForm, ExceptionRow};
use super::week::{Period, periods};
use crate::appointments::input::Reading;
use crate::forms::FormErrors;
use crate::schedule::operations;
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "schedule/own.html")]
struct OwnPage {
    page: Page,
    periods: Vec<Period>,
    exceptions: Vec<ExceptionRow>,
    exception: ExceptionForm,
    errors: FormErrors,
}

impl OwnPage {
    async fn answer(caller: &Caller, form: ExceptionForm, problems: &[FieldError]) -> WebResult<Response> {
        let owner = Owner::Provider(caller.actor().id().ok_or(Error::NotFound)?);
        let (page, today) = (Page::new(caller), caller.today());
        let mut tx = caller.read().await?;
        let mut week = operations::week(&mut tx, &owner).await?;
        if week.lines.is_empty() {
            week = operations::week(&mut tx, &Owner::Clinic).await?;
        }
        let exceptions = operations::list_exceptions(&mut tx, Some(&owner), today).await?;
        tx.commit().await?;
        let lines = if week.lines.is_empty() { calendar::Timetable::usual() } else { week.lines };
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let answer = Self {
            periods: periods(&page, &lines, today),
            exceptions: exceptions.into_iter().map(ExceptionRow::from).collect(),
            exception: form,
            errors: FormErrors::new(caller, problems),
            page,
        };
        Ok((status, Html(answer.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn hours(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeOwnHours)?;
    OwnPage::answer(&caller, ExceptionForm::default(), &[]).await
}

fn back(told: &str) -> Response {
    notice::leave(Answer::see_other("/doctor/hours/").into_response(), told)
}

pub async fn add(caller: Caller, Form(form): Form<ExceptionForm>) -> WebResult<Response> {
    caller.require(Action::ChangeOwnHours)?;
    match try_add(&caller, &form).await {
        Ok(()) => Ok(back("schedule-exception-added")),
        Err(Error::Invalid(problems)) => OwnPage::answer(&caller, form, &problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn try_add(caller: &Caller, form: &ExceptionForm) -> tenancy::Result<()> {
    let new = form.input().parse(&Reading::of(caller)).map_err(Error::Invalid)?;
    let mut tx = caller.change().await?;
    operations::add_own_exception(&mut tx, &new).await?;
    tx.commit().await
}

pub async fn remove(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ChangeOwnHours)?;
    let mut tx = caller.change().await?;
    operations::remove_own_exception(&mut tx, id).await?;
    tx.commit().await?;
    Ok(back("schedule-exception-removed"))
}
