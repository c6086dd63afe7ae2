//! People as JSON: `/api/patients/` and `/business/contacts` are two doors to one table.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use tenancy::{Error, Id};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, Numbered, Path, Query, WebResult, is_known, not_modified};

use super::finding;
use super::input::PartyInput;
use super::model::{Party, PartyKind, Replacement};
use super::operations::{self, Book};
use super::output::{ContactOutput, PatientOutput};
use super::query::PartyQuery;
use crate::api::{Moved, Problems, Unchanged, routes};
use crate::forms::reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_patients, register_patient))
        .routes(routes!(view_patient, update_patient, delete_patient))
        .routes(routes!(list_contacts, create_contact))
        .routes(routes!(delete_contacts))
        .routes(routes!(view_contact, update_contact, delete_contact))
}

/// List patients.
#[utoipa::path(get, path = "/api/patients", tag = "patients", params(PartyQuery),
    responses((status = 200, body = Linked<PatientOutput>), Problems))]
async fn list_patients(caller: Caller, Query(query): Query<PartyQuery>) -> WebResult<Response> {
    let (filter, page) = (query.filter(&caller)?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = finding::list(&mut tx, Book::Patients, &filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|party| PatientOutput::new(party, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Register a patient.
#[utoipa::path(post, path = "/api/patients", tag = "patients", request_body = PartyInput,
    responses((status = 201, body = PatientOutput), Problems))]
async fn register_patient(caller: Caller, Json(input): Json<PartyInput>) -> WebResult<Response> {
    let input = PartyInput { kind: Some(PartyKind::Patient), ..input };
    let new = input.parse(reading(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let party = operations::register(&mut tx, Book::Patients, &new).await?;
    let (version, location) = (party.version, format!("/api/patients/{}/", party.id));
    let answer = Answer::created(&PatientOutput::new(party, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View a patient.
#[utoipa::path(get, path = "/api/patients/{id}", tag = "patients", params(("id" = Uuid, Path)),
    responses((status = 200, body = PatientOutput), Moved, Unchanged, Problems))]
async fn view_patient(caller: Caller, Path(id): Path<Id<Party>>, headers: HeaderMap) -> WebResult<Response> {
    let party = view(&caller, Book::Patients, id).await?;
    Ok(conditional(&headers, party.version, || Answer::json(&PatientOutput::new(party, &caller)))?)
}

/// Replace a patient.
#[utoipa::path(put, path = "/api/patients/{id}", tag = "patients", params(("id" = Uuid, Path)), request_body = PartyInput,
    responses((status = 200, body = PatientOutput), Problems))]
async fn update_patient(
    caller: Caller,
    Path(id): Path<Id<Party>>,
    expected: Expected,
    Json(input): Json<PartyInput>,
) -> WebResult<Response> {
    let input = PartyInput { kind: Some(PartyKind::Patient), ..input };
    let new = input.parse(reading(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let party = operations::update(&mut tx, Book::Patients, id, &new, expected).await?;
    let version = party.version;
    let answer = Answer::json(&PatientOutput::new(party, &caller))?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// Delete a patient (kept, out of sight).
#[utoipa::path(delete, path = "/api/patients/{id}", tag = "patients", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn delete_patient(caller: Caller, Path(id): Path<Id<Party>>, expected: Expected) -> WebResult<Response> {
    delete(&caller, Book::Patients, id, expected).await
}

/// List contacts.
#[utoipa::path(get, path = "/business/contacts", tag = "contacts", params(PartyQuery),
    responses((status = 200, body = Numbered<ContactOutput>), Problems))]
async fn list_contacts(caller: Caller, Query(query): Query<PartyQuery>) -> WebResult<Response> {
    let (filter, page) = (query.filter(&caller)?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = finding::list(&mut tx, Book::Contacts, &filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|party| ContactOutput::new(party, &caller));
    Ok(Answer::numbered(listing, &caller)?.into_response())
}

/// Create a contact.
#[utoipa::path(post, path = "/business/contacts", tag = "contacts", request_body = PartyInput,
    responses((status = 201, body = ContactOutput), Problems))]
async fn create_contact(caller: Caller, Json(input): Json<PartyInput>) -> WebResult<Response> {
    let new = input.parse(reading(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let party = operations::register(&mut tx, Book::Contacts, &new).await?;
    let (version, location) = (party.version, format!("/business/contacts/{}", party.id));
    let answer = Answer::created(&ContactOutput::new(party, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View a contact.
#[utoipa::path(get, path = "/business/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = ContactOutput), Moved, Unchanged, Problems))]
async fn view_contact(caller: Caller, Path(id): Path<Id<Party>>, headers: HeaderMap) -> WebResult<Response> {
    let party = view(&caller, Book::Contacts, id).await?;
    Ok(conditional(&headers, party.version, || Answer::json(&ContactOutput::new(party, &caller)))?)
}

/// Replace a contact.
#[utoipa::path(put, path = "/business/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)), request_body = PartyInput,
    responses((status = 200, body = ContactOutput), Problems))]
async fn update_contact(
    caller: Caller,
    Path(id): Path<Id<Party>>,
    expected: Expected,
    Json(input): Json<PartyInput>,
) -> WebResult<Response> {
    let keeps_kind = input.kind.is_none();
    let new = &input.parse(reading(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let party = operations::update(&mut tx, Book::Contacts, id, Replacement { new, keeps_kind }, expected).await?;
    let version = party.version;
    let answer = Answer::json(&ContactOutput::new(party, &caller))?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// Delete a contact (kept, out of sight).
#[utoipa::path(delete, path = "/business/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn delete_contact(caller: Caller, Path(id): Path<Id<Party>>, expected: Expected) -> WebResult<Response> {
    delete(&caller, Book::Contacts, id, expected).await
}

/// Ids to delete together.
#[derive(Default, Deserialize, ToSchema)]
struct BulkDelete {
    #[schema(min_items = 1, max_items = 100)]
    ids: Vec<Uuid>,
}

/// What became of each.
#[derive(Serialize, ToSchema)]
struct BulkDeleted {
    deleted: usize,
    results: Vec<BulkResult>,
}

#[derive(Serialize, ToSchema)]
struct BulkResult {
    id: Uuid,
    #[schema(example = "deleted")]
    status: &'static str,
}

/// Delete several contacts: all of them or none.
#[utoipa::path(delete, path = "/business/contacts/bulk", tag = "contacts", request_body = Option<BulkDelete>,
    params(("ids" = Option<String>, Query, description = "Comma-separated ids, instead of a body")),
    responses((status = 200, body = BulkDeleted), Problems))]
async fn delete_contacts(caller: Caller, body: bytes::Bytes) -> WebResult<Response> {
    let ids = bulk_ids(caller.query(), &body)?;
    let mut tx = caller.begin().await?;
    for id in &ids {
        operations::delete(&mut tx, Book::Contacts, Id::new(*id), None).await?;
    }
    let results: Vec<_> = ids.into_iter().map(|id| BulkResult { id, status: "deleted" }).collect();
    let answer = Answer::json(&BulkDeleted { deleted: results.len(), results })?;
    Ok(answer.commit(&caller, tx).await?)
}

fn bulk_ids(query: Option<&str>, body: &[u8]) -> WebResult<Vec<Uuid>> {
    let mut ids = Vec::new();
    for (name, value) in form_pairs(query) {
        if name == "ids" {
            for text in value.split(',').filter(|text| !text.is_empty()) {
                ids.push(text.trim().parse().map_err(|_| Error::invalid("ids", "malformed"))?);
            }
        }
    }
    if let Some(input) = web::parse_json_if_any::<BulkDelete>(body)? {
        ids.extend(input.ids);
    }
    ids.sort_unstable();
    ids.dedup();
    match ids.len() {
        0 => Err(Error::invalid("ids", "required").into()),
        1..=100 => Ok(ids),
        _ => Err(Error::invalid("ids", "too_long").into()),
    }
}

fn form_pairs(query: Option<&str>) -> Vec<(String, String)> {
    web::query_pairs(query.unwrap_or_default())
}

async fn view(caller: &Caller, book: Book, id: Id<Party>) -> WebResult<Party> {
    let mut tx = caller.read().await?;
    let party = operations::find(&mut tx, book, id).await?;
    tx.commit().await?;
    Ok(party)
}

async fn delete(caller: &Caller, book: Book, id: Id<Party>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::delete(&mut tx, book, id, expected).await?;
    Ok(Answer::no_content().commit(caller, tx).await?)
}

fn conditional(
    headers: &HeaderMap,
    version: i32,
    answer: impl FnOnce() -> tenancy::Result<Answer>,
) -> tenancy::Result<Response> {
    if is_known(headers, version.into()) {
        return Ok(not_modified(version.into()));
    }
    Ok(answer()?.version(version.into()).into_response())
}
