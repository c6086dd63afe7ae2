//! Jobs as JSON, for administrators.

use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Linked, PageQuery, Path, Query, WebResult};

use super::input::{DiscardJobInput, JobQuery, RetryInput, RunInput};
use super::operations;
use super::output::{DiscardedOutput, JobOutput, JobsOutput, RetriedOutput};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(view_jobs))
        .routes(routes!(run_duty))
        .routes(routes!(list_failed_jobs))
        .routes(routes!(retry_failed_jobs))
        .routes(routes!(view_failed_job))
        .routes(routes!(retry_job))
        .routes(routes!(discard_job))
        .routes(routes!(list_discarded_jobs))
}

/// View what the program does for the clinic by itself, and how much waits or was given up.
#[utoipa::path(get, path = "/api/jobs", tag = "jobs", responses((status = 200, body = JobsOutput), Problems))]
async fn view_jobs(caller: Caller) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let duties = operations::duties(&mut tx).await?;
    let queues = operations::backlog(&mut tx).await?;
    tx.commit().await?;
    Ok(Answer::json(&JobsOutput::new(duties, queues, &caller))?.into_response())
}

/// Have something done now that the program does by itself later.
#[utoipa::path(post, path = "/api/jobs/run", tag = "jobs", request_body = RunInput,
    responses((status = 204), Problems))]
async fn run_duty(caller: Caller, Json(input): Json<RunInput>) -> WebResult<Response> {
    caller.require(Action::RunDuty)?;
    let duty = input.parse()?;
    let mut tx = caller.begin().await?;
    operations::run(&mut tx, duty)?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// List what was given up, the latest first.
#[utoipa::path(get, path = "/api/jobs/failed", tag = "jobs", params(JobQuery),
    responses((status = 200, body = Linked<JobOutput>), Problems))]
async fn list_failed_jobs(caller: Caller, Query(query): Query<JobQuery>) -> WebResult<Response> {
    caller.require(Action::ViewJobs)?;
    let (queue, page) = (query.queue()?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, queue, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(JobOutput::from), &caller)?.into_response())
}

/// Try everything again that was given up in one line. What a webhook that is off was to be told stays.
#[utoipa::path(post, path = "/api/jobs/retry", tag = "jobs", request_body = RetryInput,
    responses((status = 200, body = RetriedOutput), Problems))]
async fn retry_failed_jobs(caller: Caller, Json(input): Json<RetryInput>) -> WebResult<Response> {
    caller.require(Action::RetryJob)?;
    let queue = input.parse()?;
    let mut tx = caller.begin().await?;
    let retried = operations::retry_all(&mut tx, queue).await?;
    Ok(Answer::json(&RetriedOutput { queue, retried })?.commit(&caller, tx).await?)
}

/// View something that was given up.
#[utoipa::path(get, path = "/api/jobs/failed/{id}", tag = "jobs", params(("id" = Uuid, Path)),
    responses((status = 200, body = JobOutput), Problems))]
async fn view_failed_job(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let job = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&JobOutput::from(job))?.into_response())
}

/// Try something again that was given up, from the beginning.
#[utoipa::path(post, path = "/api/jobs/failed/{id}/retry", tag = "jobs", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn retry_job(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RetryJob)?;
    let mut tx = caller.begin().await?;
    operations::retry(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// Decide that something that was given up need not be done.
#[utoipa::path(post, path = "/api/jobs/failed/{id}/discard", tag = "jobs", params(("id" = Uuid, Path)),
    request_body = DiscardJobInput, responses((status = 204), Problems))]
async fn discard_job(caller: Caller, Path(id): Path<Uuid>, Json(input): Json<DiscardJobInput>) -> WebResult<Response> {
    caller.require(Action::DiscardJob)?;
    let reason = input.parse()?;
    let mut tx = caller.begin().await?;
    operations::discard(&mut tx, id, &reason).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// List what was discarded within a year and why, the latest first.
#[utoipa::path(get, path = "/api/jobs/discarded", tag = "jobs", params(PageQuery),
    responses((status = 200, body = Linked<DiscardedOutput>), Problems))]
async fn list_discarded_jobs(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    caller.require(Action::ViewJobs)?;
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list_discarded(&mut tx, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(DiscardedOutput::from), &caller)?.into_response())
}
