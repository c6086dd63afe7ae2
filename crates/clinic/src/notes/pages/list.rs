//! A patient's notes, and all that waits for whoever looks.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error};
use web::{Caller, Html, Path, WebResult};

use crate::accounts::operations::names;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::notes::operations;
use crate::notes::view::{Line, Rights};
use crate::shell::Page;
use crate::to_do;

#[derive(Template)]
#[template(path = "notes/list.html")]
struct ListPage {
    page: Page,
    banner: Banner,
    lines: Vec<Line>,
    rights: Rights,
}

pub async fn of_patient(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    let action = Action::ViewNotes;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let notes = operations::of_patient(&mut tx, id).await?;
    let names = names(&mut tx, action).await?;
    tx.commit().await?;
    let lines = notes.iter().map(|note| Line::new(&caller, note, &names)).collect();
    let shown = ListPage { page: Page::new(&caller), banner, lines, rights: Rights::of(&caller) };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "notes/waiting.html")]
struct WaitingPage {
    page: Page,
    /// Each kind of thing that waits, already drawn.
    to_do_html: String,
}

pub async fn waiting(caller: Caller) -> WebResult<Response> {
    caller.require(Action::KeepNote)?;
    let mut tx = caller.read().await?;
    let to_do_html = to_do::draw(&caller, &mut tx).await?;
    tx.commit().await?;
    let shown = WaitingPage { page: Page::new(&caller), to_do_html };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
