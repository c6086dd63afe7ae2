//! Tags as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Id};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Linked, Listing, Numbered, PageOf, Path, WebResult};

use super::input::TagInput;
use super::model::Change;
use super::operations;
use super::output::{TagOutput, TallyOutput};
use crate::api::{Problems, routes};
use crate::parties::model::Party;
use crate::parties::operations::{self as parties, Book};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_tags))
        .routes(routes!(list_contact_tags, tag_contact))
        .routes(routes!(untag_contact))
}

fn whole<T>(rows: Vec<T>) -> Listing<T> {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Listing::new(rows, count, PageOf::whole(count))
}

/// List the tags that somebody has: all of them, by name.
#[utoipa::path(get, path = "/api/tags", tag = "contacts",
    responses((status = 200, body = Linked<TallyOutput>), Problems))]
async fn list_tags(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListTags)?;
    let mut tx = caller.read().await?;
    let tallies = operations::list(&mut tx).await?;
    tx.commit().await?;
    Ok(Answer::linked(whole(tallies).map(TallyOutput::from), &caller)?.into_response())
}

/// List somebody's tags: all of them, by name.
#[utoipa::path(get, path = "/business/contacts/{id}/tags", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Numbered<TagOutput>), Problems))]
async fn list_contact_tags(caller: Caller, Path(id): Path<Id<Party>>) -> WebResult<Response> {
    let action = Book::Contacts.view();
    caller.require(action)?;
    let mut tx = caller.read().await?;
    parties::find(&mut tx, Book::Contacts, id).await?;
    let tags = operations::of_one(&mut tx, action, id).await?;
    tx.commit().await?;
    Ok(Answer::numbered(whole(tags).map(TagOutput::from), &caller)?.into_response())
}

/// Give somebody a tag; the answer is the same where they have it already.
#[utoipa::path(post, path = "/business/contacts/{id}/tags", tag = "contacts", params(("id" = Uuid, Path)),
    request_body = TagInput, responses((status = 200, body = TagOutput), Problems))]
async fn tag_contact(caller: Caller, Path(id): Path<Id<Party>>, Json(input): Json<TagInput>) -> WebResult<Response> {
    caller.require(Action::TagContact)?;
    let name = input.parse()?;
    let mut tx = caller.begin().await?;
    let (tag, _) = operations::tag(&mut tx, Book::Contacts, id, &name).await?;
    Ok(Answer::json(&TagOutput::from(tag))?.commit(&caller, tx).await?)
}

/// Take a tag from somebody.
#[utoipa::path(delete, path = "/business/contacts/{id}/tags/{tag}", tag = "contacts",
    params(("id" = Uuid, Path), ("tag" = Uuid, Path)), responses((status = 204), Problems))]
async fn untag_contact(caller: Caller, Path((id, tag)): Path<(Id<Party>, Uuid)>) -> WebResult<Response> {
    caller.require(Action::UntagContact)?;
    let mut tx = caller.begin().await?;
    match operations::untag(&mut tx, Book::Contacts, id, tag).await? {
        Change::Made => Ok(Answer::no_content().commit(&caller, tx).await?),
        Change::Needless => Err(Error::NotFound.into()),
    }
}
