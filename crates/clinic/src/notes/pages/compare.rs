//! Two versions of a note, word by word.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use web::{Caller, Html, Path, Query, WebResult};

use crate::accounts::operations::names;
use crate::chart::banner::Banner;
use crate::notes::compare::{Change, Difference, compare as differences};
use crate::notes::model::{Note, Version};
use crate::notes::operations;
use crate::shell::{Moment, Page};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Span {
    from: String,
    to: String,
}

/// A version that can be chosen.
struct Choice {
    number: i32,
    at: Moment,
    by: String,
}

#[derive(Template)]
#[template(path = "notes/compare.html")]
struct ComparePage {
    page: Page,
    banner: Banner,
    note: Note,
    choices: Vec<Choice>,
    from: i32,
    to: i32,
    differences: Vec<Difference>,
}

pub async fn compare(caller: Caller, Path(id): Path<Id<Note>>, Query(span): Query<Span>) -> WebResult<Response> {
    let action = Action::ViewNotes;
    let mut tx = caller.read().await?;
    let note = operations::find(&mut tx, id).await?;
    let versions = operations::history(&mut tx, &note).await?;
    let names = names(&mut tx, action).await?;
    let banner = Banner::load(&caller, &mut tx, action, note.patient).await?;
    tx.commit().await?;
    let (from, to) = chosen(&versions, &span).ok_or(Error::NotFound)?;
    let choice = |version: &Version| Choice {
        number: version.number,
        at: Moment::new(&caller, version.content.at),
        by: names.get(&version.content.by).cloned().unwrap_or_default(),
    };
    let shown = ComparePage {
        page: Page::new(&caller),
        choices: versions.iter().map(choice).collect(),
        from: from.number,
        to: to.number,
        differences: differences(from.content.sections.reveal(), to.content.sections.reveal()),
        banner,
        note,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

/// What cannot be read was not said: the newest, and the one before it.
fn chosen<'a>(versions: &'a [Version], span: &Span) -> Option<(&'a Version, &'a Version)> {
    let named = |text: &str| versions.iter().find(|version| version.number.to_string() == text);
    let to = named(&span.to).or_else(|| versions.first())?;
    let earlier = versions.iter().find(|version| version.number < to.number).unwrap_or(to);
    Some((named(&span.from).unwrap_or(earlier), to))
}
