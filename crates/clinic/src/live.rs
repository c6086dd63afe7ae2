//! News for open pages, as server-sent events: that a board changed, never what; and how many notifications wait.
//!
//! One stream a page, and browsers keep it open only while the page is seen: they allow few to one host.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures::stream::{self, Stream};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use tenancy::{Action, Actor, Error, News, Topic};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, MissedTickBehavior};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Caller, Query, WebResult};

use crate::appointments::Days;
use crate::notifications::operations::unread;

pub fn routes() -> Router {
    Router::new().route("/live", get(live))
}

/// Often enough that a proxy does not take the silence for the end, and that a session which ended is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Default, Deserialize)]
#[serde(default)]
struct LiveQuery {
    /// What the clinic's data was known as when the board was drawn; nothing where there is no board.
    seen: String,
    /// `readings` or `bulk` where the board shows those, and not a day.
    of: String,
}

/// Holds no connection to the database while it waits. Whatever changed between the drawing of the board and this, or
/// while the line was down, is news at once.
async fn live(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<LiveQuery>,
    headers: HeaderMap,
) -> WebResult<Response> {
    let board = match query.of.as_str() {
        "readings" => Topic::Readings,
        "bulk" => Topic::Progress,
        _ => Topic::Day,
    };
    if !caller.may(Action::ReadNotifications) {
        caller.require(right_to(board))?;
    }
    let news = caller.app().house().bus().subscribe();
    // The browser says where it was when the line broke.
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let seen = last.unwrap_or(&query.seen).to_owned();
    let mut response = Sse::new(events(Watch::new(caller, (days, board), news), seen)).into_response();
    // A proxy that gathers an answer before it passes it on would keep the news to itself.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What somebody must be allowed to do to hear of that board.
fn right_to(board: Topic) -> Action {
    match board {
        Topic::Readings => Action::ViewReadings,
        Topic::Progress => Action::ListExports,
        _ => Action::ViewDayBoard,
    }
}

struct Watch {
    caller: Caller,
    days: Days,
    /// What the page's board shows.
    board: Topic,
    news: Receiver<News>,
    beat: Interval,
}

impl Watch {
    fn new(caller: Caller, (days, board): (Days, Topic), news: Receiver<News>) -> Self {
        let mut beat = tokio::time::interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { caller, days, board, news, beat }
    }

    /// `None` ends the stream: the session has ended, or the house is closing.
    async fn next(&mut self) -> Option<Event> {
        let clinic = self.caller.tenant().id;
        let (has_board, has_bell) = (self.caller.may(right_to(self.board)), self.owner().is_some());
        loop {
            tokio::select! {
                news = self.news.recv() => match news {
                    Ok(news) if news.is_about(clinic, Topic::Access) && !self.caller.is_still_signed_in().await => return None,
                    Ok(news) if has_board && news.is_about(clinic, self.board) => return Some(self.changed()),
                    Ok(news) if has_bell && news.is_about(clinic, Topic::Notifications) => return Some(self.waiting().await),
                    Err(RecvError::Lagged(_)) if has_board => return Some(self.changed()),
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                },
                () = self.caller.app().stopped() => return None,
                _ = self.beat.tick() => {
                    return self.caller.is_still_signed_in().await.then(|| Event::default().comment(""));
                }
            }
        }
    }

    fn generation(&self) -> String {
        self.days.generation(self.caller.tenant().id).to_string()
    }

    /// An event without data would not be heard.
    fn changed(&self) -> Event {
        Event::default().event("board").id(self.generation()).data("changed")
    }

    /// The person of the clinic who is told something.
    fn owner(&self) -> Option<Uuid> {
        match self.caller.actor() {
            Actor::Staff { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// How many notifications wait; a line that cannot say so stays open all the same.
    async fn waiting(&self) -> Event {
        match self.count().await {
            Ok(count) => Event::default().event("notifications").data(count.to_string()),
            Err(_) => Event::default().comment(""),
        }
    }

    async fn count(&self) -> WebResult<i64> {
        let staff = self.owner().ok_or(Error::NotFound)?;
        let mut tx = self.caller.read().await?;
        let count = unread(&mut tx, staff).await?;
        tx.commit().await?;
        Ok(count)
    }
}

/// The first words go out at once, so that the browser knows the line stands.
fn events(watch: Watch, seen: String) -> impl Stream<Item = Result<Event, Infallible>> {
    // Only days have a number of their state: whoever begins to listen for anything else asks once more.
    let is_missed = watch.board != Topic::Day || !seen.is_empty() && seen != watch.generation();
    let hello = if is_missed { watch.changed() } else { Event::default().comment("") };
    let bell = watch.owner().is_some();
    let first = stream::once(async { Ok(hello) });
    let rest = stream::unfold((watch, bell), |(mut watch, tells)| async move {
        let event = if tells { Some(watch.waiting().await) } else { watch.next().await };
        event.map(|event| (Ok(event), (watch, false)))
    });
    futures::StreamExt::chain(first, rest)
}
