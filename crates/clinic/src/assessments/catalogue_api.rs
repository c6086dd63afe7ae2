//! Instruments as JSON.

use std::collections::BTreeMap;

use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::Value;
use tenancy::{Action, Error};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Linked, Listing, PageQuery, Path, Query, WebResult};

use super::input::ChoiceInput;
use super::model::Instrument;
use super::operations::catalogue;
use super::output::{DefinedOutput, InstrumentOutput};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_instruments, import_instrument))
        .routes(routes!(view_instrument, choose_instrument))
}

/// An instrument's definition: items, options, scoring, bands, norms, flags, licence. Those that come with the program
/// show the form.
#[derive(Deserialize, ToSchema)]
#[schema(example = json!({
    "id": "stairs", "version": 1, "title": { "en": "Stairs" }, "about": { "en": "Steps climbed in a minute." },
    "licence": { "class": "open", "holder": "This clinic", "citation": "Made here" },
    "languages": { "en": "original" }, "instruction": { "en": "Count the steps." }, "direction": "higher_is_better",
    "items": [{ "id": "steps", "text": { "en": "Steps" }, "answer": { "number": { "min": 0, "max": 300 } } }],
    "scoring": { "method": "sum" }
}))]
struct DefinitionInput {
    #[serde(flatten)]
    definition: BTreeMap<String, Value>,
}

/// List instruments in their latest versions.
#[utoipa::path(get, path = "/api/instruments", tag = "assessments", params(PageQuery),
    responses((status = 200, body = Linked<InstrumentOutput>), Problems))]
async fn list_instruments(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    caller.require(Action::ViewInstruments)?;
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let all = catalogue::instruments(&mut tx).await?;
    tx.commit().await?;
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let wanted = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    let shown: Vec<Instrument> = all.into_iter().skip(wanted(page.offset())).take(wanted(page.size)).collect();
    let shown = shown.iter().map(|one| InstrumentOutput::new(one, &caller)).collect();
    Ok(Answer::linked(Listing::new(shown, count, page), &caller)?.into_response())
}

/// Import an instrument of the clinic's own, or a further version of one.
#[utoipa::path(post, path = "/api/instruments", tag = "assessments", request_body = DefinitionInput,
    responses((status = 201, body = DefinedOutput), Problems))]
async fn import_instrument(caller: Caller, Json(input): Json<DefinitionInput>) -> WebResult<Response> {
    caller.require(Action::ManageInstruments)?;
    let text = serde_json::to_string(&input.definition).map_err(Error::internal)?;
    let mut tx = caller.begin().await?;
    let imported = catalogue::import(&mut tx, &text).await?;
    let location = format!("/api/instruments/{}/", imported.definition.id);
    Ok(Answer::created(&DefinedOutput::new(&imported, &caller)?, location)?.commit(&caller, tx).await?)
}

/// View an instrument with everything that it asks.
#[utoipa::path(get, path = "/api/instruments/{instrument}", tag = "assessments",
    params(("instrument" = String, Path, example = "phq-9")),
    responses((status = 200, body = DefinedOutput), Problems))]
async fn view_instrument(caller: Caller, Path(id): Path<String>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let found = catalogue::instrument(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(Answer::json(&DefinedOutput::new(&found, &caller)?)?.into_response())
}

/// Decide whether the clinic uses an instrument; with the owner's permission, where it takes one.
#[utoipa::path(put, path = "/api/instruments/{instrument}", tag = "assessments",
    params(("instrument" = String, Path, example = "phq-9")), request_body = ChoiceInput,
    responses((status = 200, body = DefinedOutput), Problems))]
async fn choose_instrument(
    caller: Caller,
    Path(id): Path<String>,
    Json(input): Json<ChoiceInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageInstruments)?;
    let (in_use, permission) = input.parse()?;
    let mut tx = caller.begin().await?;
    let chosen = catalogue::choose(&mut tx, &id, in_use, permission).await?;
    Ok(Answer::json(&DefinedOutput::new(&chosen, &caller)?)?.commit(&caller, tx).await?)
}
