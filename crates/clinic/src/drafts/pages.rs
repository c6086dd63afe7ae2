//! Keeping what is typed, offering it again, and sending what a session's end held up.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tenancy::Error;
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, Query, WebResult};

use super::model::{Draft, PLACE, Pairs, Place};
use super::operations;
use crate::shell::pages::home_of;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/drafts", get(offer).post(keep))
        .route("/drafts/{id}", get(view))
        .route("/drafts/{id}/fields", get(fields))
        .route("/drafts/{id}/discard", post(discard))
}

/// What the script of a page is told, in words to show.
#[derive(Default, Serialize)]
struct Told {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    #[serde(skip_serializing_if = "String::is_empty")]
    said: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct At {
    at: String,
}

async fn offer(caller: Caller, Query(At { at }): Query<At>) -> WebResult<Response> {
    let mut told = Told::default();
    if let Some(place) = Place::parse(&at) {
        let mut tx = caller.read().await?;
        let found = operations::find(&mut tx, &place).await?;
        tx.commit().await?;
        if let Some(offer) = found {
            told.id = Some(offer.id);
            told.said = since(&Page::new(&caller), offer.kept_at);
        }
    }
    Ok(Answer::json(&told)?.into_response())
}

/// "You have unsaved text from 10:42", with the day where it was another one.
fn since(page: &Page, at: jiff::Timestamp) -> String {
    let is_today = page.day_of(at) == page.guest().today();
    page.ta("drafts-offer", "time", if is_today { page.time(at) } else { page.day_time(at) })
}

async fn keep(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let place = pairs.iter().find(|(name, _)| name == PLACE).and_then(|(_, place)| Place::parse(place));
    let draft = Draft::new(place.ok_or(Error::NotFound)?, pairs)?;
    let mut tx = caller.change().await?;
    let id = operations::keep(&mut tx, &draft).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let said = page.ta("common-saved-at", "time", page.clock());
    Ok(Answer::json(&Told { id: Some(id), said })?.into_response())
}

#[derive(Serialize)]
struct Fields {
    fields: Pairs,
}

async fn fields(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let (draft, _) = operations::restore(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&Fields { fields: draft.fields })?.into_response())
}

#[derive(Template)]
#[template(path = "drafts/draft.html")]
struct DraftPage {
    page: Page,
    id: Uuid,
    draft: Draft,
    since: String,
}

/// What was sent after the session had run out, to be sent now. Whoever else signed in goes on to their own work.
async fn view(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let (draft, kept_at) = match operations::restore(&mut tx, id).await {
        Err(Error::NotFound) => return Ok(Answer::see_other(home_of(&caller)).into_response()),
        found => found?,
    };
    tx.commit().await?;
    let page = Page::new(&caller);
    let page = DraftPage { since: since(&page, kept_at), page, id, draft };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn discard(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    operations::discard(&mut tx, id).await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other(home_of(&caller)).into_response(), "drafts-discarded"))
}
