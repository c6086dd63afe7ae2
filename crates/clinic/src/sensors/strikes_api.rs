//! Striking readings as JSON.

use axum::response::Response;
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, WebResult};

use super::naming::{ReadingKeyInput, ReadingStrikeInput};
use super::operations;
use super::output::ReadingOutput;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(strike_reading)).routes(routes!(unstrike_reading))
}

/// Mark a reading as entered in error. It stays, and counts nowhere; the same that comes again does not bring it back.
#[utoipa::path(post, path = "/api/readings/strike", tag = "readings", request_body = ReadingStrikeInput,
    responses((status = 200, body = ReadingOutput), Problems))]
async fn strike_reading(caller: Caller, Json(input): Json<ReadingStrikeInput>) -> WebResult<Response> {
    let action = Action::StrikeReading;
    caller.require(action)?;
    let named = input.key.parse()?;
    let mut tx = caller.begin().await?;
    let key = named.key(&mut tx, action).await?;
    let struck = operations::strike(&mut tx, &key, &input.reason()).await?;
    Ok(Answer::json(&ReadingOutput::new(struck))?.commit(&caller, tx).await?)
}

/// Take back that a reading was entered in error: it counts again. For whoever said so.
#[utoipa::path(post, path = "/api/readings/unstrike", tag = "readings", request_body = ReadingKeyInput,
    responses((status = 200, body = ReadingOutput), Problems))]
async fn unstrike_reading(caller: Caller, Json(input): Json<ReadingKeyInput>) -> WebResult<Response> {
    let action = Action::UnstrikeReading;
    caller.require(action)?;
    let named = input.parse()?;
    let mut tx = caller.begin().await?;
    let key = named.key(&mut tx, action).await?;
    let standing = operations::unstrike(&mut tx, &key).await?;
    Ok(Answer::json(&ReadingOutput::new(standing))?.commit(&caller, tx).await?)
}
