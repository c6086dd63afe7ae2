//! A note as it is read: its words, who answers for them, whether they still are what was signed, and who took it back.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use uuid::Uuid;
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::sent::{Pairs, Sent};
use crate::accounts::operations::names;
use crate::assessments::view::Standing;
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::notes::model::{Note, Signed, Verdict, Version};
use crate::notes::operations;
use crate::notes::view::{Part, Rights, standing};
use crate::shell::{Moment, Page, notice};

/// A version in the history.
struct Line {
    number: i32,
    standing: Standing,
    at: Moment,
    by: String,
    reason: String,
    is_intact: bool,
}

#[derive(Template)]
#[template(path = "notes/view.html")]
struct ViewPage {
    page: Page,
    banner: Banner,
    note: Note,
    at: Moment,
    standing: Standing,
    parts: Vec<Part>,
    /// Who answers for it, since when.
    signed: Option<(String, Moment)>,
    co_signed: Option<(String, Moment)>,
    digest: String,
    history: Vec<Line>,
    rights: Rights,
    /// Somebody is about to take it back, with the reason as it was typed.
    asked: Option<String>,
    errors: FormErrors,
    key: String,
}

impl ViewPage {
    fn may_co_sign(&self) -> bool {
        let is_own = self.note.signed.is_some_and(|signed| self.page.guest().actor().id() == Some(signed.by));
        self.rights.co_sign && self.note.waits_for_co_sign && !is_own
    }

    fn may_strike(&self) -> bool {
        let own = self.page.guest().actor().id().is_some_and(|id| self.note.is_answered_for_by(id));
        self.rights.strike && (self.rights.amend || own) && !self.note.is_struck()
    }

    /// Who took it back, when and why: its last version says so.
    fn struck(&self) -> Option<&Line> {
        self.history.first().filter(|_| self.note.is_struck())
    }

    fn is_intact(&self) -> bool {
        self.history.iter().all(|line| line.is_intact)
    }

    /// The version before each, to compare it with.
    fn earlier(&self, number: &i32) -> Option<i32> {
        self.history.iter().map(|line| line.number).find(|earlier| earlier < number)
    }

    fn new(caller: &Caller, (note, banner): (Note, Banner), history: Vec<Line>, names: &HashMap<Uuid, String>) -> Self {
        let told = |signed: Option<Signed>| {
            signed.map(|it| (names.get(&it.by).cloned().unwrap_or_default(), Moment::new(caller, it.at)))
        };
        let digest = note.content.digest.as_ref().map(|digest| hex::encode(digest.reveal())).unwrap_or_default();
        Self {
            page: Page::new(caller),
            at: Moment::new(caller, note.at),
            standing: standing(note.status, note.waits_for_co_sign),
            parts: Part::all(note.content.sections.reveal()),
            signed: told(note.signed),
            co_signed: told(note.co_signed),
            digest,
            history,
            rights: Rights::of(caller),
            asked: None,
            errors: FormErrors::default(),
            key: new_key(caller),
            banner,
            note,
        }
    }
}

pub async fn view(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    show(&caller, id, None).await
}

/// With what was typed and is wrong, where somebody is asked why the note is an error.
pub(super) async fn show(caller: &Caller, id: Id<Note>, asked: Option<(String, FormErrors)>) -> WebResult<Response> {
    let action = Action::ViewNotes;
    let mut tx = caller.read().await?;
    let note = operations::find(&mut tx, id).await?;
    if note.is_draft() {
        tx.commit().await?;
        return Ok(Answer::see_other(format!("/notes/{id}/edit")).into_response());
    }
    let versions = operations::history(&mut tx, &note).await?;
    let verdicts = operations::verify(&mut tx, id).await?;
    let names = names(&mut tx, action).await?;
    let banner = Banner::load(caller, &mut tx, action, note.patient).await?;
    tx.commit().await?;
    let lines = versions.into_iter().map(|version| line(caller, version, &verdicts, &names)).collect();
    let mut shown = ViewPage::new(caller, (note, banner), lines, &names);
    if let Some((reason, errors)) = asked {
        if !shown.note.is_struck() && !shown.may_strike() {
            return Err(Error::Forbidden(Action::StrikeNote).into());
        }
        shown.asked = Some(reason).filter(|_| !shown.note.is_struck());
        shown.errors = errors;
    }
    let status = if shown.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

fn line(caller: &Caller, version: Version, verdicts: &[Verdict], names: &HashMap<Uuid, String>) -> Line {
    let verdict = verdicts.iter().find(|verdict| verdict.number == version.number);
    Line {
        number: version.number,
        standing: standing(version.status, false),
        at: Moment::new(caller, version.content.at),
        by: names.get(&version.content.by).cloned().unwrap_or_default(),
        reason: version.content.reason.map(vault::Phi::into_inner).unwrap_or_default(),
        is_intact: verdict.is_some_and(|verdict| verdict.is_intact),
    }
}

pub async fn co_sign(caller: Caller, Path(id): Path<Id<Note>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::co_sign(&mut tx, id, Sent(pairs).version()).await?;
    let answer = Answer::see_other(format!("/notes/{id}/")).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "notes-co-signed"))
}
