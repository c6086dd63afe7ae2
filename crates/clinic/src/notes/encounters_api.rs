//! Encounters as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, Id, Result, TenantTx};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Linked, PageWords, Path, Query, WebResult, is_known, not_modified};

use super::api::id;
use super::input::EncounterInput;
use super::model::{Encounter, EncounterStatus};
use super::operations::encounters::{self, Filter};
use super::output::EncounterOutput;
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_encounters, create_encounter))
        .routes(routes!(view_encounter))
        .routes(routes!(start_encounter))
        .routes(routes!(finish_encounter))
}

/// An empty value says nothing.
pub(super) fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

pub(super) fn day(field: &'static str, text: &Option<String>) -> Result<Option<Date>> {
    given(text).map(|text| text.parse().map_err(|_| Error::invalid(field, "not_a_date"))).transpose()
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct EncounterQuery {
    /// Id or number.
    #[param(example = "1")]
    patient: Option<String>,
    #[param(value_type = Option<Uuid>)]
    appointment: Option<String>,
    #[param(value_type = Option<Uuid>)]
    practitioner: Option<String>,
    status: Option<EncounterStatus>,
    /// The first day on which it began.
    #[param(value_type = Option<String>, format = Date, example = "2030-01-01")]
    from: Option<String>,
    /// The last day on which it began.
    #[param(value_type = Option<String>, format = Date, example = "2030-12-31")]
    to: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

impl EncounterQuery {
    fn filter(&self) -> Result<Filter> {
        Ok(Filter {
            patient: None,
            appointment: id("appointment", &self.appointment)?,
            practitioner: id("practitioner", &self.practitioner)?,
            status: self.status,
            from: day("from", &self.from)?,
            to: day("to", &self.to)?,
        })
    }
}

/// List encounters, in the order in which they were made.
#[utoipa::path(get, path = "/api/encounters", tag = "notes", params(EncounterQuery),
    responses((status = 200, body = Linked<EncounterOutput>), Problems))]
async fn list_encounters(caller: Caller, Query(query): Query<EncounterQuery>) -> WebResult<Response> {
    let action = Action::ViewEncounters;
    caller.require(action)?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, after: None, before: None }.parse()?;
    let mut filter = query.filter()?;
    let mut tx = caller.read().await?;
    if let Some(patient) = given(&query.patient) {
        filter.patient = Some(crate::chart::operations::patient_id(&mut tx, action, patient).await?.uuid());
    }
    let listing = encounters::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|encounter| EncounterOutput::new(&encounter, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Begin a visit, at an appointment or without one; or plan it.
#[utoipa::path(post, path = "/api/encounters", tag = "notes", request_body = EncounterInput,
    responses((status = 201, body = EncounterOutput), Problems))]
async fn create_encounter(caller: Caller, Json(input): Json<EncounterInput>) -> WebResult<Response> {
    caller.require(Action::StartEncounter)?;
    let occasion = input.occasion()?;
    let mut tx = caller.begin().await?;
    let made = encounters::create(&mut tx, occasion, input.planned).await?;
    if input.patient.is_some_and(|patient| patient != made.patient) {
        return Err(Error::invalid("appointment", "unknown_choice").into());
    }
    let location = format!("/api/encounters/{}/", made.id);
    let answer = Answer::created(&EncounterOutput::new(&made, &caller), location)?.version(made.version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View an encounter.
#[utoipa::path(get, path = "/api/encounters/{id}", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = EncounterOutput), Unchanged, Problems))]
async fn view_encounter(caller: Caller, Path(id): Path<Id<Encounter>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let found = encounters::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = found.version.into();
    if is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&EncounterOutput::new(&found, &caller))?.version(version).into_response())
}

/// Begin a visit that was planned.
#[utoipa::path(post, path = "/api/encounters/{id}/start", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = EncounterOutput), Problems))]
async fn start_encounter(caller: Caller, Path(id): Path<Id<Encounter>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let started = encounters::start(&mut tx, id, expected).await?;
    changed(&started, &caller, tx).await
}

/// End a visit that was begun, and with it its appointment.
#[utoipa::path(post, path = "/api/encounters/{id}/finish", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = EncounterOutput), Problems))]
async fn finish_encounter(caller: Caller, Path(id): Path<Id<Encounter>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let finished = encounters::finish(&mut tx, id, expected).await?;
    changed(&finished, &caller, tx).await
}

async fn changed(encounter: &Encounter, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let version = encounter.version.into();
    Ok(Answer::json(&EncounterOutput::new(encounter, caller))?.version(version).commit(caller, tx).await?)
}
