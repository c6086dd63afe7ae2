//! Merging patients as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Id};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Linked, PageQuery, Path, Query, WebResult};

use super::input::{MergeInput, PreviewQuery};
use super::operations;
use super::output::{MergeOutput, PreviewOutput};
use crate::api::{Moved, Problems, routes};
use crate::parties::model::Party;
use crate::records::input::ReasonInput;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(preview_merge, merge_patients))
        .routes(routes!(list_merges))
        .routes(routes!(reverse_merge))
}

/// Preview what it would mean to merge somebody into a patient.
#[utoipa::path(get, path = "/api/patients/{id}/merge", tag = "patients", params(("id" = Uuid, Path), PreviewQuery),
    responses((status = 200, body = PreviewOutput), Moved, Problems))]
async fn preview_merge(
    caller: Caller,
    Path(id): Path<Id<Party>>,
    Query(query): Query<PreviewQuery>,
) -> WebResult<Response> {
    caller.require(Action::PreviewMerge)?;
    let other = query.other.ok_or_else(|| Error::invalid("other", "required"))?;
    let mut tx = caller.read().await?;
    let preview = operations::preview(&mut tx, id, other).await?;
    tx.commit().await?;
    Ok(Answer::json(&PreviewOutput::from(preview))?.into_response())
}

/// Merge somebody into a patient: all that stands in the other chart goes into this one. Takes the versions of both that
/// were looked at, and can be taken back for 30 days.
#[utoipa::path(post, path = "/api/patients/{id}/merge", tag = "patients", params(("id" = Uuid, Path)),
    request_body = MergeInput, responses((status = 200, body = MergeOutput), Problems))]
async fn merge_patients(
    caller: Caller,
    Path(id): Path<Id<Party>>,
    Json(input): Json<MergeInput>,
) -> WebResult<Response> {
    caller.require(Action::MergePatients)?;
    let wanted = input.parse()?;
    let mut tx = caller.begin().await?;
    let merge = operations::merge(&mut tx, id, &wanted).await?;
    Ok(Answer::json(&MergeOutput::from(merge))?.commit(&caller, tx).await?)
}

/// List the merges there were, the latest first.
#[utoipa::path(get, path = "/api/merges", tag = "patients", params(PageQuery),
    responses((status = 200, body = Linked<MergeOutput>), Problems))]
async fn list_merges(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    caller.require(Action::ListMerges)?;
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(MergeOutput::from), &caller)?.into_response())
}

/// Take a merge back: what went over goes back to who it was with, and what was written since stays with the survivor,
/// unless it was written at a visit that goes back.
#[utoipa::path(post, path = "/api/merges/{id}/reverse", tag = "patients", params(("id" = Uuid, Path)),
    request_body = ReasonInput, responses((status = 200, body = MergeOutput), Problems))]
async fn reverse_merge(caller: Caller, Path(id): Path<Uuid>, Json(input): Json<ReasonInput>) -> WebResult<Response> {
    caller.require(Action::ReverseMerge)?;
    let reason = input.parse()?;
    let mut tx = caller.begin().await?;
    let merge = operations::reverse(&mut tx, id, &reason).await?;
    Ok(Answer::json(&MergeOutput::from(merge))?.commit(&caller, tx).await?)
}
