//! Templates of notes as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Id};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Path, WebResult};

use super::input::TemplateInput;
use super::model::Template;
use super::operations::templates;
use super::output::{TemplateOutput, TemplatesOutput};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list_note_templates, create_note_template)).routes(routes!(
        view_note_template,
        replace_note_template,
        remove_note_template
    ))
}

/// List the clinic's templates and one's own.
#[utoipa::path(get, path = "/api/note-templates", tag = "notes",
    responses((status = 200, body = TemplatesOutput), Problems))]
async fn list_note_templates(caller: Caller) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let found = templates::list(&mut tx).await?;
    tx.commit().await?;
    let results = found.into_iter().map(TemplateOutput::new).collect();
    Ok(Answer::json(&TemplatesOutput { results })?.into_response())
}

/// Make a template: one's own, or for everybody who writes notes.
#[utoipa::path(post, path = "/api/note-templates", tag = "notes", request_body = TemplateInput,
    responses((status = 201, body = TemplateOutput), Problems))]
async fn create_note_template(caller: Caller, Json(input): Json<TemplateInput>) -> WebResult<Response> {
    caller.require(templates::action(input.shared))?;
    let new = input.parse()?;
    let mut tx = caller.begin().await?;
    let made = templates::create(&mut tx, &new, input.shared).await?;
    let (version, location) = (made.version, format!("/api/note-templates/{}/", made.id));
    let answer = Answer::created(&TemplateOutput::new(made), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View a template.
#[utoipa::path(get, path = "/api/note-templates/{id}", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 200, body = TemplateOutput), Problems))]
async fn view_note_template(caller: Caller, Path(id): Path<Id<Template>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let found = templates::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = found.version.into();
    Ok(Answer::json(&TemplateOutput::new(found))?.version(version).into_response())
}

/// Replace what a template says.
#[utoipa::path(put, path = "/api/note-templates/{id}", tag = "notes", params(("id" = Uuid, Path)),
    request_body = TemplateInput, responses((status = 200, body = TemplateOutput), Problems))]
async fn replace_note_template(
    caller: Caller,
    Path(id): Path<Id<Template>>,
    expected: Expected,
    Json(input): Json<TemplateInput>,
) -> WebResult<Response> {
    caller.require(Action::ViewNoteTemplates)?;
    let new = input.parse()?;
    let mut tx = caller.begin().await?;
    let replaced = templates::replace(&mut tx, id, &new, expected).await?;
    let version = replaced.version.into();
    Ok(Answer::json(&TemplateOutput::new(replaced))?.version(version).commit(&caller, tx).await?)
}

/// Throw a template away.
#[utoipa::path(delete, path = "/api/note-templates/{id}", tag = "notes", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn remove_note_template(caller: Caller, Path(id): Path<Id<Template>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    templates::remove(&mut tx, id, expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
