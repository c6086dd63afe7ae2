//! Boards drawn whole, or the part of them that changes.

use askama::Template;
use axum::Extension;
use tenancy::{Action, Error, Subject};
use web::{Caller, Html, Query, WebResult};

use super::board::{Board, BoardQuery, Side};
use super::done::Done;
use crate::appointments::Days;
use crate::shell::{Flash, Page};
use crate::to_do;

#[derive(Template)]
#[template(path = "appointments/board.html")]
struct DeskPage<'a> {
    page: Page,
    board: Board<'a>,
}

#[derive(Template)]
#[template(path = "appointments/worklist.html")]
struct DoctorPage<'a> {
    page: Page,
    board: Board<'a>,
    /// What else waits for whoever looks, already drawn.
    to_do_html: String,
}

#[derive(Template)]
#[template(path = "appointments/board_fragment.html")]
struct Fragment<'a> {
    page: Page,
    board: Board<'a>,
    flash: Option<Flash>,
}

pub async fn desk(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<BoardQuery>,
) -> WebResult<Html> {
    let done = Done::told_to(&caller);
    draw(&caller, &days, Side::Desk, &query, done).await
}

pub async fn doctor(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<BoardQuery>,
) -> WebResult<Html> {
    let done = Done::told_to(&caller);
    draw(&caller, &days, Side::Doctor, &query, done).await
}

/// A board after something was done on it; with `done`, a fragment gives the reader their place back.
pub async fn draw(caller: &Caller, days: &Days, side: Side, query: &BoardQuery, done: Option<Done>) -> WebResult<Html> {
    let choice = query.choice(caller);
    let mut tx = caller.read().await?;
    let day = days.get(&mut tx, choice.date).await?;
    let mut board = Board::new(caller, &day, choice, side);
    board.prints = !query.print.is_empty();
    board.focus = done.is_some() && caller.is_fragment();
    let page = Page::new(caller);
    let flash = done.and_then(|done| done.flash(&page, &day, &board.here()));
    let told = done.and_then(|done| done.entry(&day)).map(|entry| entry.patient);
    tx.record(Action::ViewDayBoard, Subject::list(side.subject(), board.patients().chain(told)));
    let is_doctors = side == Side::Doctor && !caller.is_fragment();
    let to_do_html = if is_doctors { to_do::draw(caller, &mut tx).await? } else { String::new() };
    tx.commit().await?;
    let html = match (caller.is_fragment(), side) {
        (true, _) => Fragment { page, board, flash }.render(),
        (false, Side::Desk) => DeskPage { page: page.with_flash(flash), board }.render(),
        (false, Side::Doctor) => DoctorPage { page: page.with_flash(flash), board, to_do_html }.render(),
    };
    Ok(Html(html.map_err(Error::internal)?))
}
