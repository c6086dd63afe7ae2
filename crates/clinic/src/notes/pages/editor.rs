//! The editor: four sections, the note before beside them, templates to begin with.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, Id, Result};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use super::conflict::conflict;
use super::filling::fill;
use super::sent::{Pairs, Sent, Wish};
use crate::accounts::operations::names;
use crate::chart::banner::Banner;
use crate::forms::FormErrors;
use crate::notes::input::parse_sections;
use crate::notes::model::{Encounter, EncounterStatus, Note, SECTIONS, Sections, Signing};
use crate::notes::operations::{self, encounters, templates};
use crate::notes::view::{Line, Part};
use crate::shell::{Page, notice};

/// A section to be written.
pub struct Writing {
    pub part: Part,
    pub error: String,
}

/// What stands behind the editor.
struct Sheet {
    banner: Banner,
    note: Note,
    encounter: Encounter,
    previous: Option<(Line, Vec<Part>)>,
    templates: Vec<Choice>,
}

/// A template that can be chosen.
struct Choice {
    id: Uuid,
    name: String,
    is_own: bool,
}

impl Sheet {
    async fn load(caller: &Caller, id: Id<Note>) -> Result<Self> {
        let action = Action::ViewNotes;
        let mut tx = caller.read().await?;
        let note = operations::find(&mut tx, id).await?;
        let encounter = encounters::find(&mut tx, Id::new(note.encounter)).await?;
        let previous = operations::before(&mut tx, &note).await?;
        let templates = templates::list(&mut tx).await?;
        let names = names(&mut tx, action).await?;
        let banner = Banner::load(caller, &mut tx, action, note.patient).await?;
        tx.commit().await?;
        let choice = |one: crate::notes::model::Template| Choice {
            id: one.id.uuid(),
            name: one.name.into_inner(),
            is_own: one.owner.is_some(),
        };
        let previous = previous.map(|note| {
            let parts = Part::all(note.content.sections.reveal());
            (Line::new(caller, &note, &names), parts.into_iter().filter(|part| !part.text.is_empty()).collect())
        });
        Ok(Self { banner, note, encounter, previous, templates: templates.into_iter().map(choice).collect() })
    }
}

#[derive(Template)]
#[template(path = "notes/editor.html")]
struct EditorPage {
    page: Page,
    sheet: Sheet,
    writings: Vec<Writing>,
    version: String,
    /// Words that were there when the page was opened, and since when.
    since: String,
    errors: FormErrors,
    /// Somebody was told what is missing, and may say that it is meant so.
    may_be_incomplete: bool,
}

impl EditorPage {
    fn new(caller: &Caller, sheet: Sheet, typed: &Sections, version: &str, errors: FormErrors) -> Self {
        let page = Page::new(caller);
        let parts = Part::all(typed).into_iter();
        Self {
            writings: parts.map(|part| Writing { error: errors.of(part.name), part }).collect(),
            version: version.to_owned(),
            since: String::new(),
            may_be_incomplete: false,
            page,
            sheet,
            errors,
        }
    }

    fn is_under_way(&self) -> bool {
        self.sheet.encounter.status == EncounterStatus::InProgress && self.page.may(Action::FinishEncounter)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn edit(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    caller.require(Action::WriteNote)?;
    let sheet = Sheet::load(&caller, id).await?;
    if !sheet.note.is_draft() {
        return Ok(Answer::see_other(format!("/notes/{id}/")).into_response());
    }
    let (typed, version) = (sheet.note.content.sections.reveal().clone(), sheet.note.version.to_string());
    let (at, comes_back) = (sheet.note.content.at, !typed.is_empty() && caller.notice().is_none());
    let mut page = EditorPage::new(&caller, sheet, &typed, &version, FormErrors::default());
    if comes_back {
        let is_today = page.page.day_of(at) == caller.today();
        page.since = if is_today { page.page.time(at) } else { page.page.day_time(at) };
    }
    page.answer(StatusCode::OK)
}

/// Keeps what was typed, whatever else is wanted, so that no refusal costs a word.
pub async fn send(caller: Caller, Path(id): Path<Id<Note>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::WriteNote)?;
    let sent = Sent(pairs);
    let wish = sent.wish();
    if matches!(wish, Wish::Again) {
        let sheet = Sheet::load(&caller, id).await?;
        let page = EditorPage::new(&caller, sheet, &sent.sections(), sent.get("version"), FormErrors::default());
        return page.answer(StatusCode::OK);
    }
    match kept(&caller, id, &sent, &wish).await {
        Err(failure) => refuse(&caller, id, &sent, failure).await,
        Ok(note) => go_on(&caller, &note, &sent, wish).await,
    }
}

/// What was typed and is to stand there, with what was asked for below it.
async fn kept(caller: &Caller, id: Id<Note>, sent: &Sent, wish: &Wish) -> WebResult<Note> {
    let typed = parse_sections(&sent.sections())?;
    let mut tx = caller.change().await?;
    let kept = operations::keep(&mut tx, id, &typed, sent.version()).await?;
    let more = match wish {
        Wish::Insert(template) => fill(caller, &mut tx, &kept, Id::new(*template)).await?,
        Wish::Copy(section) => {
            let before = operations::before(&mut tx, &kept).await?;
            let said = before.map(|note| note.content.sections.reveal().get(section).to_owned()).unwrap_or_default();
            Sections::from_each(|name| if name == section { said.clone() } else { String::new() })
        }
        _ => Sections::default(),
    };
    let whole = parse_sections(&kept.content.sections.reveal().with(&more))?;
    let kept = operations::keep(&mut tx, id, &whole, Some(i64::from(kept.version))).await?;
    tx.commit().await?;
    Ok(kept)
}

async fn go_on(caller: &Caller, note: &Note, sent: &Sent, wish: Wish) -> WebResult<Response> {
    let Wish::Sign(signing) = wish else {
        return Ok(notice::leave(Answer::see_other(format!("/notes/{}/edit", note.id)).into_response(), "notes-kept"));
    };
    match sign(caller, note, signing).await {
        // What was typed is kept: the form goes on from there.
        Err(failure) => {
            let mut pairs = sent.0.clone();
            pairs.push(("version".to_owned(), note.version.to_string()));
            refuse(caller, note.id, &Sent(pairs), failure).await
        }
        signed => signed,
    }
}

async fn sign(caller: &Caller, note: &Note, signing: Signing) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::sign(&mut tx, note.id, signing, Some(i64::from(note.version))).await?;
    let answer = Answer::see_other(format!("/notes/{}/", note.id)).commit(caller, tx).await?;
    Ok(notice::leave(answer, "notes-signed"))
}

/// The form again, as it was typed, with what is wrong with it; or both texts, where somebody else was quicker.
async fn refuse(caller: &Caller, id: Id<Note>, sent: &Sent, failure: Failure) -> WebResult<Response> {
    let (errors, lacks) = match &failure {
        Failure::Operation(Error::Invalid(problems)) => {
            let lacks = problems.iter().all(|problem| problem.code == "required");
            (FormErrors::new(caller, problems), lacks && problems.len() < SECTIONS.len())
        }
        Failure::Operation(Error::Conflict(Conflict::EnteredInError)) => {
            (FormErrors::general(web::detail(caller, &failure)), false)
        }
        Failure::Operation(Error::Conflict(_)) => match conflict(caller, id, sent).await? {
            // Somebody who may not amend keeps the words before their eyes.
            Some(both) if both.reason.is_none() || caller.may(Action::AmendNote) => return both.answer(),
            Some(_) => (FormErrors::general(web::detail(caller, &failure)), false),
            None => return Ok(Answer::see_other(format!("/notes/{id}/")).into_response()),
        },
        _ => return Err(failure),
    };
    let status =
        if failure.status() == StatusCode::PRECONDITION_FAILED { StatusCode::CONFLICT } else { failure.status() };
    let sheet = Sheet::load(caller, id).await?;
    let mut page = EditorPage::new(caller, sheet, &sent.sections(), sent.get("version"), errors);
    page.may_be_incomplete = lacks;
    page.answer(status)
}
