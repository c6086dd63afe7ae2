//! A patient's tags: one page to give and to take them.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::input::TagInput;
use super::model::Tag;
use super::operations;
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, refusal};
use crate::parties::model::Party;
use crate::parties::operations::{self as parties, Book};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/tags", get(list).post(add))
        .route("/patients/{id}/tags/{tag}/remove", post(remove))
}

#[derive(Template)]
#[template(path = "tags/tags.html")]
struct TagsPage {
    page: Page,
    banner: Banner,
    tags: Vec<Tag>,
    /// What others have been given.
    known: Vec<String>,
    typed: String,
    errors: FormErrors,
}

async fn list(caller: Caller, Path(id): Path<Id<Party>>) -> WebResult<Response> {
    caller.require(Action::TagContact)?;
    show(&caller, id, String::new(), (StatusCode::OK, FormErrors::default())).await
}

async fn show(
    caller: &Caller,
    id: Id<Party>,
    typed: String,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let action = Action::ViewPatient;
    let mut tx = caller.read().await?;
    let party = parties::find(&mut tx, Book::Patients, id).await?;
    let tags = operations::of_one(&mut tx, action, id).await?;
    let known = match tx.may(Action::ListTags) {
        true => operations::list(&mut tx).await?,
        false => Vec::new(),
    };
    tx.commit().await?;
    let known = known.into_iter().map(|tally| tally.tag.name).collect();
    let (page, banner) = (Page::new(caller), Banner::new(caller, &party));
    let html = TagsPage { page, banner, tags, known, typed, errors }.render();
    Ok((status, Html(html.map_err(Error::internal)?)).into_response())
}

async fn add(caller: Caller, Path(id): Path<Id<Party>>, Form(input): Form<TagInput>) -> WebResult<Response> {
    caller.require(Action::TagContact)?;
    match give(&caller, id, &input).await {
        Ok(answer) => Ok(notice::leave(answer, "tags-added")),
        Err(failure) => {
            let refused = refusal(&caller, failure, "name")?;
            show(&caller, id, input.name, refused).await
        }
    }
}

async fn give(caller: &Caller, id: Id<Party>, input: &TagInput) -> WebResult<Response> {
    let name = input.parse()?;
    let mut tx = caller.change().await?;
    operations::tag(&mut tx, Book::Patients, id, &name).await?;
    tx.commit().await?;
    Ok(Answer::see_other(format!("/patients/{id}/tags")).into_response())
}

async fn remove(caller: Caller, Path((id, tag)): Path<(Id<Party>, Uuid)>) -> WebResult<Response> {
    caller.require(Action::UntagContact)?;
    let mut tx = caller.change().await?;
    operations::untag(&mut tx, Book::Patients, id, tag).await?;
    tx.commit().await?;
    let answer = Answer::see_other(format!("/patients/{id}/tags")).into_response();
    Ok(notice::leave(answer, "tags-removed"))
}
