//! Notes as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Action, Error, Id, Result, TenantTx};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, PageOf, PageWords, Path, Query, WebResult, is_known, not_modified};

use super::compare::compare;
use super::encounters_api::{day, given};
use super::input::{AmendmentInput, NewNoteInput, SigningInput, parse_sections};
use super::model::{Note, Sections, Status, Version};
use super::operations::{self, Filter};
use super::output::{ComparisonOutput, NoteOutput, VerificationOutput, VersionOutput, VersionsOutput};
use crate::api::{Problems, Unchanged, routes};
use crate::records::input::ReasonInput;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_notes, write_note))
        .routes(routes!(view_note, keep_note, discard_note))
        .routes(routes!(sign_note))
        .routes(routes!(co_sign_note))
        .routes(routes!(amend_note))
        .routes(routes!(strike_note))
        .routes(routes!(list_note_versions))
        .routes(routes!(compare_note_versions))
        .routes(routes!(verify_note))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct NoteQuery {
    /// Id or number.
    #[param(example = "1")]
    patient: Option<String>,
    #[param(value_type = Option<Uuid>)]
    encounter: Option<String>,
    /// Whose draft it is or was.
    #[param(value_type = Option<Uuid>)]
    author: Option<String>,
    /// All but those entered in error, when left out.
    status: Option<Status>,
    /// Those that wait for a doctor or therapist to sign as well.
    #[param(value_type = Option<bool>, example = false)]
    waits_for_co_sign: Option<String>,
    /// The first day on which it was begun.
    #[param(value_type = Option<String>, format = Date, example = "2030-01-01")]
    from: Option<String>,
    /// The last day on which it was begun.
    #[param(value_type = Option<String>, format = Date, example = "2030-12-31")]
    to: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// The id that a filter names.
pub(super) fn id(field: &'static str, text: &Option<String>) -> Result<Option<Uuid>> {
    given(text).map(|text| text.parse().map_err(|_| Error::invalid(field, "malformed"))).transpose()
}

impl NoteQuery {
    fn page(&self) -> Result<PageOf> {
        PageWords { page: self.page.as_deref(), page_size: self.page_size.as_deref(), after: None, before: None }
            .parse()
    }

    fn filter(&self) -> Result<Filter> {
        let waits = given(&self.waits_for_co_sign).map(str::parse).transpose();
        Ok(Filter {
            patient: None,
            encounter: id("encounter", &self.encounter)?,
            author: id("author", &self.author)?,
            status: self.status,
            waits_for_co_sign: waits.map_err(|_| Error::invalid("waits_for_co_sign", "malformed"))?,
            from: day("from", &self.from)?,
            to: day("to", &self.to)?,
        })
    }
}

/// List notes, in the order in which they were begun. Of drafts, one's own.
#[utoipa::path(get, path = "/api/notes", tag = "notes", params(NoteQuery),
    responses((status = 200, body = Linked<NoteOutput>), Problems))]
async fn list_notes(caller: Caller, Query(query): Query<NoteQuery>) -> WebResult<Response> {
    let action = Action::ViewNotes;
    caller.require(action)?;
    let (mut filter, page) = (query.filter()?, query.page()?);
    let mut tx = caller.read().await?;
    if let Some(patient) = given(&query.patient) {
        filter.patient = Some(crate::chart::operations::patient_id(&mut tx, action, patient).await?.uuid());
    }
    let listing = operations::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|note| NoteOutput::new(note, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Begin a draft at an encounter: one for each author.
#[utoipa::path(post, path = "/api/notes", tag = "notes", request_body = NewNoteInput,
    responses((status = 201, body = NoteOutput), Problems))]
async fn write_note(caller: Caller, Json(input): Json<NewNoteInput>) -> WebResult<Response> {
    caller.require(Action::WriteNote)?;
    let (encounter, sections) = input.parse()?;
    let mut tx = caller.begin().await?;
    let written = operations::write(&mut tx, encounter, &sections).await?;
    let (version, location) = (written.version, format!("/api/notes/{}/", written.id));
    let answer = Answer::created(&NoteOutput::new(written, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View a note as it stands.
#[utoipa::path(get, path = "/api/notes/{id}", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = NoteOutput), Unchanged, Problems))]
async fn view_note(caller: Caller, Path(id): Path<Id<Note>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let found = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = found.version.into();
    if is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&NoteOutput::new(found, &caller))?.version(version).into_response())
}

/// Replace the words of a draft. What is signed is amended.
#[utoipa::path(put, path = "/api/notes/{id}", tag = "notes", params(("id" = Uuid, Path)), request_body = Sections,
    responses((status = 200, body = NoteOutput), Problems))]
async fn keep_note(
    caller: Caller,
    Path(id): Path<Id<Note>>,
    expected: Expected,
    Json(input): Json<Sections>,
) -> WebResult<Response> {
    caller.require(Action::KeepNote)?;
    let sections = parse_sections(&input)?;
    let mut tx = caller.begin().await?;
    let kept = operations::keep(&mut tx, id, &sections, expected).await?;
    changed(kept, &caller, tx).await
}

async fn changed(note: Note, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let version = note.version.into();
    Ok(Answer::json(&NoteOutput::new(note, caller))?.version(version).commit(caller, tx).await?)
}

/// Throw one's own draft away.
#[utoipa::path(delete, path = "/api/notes/{id}", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn discard_note(caller: Caller, Path(id): Path<Id<Note>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::discard(&mut tx, id, expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// Sign a draft, which ends its encounter. What an assistant signs waits for a doctor or therapist.
#[utoipa::path(post, path = "/api/notes/{id}/sign", tag = "notes", params(("id" = Uuid, Path)),
    request_body = Option<SigningInput>, responses((status = 200, body = NoteOutput), Problems))]
async fn sign_note(
    caller: Caller,
    Path(id): Path<Id<Note>>,
    expected: Expected,
    body: bytes::Bytes,
) -> WebResult<Response> {
    caller.require(Action::SignNote)?;
    let input: SigningInput = web::parse_json_if_any(&body)?.unwrap_or_default();
    let mut tx = caller.begin().await?;
    let signed = operations::sign(&mut tx, id, input.into(), expected).await?;
    changed(signed, &caller, tx).await
}

/// Sign what an assistant has signed.
#[utoipa::path(post, path = "/api/notes/{id}/co-sign", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = NoteOutput), Problems))]
async fn co_sign_note(caller: Caller, Path(id): Path<Id<Note>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let signed = operations::co_sign(&mut tx, id, expected).await?;
    changed(signed, &caller, tx).await
}

/// Amend a signed note: a new version, with the reason for it.
#[utoipa::path(post, path = "/api/notes/{id}/amend", tag = "notes", params(("id" = Uuid, Path)),
    request_body = AmendmentInput, responses((status = 200, body = NoteOutput), Problems))]
async fn amend_note(
    caller: Caller,
    Path(id): Path<Id<Note>>,
    expected: Expected,
    Json(input): Json<AmendmentInput>,
) -> WebResult<Response> {
    caller.require(Action::AmendNote)?;
    let mut tx = caller.begin().await?;
    let amended = operations::amend(&mut tx, id, &input, expected).await?;
    changed(amended, &caller, tx).await
}

/// Mark a signed note as entered in error. Its history stays; a draft is thrown away instead.
#[utoipa::path(post, path = "/api/notes/{id}/strike", tag = "notes", params(("id" = Uuid, Path)),
    request_body = ReasonInput, responses((status = 200, body = NoteOutput), Problems))]
async fn strike_note(
    caller: Caller,
    Path(id): Path<Id<Note>>,
    expected: Expected,
    Json(input): Json<ReasonInput>,
) -> WebResult<Response> {
    caller.require(Action::StrikeNote)?;
    let mut tx = caller.begin().await?;
    let struck = operations::strike(&mut tx, id, &input, expected).await?;
    changed(struck, &caller, tx).await
}

/// List every version of a note, the newest first.
#[utoipa::path(get, path = "/api/notes/{id}/versions", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = VersionsOutput), Problems))]
async fn list_note_versions(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    let versions = versions(&caller, id).await?;
    let results = versions.into_iter().map(VersionOutput::new).collect();
    Ok(Answer::json(&VersionsOutput { results })?.into_response())
}

async fn versions(caller: &Caller, id: Id<Note>) -> Result<Vec<Version>> {
    let mut tx = caller.read().await?;
    let note = operations::find(&mut tx, id).await?;
    let versions = operations::history(&mut tx, &note).await?;
    tx.commit().await?;
    Ok(versions)
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Span {
    /// The version to begin from; the one before the newest, when left out.
    #[param(value_type = Option<i32>, minimum = 1, example = 1)]
    from: Option<String>,
    /// The newest, when left out.
    #[param(value_type = Option<i32>, minimum = 1, example = 2)]
    to: Option<String>,
}

impl Span {
    /// The two versions that are meant; the first has none before it.
    fn of<'a>(&self, versions: &'a [Version]) -> Result<(&'a Version, &'a Version)> {
        let number = |field: &'static str, text: &Option<String>| {
            given(text).map(|text| text.parse::<i32>().map_err(|_| Error::invalid(field, "malformed"))).transpose()
        };
        let (from, to) = (number("from", &self.from)?, number("to", &self.to)?);
        let at = |number: i32| versions.iter().find(|version| version.number == number).ok_or(Error::NotFound);
        let newest = versions.first().ok_or(Error::NotFound)?;
        let to = to.map_or(Ok(newest), at)?;
        let earlier = versions.iter().find(|version| version.number < to.number).unwrap_or(to);
        Ok((from.map_or(Ok(earlier), at)?, to))
    }
}

/// Compare two versions of a note, word by word.
#[utoipa::path(get, path = "/api/notes/{id}/diff", tag = "notes", params(("id" = Uuid, Path), Span),
    responses((status = 200, body = ComparisonOutput), Problems))]
async fn compare_note_versions(
    caller: Caller,
    Path(id): Path<Id<Note>>,
    Query(span): Query<Span>,
) -> WebResult<Response> {
    caller.require(Action::ViewNotes)?;
    let versions = versions(&caller, id).await?;
    let (from, to) = span.of(&versions)?;
    let sections = compare(from.content.sections.reveal(), to.content.sections.reveal());
    Ok(Answer::json(&ComparisonOutput { from: from.number, to: to.number, sections })?.into_response())
}

/// Find out whether a note still is what was signed, version by version.
#[utoipa::path(get, path = "/api/notes/{id}/verify", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = VerificationOutput), Problems))]
async fn verify_note(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let verdicts = operations::verify(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&VerificationOutput::new(&verdicts))?.into_response())
}
