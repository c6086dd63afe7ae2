//! Assessments as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, Id, Result, TenantTx};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Linked, PageOf, PageWords, Path, Query, WebResult, is_known, not_modified};

use super::input::{AmendmentInput, AssessmentInput, CompletionInput};
use super::model::{Assessment, Completion, Status};
use super::operations::{self, Filter, releases};
use super::output::AssessmentOutput;
use crate::api::{Problems, Unchanged, routes};
use crate::records::input::ReasonInput;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_assessments, write_assessment))
        .routes(routes!(view_assessment, replace_assessment))
        .routes(routes!(complete_assessment))
        .routes(routes!(co_sign_assessment))
        .routes(routes!(amend_assessment))
        .routes(routes!(strike_assessment))
        .routes(routes!(release_assessment))
        .routes(routes!(withdraw_assessment))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AssessmentQuery {
    /// Id or number.
    #[param(example = "1")]
    patient: Option<String>,
    #[param(example = "phq-9")]
    instrument: Option<String>,
    /// The first day on which it was done.
    #[param(value_type = Option<String>, format = Date, example = "2030-01-01")]
    from: Option<String>,
    /// The last day on which it was done.
    #[param(value_type = Option<String>, format = Date, example = "2030-12-31")]
    to: Option<String>,
    /// All but those that were entered in error, when left out.
    status: Option<Status>,
    /// Those that wait for a doctor or therapist to sign as well.
    #[param(value_type = Option<bool>, example = false)]
    waits_for_co_sign: Option<String>,
    /// Those that their patient may read, or those that they may not.
    #[param(value_type = Option<bool>, example = true)]
    released: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// An empty value says nothing.
fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn day(field: &'static str, text: &Option<String>) -> Result<Option<Date>> {
    given(text).map(|text| text.parse().map_err(|_| Error::invalid(field, "not_a_date"))).transpose()
}

fn whether(field: &'static str, text: &Option<String>) -> Result<Option<bool>> {
    given(text).map(|text| text.parse().map_err(|_| Error::invalid(field, "malformed"))).transpose()
}

impl AssessmentQuery {
    fn page(&self) -> Result<PageOf> {
        PageWords { page: self.page.as_deref(), page_size: self.page_size.as_deref(), after: None, before: None }
            .parse()
    }

    fn filter(&self) -> Result<Filter> {
        Ok(Filter {
            patient: None,
            instrument: given(&self.instrument).map(str::to_owned),
            from: day("from", &self.from)?,
            to: day("to", &self.to)?,
            status: self.status,
            waits_for_co_sign: whether("waits_for_co_sign", &self.waits_for_co_sign)?,
            released: whether("released", &self.released)?,
        })
    }
}

/// List assessments, in the order in which they were begun.
#[utoipa::path(get, path = "/api/assessments", tag = "assessments", params(AssessmentQuery),
    responses((status = 200, body = Linked<AssessmentOutput>), Problems))]
async fn list_assessments(caller: Caller, Query(query): Query<AssessmentQuery>) -> WebResult<Response> {
    let action = Action::ViewAssessments;
    caller.require(action)?;
    let (mut filter, page) = (query.filter()?, query.page()?);
    let mut tx = caller.read().await?;
    if let Some(patient) = given(&query.patient) {
        filter.patient = Some(crate::chart::operations::patient_id(&mut tx, action, patient).await?.uuid());
    }
    let listing = operations::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|assessment| AssessmentOutput::new(assessment, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Write an assessment down, as a draft or completed at once. Its score is made by the instrument's rules.
#[utoipa::path(post, path = "/api/assessments", tag = "assessments", request_body = AssessmentInput,
    responses((status = 201, body = AssessmentOutput), Problems))]
async fn write_assessment(caller: Caller, Json(input): Json<AssessmentInput>) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let new = input.parse(caller.today())?;
    let mut tx = caller.begin().await?;
    let written = operations::write(&mut tx, &new).await?;
    let (version, location) = (written.version, format!("/api/assessments/{}/", written.id));
    let answer = Answer::created(&AssessmentOutput::new(written, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View an assessment as it stands.
#[utoipa::path(get, path = "/api/assessments/{id}", tag = "assessments", params(("id" = Uuid, Path)),
    responses((status = 200, body = AssessmentOutput), Unchanged, Problems))]
async fn view_assessment(caller: Caller, Path(id): Path<Id<Assessment>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let found = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = found.version.into();
    // What somebody answers for may be released or withdrawn without a version of its own.
    if !found.status.is_signed() && is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&AssessmentOutput::new(found, &caller))?.version(version).into_response())
}

/// Replace the answers of a draft, and complete it when `status` says so. What is completed is amended.
#[utoipa::path(put, path = "/api/assessments/{id}", tag = "assessments", params(("id" = Uuid, Path)),
    request_body = AssessmentInput, responses((status = 200, body = AssessmentOutput), Problems))]
async fn replace_assessment(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    expected: Expected,
    Json(input): Json<AssessmentInput>,
) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let found = input.found(caller.today()).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let replaced = operations::replace(&mut tx, id, &found, expected).await?;
    input.must_be_about(&replaced)?;
    changed(replaced, &caller, tx).await
}

async fn changed(assessment: Assessment, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let version = assessment.version.into();
    Ok(Answer::json(&AssessmentOutput::new(assessment, caller))?.version(version).commit(caller, tx).await?)
}

/// Complete a draft. What an assistant completes waits for a doctor or therapist.
#[utoipa::path(post, path = "/api/assessments/{id}/complete", tag = "assessments", params(("id" = Uuid, Path)),
    request_body = Option<CompletionInput>, responses((status = 200, body = AssessmentOutput), Problems))]
async fn complete_assessment(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    expected: Expected,
    body: bytes::Bytes,
) -> WebResult<Response> {
    caller.require(Action::CompleteAssessment)?;
    let input: CompletionInput = web::parse_json_if_any(&body)?.unwrap_or_default();
    let completion = Completion { without_score: input.without_score };
    let mut tx = caller.begin().await?;
    let completed = operations::complete(&mut tx, id, completion, expected).await?;
    changed(completed, &caller, tx).await
}

/// Sign what an assistant has completed.
#[utoipa::path(post, path = "/api/assessments/{id}/co-sign", tag = "assessments", params(("id" = Uuid, Path)),
    responses((status = 200, body = AssessmentOutput), Problems))]
async fn co_sign_assessment(caller: Caller, Path(id): Path<Id<Assessment>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let signed = operations::co_sign(&mut tx, id, expected).await?;
    changed(signed, &caller, tx).await
}

/// Amend a completed assessment: a new version, with the reason for it.
#[utoipa::path(post, path = "/api/assessments/{id}/amend", tag = "assessments", params(("id" = Uuid, Path)),
    request_body = AmendmentInput, responses((status = 200, body = AssessmentOutput), Problems))]
async fn amend_assessment(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    expected: Expected,
    Json(input): Json<AmendmentInput>,
) -> WebResult<Response> {
    caller.require(Action::AmendAssessment)?;
    let mut tx = caller.begin().await?;
    let amended = operations::amend(&mut tx, id, &input, expected).await?;
    changed(amended, &caller, tx).await
}

/// Mark an assessment as entered in error. Its history stays.
#[utoipa::path(post, path = "/api/assessments/{id}/strike", tag = "assessments", params(("id" = Uuid, Path)),
    request_body = ReasonInput, responses((status = 200, body = AssessmentOutput), Problems))]
async fn strike_assessment(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    expected: Expected,
    Json(input): Json<ReasonInput>,
) -> WebResult<Response> {
    caller.require(Action::StrikeAssessment)?;
    let mut tx = caller.begin().await?;
    let struck = operations::strike(&mut tx, id, &input, expected).await?;
    changed(struck, &caller, tx).await
}

/// Show a patient the result of an assessment, and tell them that there is something to read.
#[utoipa::path(post, path = "/api/assessments/{id}/release", tag = "assessments", params(("id" = Uuid, Path)),
    responses((status = 200, body = AssessmentOutput), Problems))]
async fn release_assessment(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let released = releases::release(&mut tx, caller.app().texts(), id).await?;
    changed(released, &caller, tx).await
}

/// Hide the result of an assessment from its patient, with the reason for it.
#[utoipa::path(post, path = "/api/assessments/{id}/withdraw", tag = "assessments", params(("id" = Uuid, Path)),
    request_body = ReasonInput, responses((status = 200, body = AssessmentOutput), Problems))]
async fn withdraw_assessment(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    Json(input): Json<ReasonInput>,
) -> WebResult<Response> {
    caller.require(Action::WithdrawAssessment)?;
    let mut tx = caller.begin().await?;
    let withdrawn = releases::withdraw(&mut tx, id, &input).await?;
    changed(withdrawn, &caller, tx).await
}
