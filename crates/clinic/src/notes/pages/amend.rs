//! Other words in the place of signed ones, and why.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, Id, Result};
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use super::conflict::conflict;
use super::editor::Writing;
use super::sent::{Pairs, Sent};
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::notes::input::AmendmentInput;
use crate::notes::model::{Note, Sections};
use crate::notes::operations;
use crate::notes::view::Part;
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "notes/amend.html")]
struct AmendPage {
    page: Page,
    banner: Banner,
    note: Note,
    writings: Vec<Writing>,
    version: String,
    reason: String,
    errors: FormErrors,
    key: String,
}

async fn load(caller: &Caller, id: Id<Note>) -> Result<(Note, Banner)> {
    let mut tx = caller.read().await?;
    let note = operations::find(&mut tx, id).await?;
    let banner = Banner::load(caller, &mut tx, Action::ViewNotes, note.patient).await?;
    tx.commit().await?;
    Ok((note, banner))
}

impl AmendPage {
    async fn show(caller: &Caller, id: Id<Note>, sent: Option<&Sent>, errors: FormErrors) -> WebResult<String> {
        let (note, banner) = load(caller, id).await?;
        let stands = || (note.content.sections.reveal().clone(), note.version.to_string());
        let (typed, version): (Sections, String) =
            sent.map_or_else(stands, |sent| (sent.sections(), sent.get("version").to_owned()));
        let page = Self {
            page: Page::new(caller),
            writings: Part::all(&typed).into_iter().map(|part| Writing { error: errors.of(part.name), part }).collect(),
            version,
            reason: sent.map(|sent| sent.get("reason").to_owned()).unwrap_or_default(),
            key: new_key(caller),
            banner,
            note,
            errors,
        };
        Ok(page.render().map_err(Error::internal)?)
    }
}

pub async fn form(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    caller.require(Action::AmendNote)?;
    let (note, _) = load(&caller, id).await?;
    if note.is_draft() || note.is_struck() {
        let step = if note.is_draft() { "edit" } else { "" };
        return Ok(Answer::see_other(format!("/notes/{id}/{step}")).into_response());
    }
    Ok(Html(AmendPage::show(&caller, id, None, FormErrors::default()).await?).into_response())
}

pub async fn amend(caller: Caller, Path(id): Path<Id<Note>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::AmendNote)?;
    let sent = Sent(pairs);
    if !sent.get("again").is_empty() {
        return Ok(Html(AmendPage::show(&caller, id, Some(&sent), FormErrors::default()).await?).into_response());
    }
    match send(&caller, id, &sent).await {
        Err(failure) => refuse(&caller, id, &sent, failure).await,
        done => done,
    }
}

async fn send(caller: &Caller, id: Id<Note>, sent: &Sent) -> WebResult<Response> {
    let input = AmendmentInput { sections: sent.sections(), reason: Some(sent.get("reason").to_owned()) };
    let mut tx = caller.begin().await?;
    operations::amend(&mut tx, id, &input, sent.version()).await?;
    let answer = Answer::see_other(format!("/notes/{id}/")).commit(caller, tx).await?;
    Ok(notice::leave(answer, "notes-amended"))
}

async fn refuse(caller: &Caller, id: Id<Note>, sent: &Sent, failure: Failure) -> WebResult<Response> {
    let (status, errors) = match &failure {
        Failure::Operation(Error::Invalid(problems)) => (failure.status(), FormErrors::new(caller, problems)),
        // There is nothing to choose between; what was typed stays before their eyes.
        Failure::Operation(Error::Conflict(Conflict::EnteredInError)) => {
            (StatusCode::CONFLICT, FormErrors::general(web::detail(caller, &failure)))
        }
        Failure::Operation(Error::Conflict(_)) => match conflict(caller, id, sent).await? {
            Some(both) => return both.answer(),
            None => (StatusCode::CONFLICT, FormErrors::general(web::detail(caller, &failure))),
        },
        _ => return Err(failure),
    };
    Ok((status, Html(AmendPage::show(caller, id, Some(sent), errors).await?)).into_response())
}
