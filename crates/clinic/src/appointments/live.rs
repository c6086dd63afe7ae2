//! News for open boards, as server-sent events: that something changed, never what.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures::stream::{self, Stream};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use tenancy::{Action, News, Topic};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, MissedTickBehavior};
use web::{Caller, Query, WebResult};

use super::Days;

/// Often enough that a proxy does not take the silence for the end, and that a session which ended is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LiveQuery {
    /// What the clinic's data was known as when the board was drawn.
    seen: String,
}

/// Holds no connection to the database while it waits. Whatever changed between the drawing of the board and this, or
/// while the line was down, is news at once.
pub async fn live(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<LiveQuery>,
    headers: HeaderMap,
) -> WebResult<Response> {
    caller.require(Action::ViewDayBoard)?;
    let news = caller.app().house().bus().subscribe();
    // The browser says where it was when the line broke.
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let seen = last.unwrap_or(&query.seen).to_owned();
    let mut response = Sse::new(events(Watch::new(caller, days, news), seen)).into_response();
    // A proxy that gathers an answer before it passes it on would keep the news to itself.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Watch {
    caller: Caller,
    days: Days,
    news: Receiver<News>,
    beat: Interval,
}

impl Watch {
    fn new(caller: Caller, days: Days, news: Receiver<News>) -> Self {
        let mut beat = tokio::time::interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { caller, days, news, beat }
    }

    /// `None` ends the stream: the session has ended, or the house is closing.
    async fn next(&mut self) -> Option<Event> {
        let clinic = self.caller.tenant().id;
        loop {
            tokio::select! {
                news = self.news.recv() => match news {
                    Ok(news) if news.is_about(clinic, Topic::Access) && !self.caller.is_still_signed_in().await => return None,
                    Ok(news) if news.is_about(clinic, Topic::Day) => return Some(self.changed()),
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => return Some(self.changed()),
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
}

fn events(watch: Watch, seen: String) -> impl Stream<Item = Result<Event, Infallible>> {
    // The first words go out at once, so that the browser knows the line stands.
    let is_missed = !seen.is_empty() && seen != watch.generation();
    let hello = if is_missed { watch.changed() } else { Event::default().comment("") };
    let rest = stream::unfold(watch, |mut watch| async move { watch.next().await.map(|event| (Ok(event), watch)) });
    futures::StreamExt::chain(stream::once(async { Ok(hello) }), rest)
}
