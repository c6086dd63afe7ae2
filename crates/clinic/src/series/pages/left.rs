//! A series as it stands, and what is done with what is left of it.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, Id};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use super::{Pairs, Typed};
use crate::accounts::operations::names;
use crate::appointments::model::Appointment;
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::series::input::{ShiftInput, from};
use crate::series::model::Series;
use crate::series::operations;
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "series/series.html")]
struct SeriesPage {
    page: Page,
    banner: Banner,
    series: Series,
    visits: Vec<Appointment>,
    names: HashMap<Uuid, String>,
    typed: Typed,
    errors: FormErrors,
    idempotency_key: String,
}

impl SeriesPage {
    /// Those that can still be changed.
    fn left(&self) -> impl Iterator<Item = &Appointment> {
        let now = self.page.guest().now();
        self.visits.iter().filter(move |visit| visit.status.is_open() && visit.slot.starts_at > now)
    }

    fn is_over(&self) -> bool {
        self.left().next().is_none()
    }

    fn may_change(&self) -> bool {
        self.page.may(Action::ChangeSeries)
    }

    fn provider(&self, visit: &Appointment) -> &str {
        self.names.get(&visit.provider.uuid()).map_or("", String::as_str)
    }
}

pub async fn view(caller: Caller, Path(id): Path<Id<Series>>) -> WebResult<Response> {
    show(&caller, id, Typed(Vec::new()), FormErrors::default()).await
}

async fn show(caller: &Caller, id: Id<Series>, typed: Typed, errors: FormErrors) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let (series, visits) = operations::find(&mut tx, id).await?;
    let banner = Banner::load(caller, &mut tx, Action::ViewSeries, series.patient.uuid()).await?;
    let names = names(&mut tx, Action::ViewSeries).await?;
    tx.commit().await?;
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (page, idempotency_key) = (Page::new(caller), new_key(caller));
    let shown = SeriesPage { page, banner, series, visits, names, typed, errors, idempotency_key };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

pub async fn shift(caller: Caller, Path(id): Path<Id<Series>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangeSeries)?;
    let typed = Typed(pairs);
    let done = try_shift(&caller, id, &typed).await;
    or_show(&caller, id, typed, done).await
}

async fn try_shift(caller: &Caller, id: Id<Series>, typed: &Typed) -> WebResult<Response> {
    let days = typed.get("days");
    let signed = people::text::ascii_digits(days).replace('\u{2212}', "-");
    let days = match signed.is_empty() {
        true => 0,
        false => signed.parse().map_err(|_| Error::invalid("days", "not_a_number"))?,
    };
    let some = |name: &str| Some(typed.get(name).to_owned()).filter(|text| !text.is_empty());
    let input = ShiftInput {
        from: typed.get("from").parse().ok(),
        days,
        time: some("time"),
        override_reason: some("override_reason"),
        ..ShiftInput::default()
    };
    if input.days == 0 && input.time.is_none() {
        return Err(Error::invalid("time", "required").into());
    }
    let (from, shift) = input.parse()?;
    let mut tx = caller.begin().await?;
    let (next, moved) = operations::shift(&mut tx, id, from, &shift).await?;
    let answer = Answer::see_other(format!("/reception/series/{}/", next.id)).commit(caller, tx).await?;
    Ok(notice::leave(answer, &format!("series-moved.{}", moved.len())))
}

pub async fn cancel(caller: Caller, Path(id): Path<Id<Series>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangeSeries)?;
    let typed = Typed(pairs);
    let done = try_cancel(&caller, id, &typed).await;
    or_show(&caller, id, typed, done).await
}

async fn try_cancel(caller: &Caller, id: Id<Series>, typed: &Typed) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let first = from(typed.get("from").parse().ok());
    let cancelled = operations::cancel(&mut tx, id, first, Some(typed.get("reason"))).await?;
    let answer = Answer::see_other(format!("/reception/series/{id}/")).commit(caller, tx).await?;
    Ok(notice::leave(answer, &format!("series-cancelled.{}", cancelled.len())))
}

/// What was refused is said where it was asked for.
async fn or_show(caller: &Caller, id: Id<Series>, typed: Typed, done: WebResult<Response>) -> WebResult<Response> {
    let errors = match done {
        Err(Failure::Operation(Error::Invalid(problems))) => FormErrors::new(caller, &problems),
        Err(Failure::Operation(Error::Conflict(Conflict::SlotTaken { .. }))) => {
            FormErrors::general(caller.text("series-in-the-way"))
        }
        Err(Failure::Operation(Error::Conflict(Conflict::AlreadyDone))) => {
            FormErrors::general(caller.text("series-nothing-left"))
        }
        Err(Failure::Operation(Error::Conflict(Conflict::InThePast))) => {
            FormErrors::general(caller.text("series-into-the-past"))
        }
        other => return other,
    };
    show(caller, id, typed, errors).await
}
