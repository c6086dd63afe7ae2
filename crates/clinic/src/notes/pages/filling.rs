//! What stands in for the placeholders of a template.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Id, Result, Subject, TenantTx};
use web::{Answer, Caller, Path, WebResult};

use crate::accounts::operations::names;
use crate::assessments::model::Assessment;
use crate::assessments::operations as assessments;
use crate::assessments::view::{Meaning, Words};
use crate::chart::banner::Banner;
use crate::notes::model::{Note, Sections, Template};
use crate::notes::operations::{self, templates};
use crate::shell::Page;

/// A template's words for the patient of a note, as the script of the editor asks for them.
pub async fn filled(caller: Caller, Path((note, template)): Path<(Id<Note>, Id<Template>)>) -> WebResult<Response> {
    caller.require(Action::WriteNote)?;
    let mut tx = caller.read().await?;
    let note = operations::find(&mut tx, note).await?;
    let sections = fill(&caller, &mut tx, &note, template).await?;
    tx.commit().await?;
    Ok(Answer::json(&sections)?.into_response())
}

/// A template's words, with everything filled in that is known about the patient and the visit of a note.
pub async fn fill(caller: &Caller, tx: &mut TenantTx, note: &Note, template: Id<Template>) -> Result<Sections> {
    let template = templates::find(tx, template).await?;
    tx.record(Action::ViewNotes, Subject::new("note", note.id.uuid()).about(note.patient));
    let banner = Banner::load(caller, tx, Action::ViewNotes, note.patient).await?;
    let authors = names(tx, Action::ViewNotes).await?;
    let found = match tx.may(Action::ViewAssessments) {
        true => assessments::of_patient(tx, note.patient).await?,
        false => Vec::new(),
    };
    let page = Page::new(caller);
    let value = |name: &str| match name {
        "patient" => banner.name.clone(),
        "age" => banner.age.clone().unwrap_or_default(),
        "date" => page.day(&page.day_of(note.at)),
        "time" => page.time(note.at),
        "author" => authors.get(&note.author).cloned().unwrap_or_default(),
        "last_result" => {
            found.iter().find(|one| one.status.is_signed()).map(|one| result(&page, one)).unwrap_or_default()
        }
        _ => String::new(),
    };
    Ok(template.sections.reveal().filled(value))
}

/// `PHQ-9: depression: 12 (07/01/2030)`.
fn result(page: &Page, one: &Assessment) -> String {
    let (title, meaning) = (Words::new(page, &one.definition.title).text, Meaning::of(page, one));
    let score = if meaning.score.is_empty() { page.t("assessments-no-score") } else { meaning.score };
    let band = meaning.band.map(|(words, ..)| format!(", {}", words.text)).unwrap_or_default();
    let unit = if meaning.unit.is_empty() { String::new() } else { format!(" {}", meaning.unit) };
    format!("{title}: {score}{unit}{band} ({})", page.day(&one.content.administered_on))
}
