//! Series as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use tenancy::{Action, Id};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Path, WebResult};

use super::input::{CancelSeriesInput, SeriesInput, ShiftInput, from};
use super::model::{Proposed, Series};
use super::operations;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;
use crate::appointments::model::Appointment;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(book_series))
        .routes(routes!(preview_series))
        .routes(routes!(view_series))
        .routes(routes!(change_series))
        .routes(routes!(cancel_series))
}

/// A visit of a series as it stands.
#[derive(Serialize, ToSchema)]
struct SeriesVisit {
    /// Of the appointment.
    id: Uuid,
    /// The rule's day, wherever the visit was moved.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    day: Option<jiff::civil::Date>,
    provider: Uuid,
    #[schema(example = "booked")]
    status: &'static str,
    #[schema(example = "2030-01-07T07:00:00Z")]
    starts_at: jiff::Timestamp,
    #[schema(example = "2030-01-07T07:30:00Z")]
    ends_at: jiff::Timestamp,
    /// Stands over another appointment on purpose.
    overbooked: bool,
    #[schema(example = 1)]
    version: i32,
}

impl std::convert::From<&Appointment> for SeriesVisit {
    fn from(visit: &Appointment) -> Self {
        Self {
            id: visit.id.uuid(),
            day: visit.occurrence.map(|occurrence| occurrence.day),
            provider: visit.provider.uuid(),
            status: visit.status.as_str(),
            starts_at: visit.slot.starts_at,
            ends_at: visit.slot.ends_at,
            overbooked: visit.overbooked,
            version: visit.version,
        }
    }
}

/// Visits that come again.
#[derive(Serialize, ToSchema)]
#[schema(as = Series)]
struct SeriesOutput {
    id: Uuid,
    patient: Uuid,
    #[schema(example = "FREQ=WEEKLY;COUNT=10")]
    rule: String,
    /// The first visit, in the clinic's wall time.
    #[schema(example = "2030-01-07T09:00:00")]
    starts: String,
    /// Minutes.
    #[schema(example = 30)]
    duration: i64,
    /// The series that this one goes on with.
    follows: Option<Uuid>,
    visits: Vec<SeriesVisit>,
    #[schema(example = "2030-01-02T08:00:00Z")]
    created_at: jiff::Timestamp,
    created_by: Option<Uuid>,
}

impl SeriesOutput {
    fn new(series: &Series, visits: &[Appointment]) -> Self {
        Self {
            id: series.id.uuid(),
            patient: series.patient.uuid(),
            rule: series.rule.to_string(),
            starts: series.starts.to_string(),
            duration: series.minutes,
            follows: series.follows,
            visits: visits.iter().map(SeriesVisit::from).collect(),
            created_at: series.created_at,
            created_by: series.created_by,
        }
    }
}

/// A visit that a rule asks for.
#[derive(Serialize, ToSchema)]
struct ProposedVisit {
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    day: jiff::civil::Date,
    #[schema(example = "2030-01-07T07:00:00Z")]
    starts_at: jiff::Timestamp,
    #[schema(example = "2030-01-07T07:30:00Z")]
    ends_at: jiff::Timestamp,
    /// The appointments in its way; none: it can be booked.
    blocked_by: Vec<Uuid>,
    /// Over already.
    is_past: bool,
}

/// What booking a series would run into.
#[derive(Serialize, ToSchema)]
struct SeriesPreview {
    visits: Vec<ProposedVisit>,
    /// How many of them cannot be booked.
    #[schema(example = 1)]
    conflicts: usize,
}

impl std::convert::From<Vec<Proposed>> for SeriesPreview {
    fn from(proposed: Vec<Proposed>) -> Self {
        let conflicts = proposed.iter().filter(|one| one.is_past || !one.blocked_by.is_empty()).count();
        let visits = proposed.into_iter().map(|one| ProposedVisit {
            day: one.visit.day,
            starts_at: one.visit.slot.starts_at,
            ends_at: one.visit.slot.ends_at,
            blocked_by: one.blocked_by,
            is_past: one.is_past,
        });
        Self { visits: visits.collect(), conflicts }
    }
}

/// Show what a series would run into; books nothing.
#[utoipa::path(post, path = "/api/series/preview", tag = "appointments", request_body = SeriesInput,
    responses((status = 200, body = SeriesPreview), Problems))]
async fn preview_series(caller: Caller, Json(input): Json<SeriesInput>) -> WebResult<Response> {
    caller.require(Action::ViewSeries)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.read().await?;
    let proposed = operations::preview(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(Answer::json(&SeriesPreview::from(proposed))?.into_response())
}

/// Book a series: every visit or none.
#[utoipa::path(post, path = "/api/series", tag = "appointments", request_body = SeriesInput,
    responses((status = 201, body = SeriesOutput), Problems))]
async fn book_series(caller: Caller, Json(input): Json<SeriesInput>) -> WebResult<Response> {
    caller.require(Action::BookSeries)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let (series, visits) = operations::book(&mut tx, &new).await?;
    let answer = Answer::created(&SeriesOutput::new(&series, &visits), format!("/api/series/{}", series.id))?;
    Ok(answer.commit(&caller, tx).await?)
}

/// View a series with its visits as they stand.
#[utoipa::path(get, path = "/api/series/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 200, body = SeriesOutput), Problems))]
async fn view_series(caller: Caller, Path(id): Path<Id<Series>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let (series, visits) = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&SeriesOutput::new(&series, &visits))?.into_response())
}

/// Move what is left of a series: all of it, or from one visit on. Answers with the series that it goes on as.
#[utoipa::path(post, path = "/api/series/{id}/change", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = ShiftInput, responses((status = 200, body = SeriesOutput), Problems))]
async fn change_series(
    caller: Caller,
    Path(id): Path<Id<Series>>,
    Json(input): Json<ShiftInput>,
) -> WebResult<Response> {
    let (from, shift) = input.parse()?;
    let mut tx = caller.begin().await?;
    let (series, visits) = operations::shift(&mut tx, id, from, &shift).await?;
    Ok(Answer::json(&SeriesOutput::new(&series, &visits))?.commit(&caller, tx).await?)
}

/// Cancel what is left of a series: all of it, or from one visit on.
#[utoipa::path(post, path = "/api/series/{id}/cancel", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = CancelSeriesInput, responses((status = 200, body = [SeriesVisit]), Problems))]
async fn cancel_series(
    caller: Caller,
    Path(id): Path<Id<Series>>,
    Json(input): Json<CancelSeriesInput>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let cancelled = operations::cancel(&mut tx, id, from(input.from), input.reason.as_deref()).await?;
    let visits: Vec<SeriesVisit> = cancelled.iter().map(SeriesVisit::from).collect();
    Ok(Answer::json(&visits)?.commit(&caller, tx).await?)
}
