//! What is watched for, and what was noticed, as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, PageWords, Path, Query, WebResult};

use super::api::given;
use super::input::ThresholdInput;
use super::model::AlertStatus;
use super::operations::{self, AlertFilter};
use super::output::{AlertOutput, ThresholdOutput, ThresholdsOutput};
use crate::api::{Problems, routes};
use crate::chart::operations::patient_id;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_thresholds, set_threshold))
        .routes(routes!(remove_threshold))
        .routes(routes!(list_alerts))
        .routes(routes!(acknowledge_alert))
        .routes(routes!(resolve_alert))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ThresholdQuery {
    /// Number or id.
    #[param(value_type = String, example = "1")]
    patient: Option<String>,
}

/// List what is watched for in a patient's readings.
#[utoipa::path(get, path = "/api/thresholds", tag = "readings", params(ThresholdQuery),
    responses((status = 200, body = ThresholdsOutput), Problems))]
async fn list_thresholds(caller: Caller, Query(query): Query<ThresholdQuery>) -> WebResult<Response> {
    let action = Action::ViewReadings;
    caller.require(action)?;
    let patient = given(query.patient.as_ref()).ok_or_else(|| Error::invalid("patient", "required"))?;
    let mut tx = caller.read().await?;
    let patient = patient_id(&mut tx, action, patient).await?.uuid();
    let found = operations::thresholds_of_patient(&mut tx, patient).await?;
    tx.commit().await?;
    let thresholds = found.into_iter().map(ThresholdOutput::new).collect();
    Ok(Answer::json(&ThresholdsOutput { thresholds })?.into_response())
}

/// Set what is watched for in one type of a patient's readings, in the place of what was.
#[utoipa::path(put, path = "/api/thresholds", tag = "readings", request_body = ThresholdInput,
    responses((status = 200, body = ThresholdOutput), Problems))]
async fn set_threshold(caller: Caller, expected: Expected, Json(input): Json<ThresholdInput>) -> WebResult<Response> {
    caller.require(Action::SetThreshold)?;
    let (patient, sensor_type, limits) = input.parse()?;
    let mut tx = caller.begin().await?;
    let set = operations::set(&mut tx, patient, &sensor_type, limits, expected).await?;
    let version = set.version.into();
    Ok(Answer::json(&ThresholdOutput::new(set))?.version(version).commit(&caller, tx).await?)
}

/// Watch for nothing any more in that type. What was noticed is over.
#[utoipa::path(delete, path = "/api/thresholds/{id}", tag = "readings", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn remove_threshold(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::SetThreshold)?;
    let mut tx = caller.begin().await?;
    operations::remove(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AlertQuery {
    /// Number or id.
    #[param(example = "1")]
    patient: Option<String>,
    /// All of them when left out.
    status: Option<AlertStatus>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// List alerts, the latest first.
#[utoipa::path(get, path = "/api/alerts", tag = "readings", params(AlertQuery),
    responses((status = 200, body = Linked<AlertOutput>), Problems))]
async fn list_alerts(caller: Caller, Query(query): Query<AlertQuery>) -> WebResult<Response> {
    let action = Action::ViewAlerts;
    caller.require(action)?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, after: None, before: None }.parse()?;
    let mut filter = AlertFilter { status: query.status, ..AlertFilter::default() };
    let mut tx = caller.read().await?;
    if let Some(patient) = given(query.patient.as_ref()) {
        filter.patient = Some(patient_id(&mut tx, action, patient).await?.uuid());
    }
    let listing = operations::list_alerts(&mut tx, &filter, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(AlertOutput::new), &caller)?.into_response())
}

/// Take an open alert on: others see that somebody does.
#[utoipa::path(post, path = "/api/alerts/{id}/acknowledge", tag = "readings", params(("id" = Uuid, Path)),
    responses((status = 200, body = AlertOutput), Problems))]
async fn acknowledge_alert(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::HandleAlert)?;
    let mut tx = caller.begin().await?;
    let alert = operations::acknowledge(&mut tx, id).await?;
    Ok(Answer::json(&AlertOutput::new(alert))?.commit(&caller, tx).await?)
}

/// Say that an alert is done with. It is not raised again before the value was back inside.
#[utoipa::path(post, path = "/api/alerts/{id}/resolve", tag = "readings", params(("id" = Uuid, Path)),
    responses((status = 200, body = AlertOutput), Problems))]
async fn resolve_alert(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::HandleAlert)?;
    let mut tx = caller.begin().await?;
    let alert = operations::resolve(&mut tx, id).await?;
    Ok(Answer::json(&AlertOutput::new(alert))?.commit(&caller, tx).await?)
}
