//! News for open boards, as server-sent events: that something changed, never what.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures::stream::{self, Stream};
use http::{HeaderValue, header};
use tenancy::{Action, News, Topic};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, MissedTickBehavior};
use web::{Caller, WebResult};

/// Often enough that a proxy does not take the silence for the end, and that a session which ended is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Holds no connection to the database while it waits.
pub async fn live(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ViewDayBoard)?;
    let news = caller.app().house().bus().subscribe();
    let mut response = Sse::new(events(Watch::new(caller, news))).into_response();
    // A proxy that gathers an answer before it passes it on would keep the news to itself.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Watch {
    caller: Caller,
    news: Receiver<News>,
    beat: Interval,
}

impl Watch {
    fn new(caller: Caller, news: Receiver<News>) -> Self {
        let mut beat = tokio::time::interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { caller, news, beat }
    }

    /// `None` ends the stream: the session has ended, or the house is closing.
    async fn next(&mut self) -> Option<Event> {
        let clinic = self.caller.tenant().id;
        loop {
            tokio::select! {
                news = self.news.recv() => match news {
                    Ok(news) if news.is_about(clinic, Topic::Access) && !self.caller.is_still_signed_in().await => return None,
                    Ok(news) if news.is_about(clinic, Topic::Day) => return Some(changed()),
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => return Some(changed()),
                    Err(RecvError::Closed) => return None,
                },
                () = self.caller.app().stopped() => return None,
                _ = self.beat.tick() => {
                    return self.caller.is_still_signed_in().await.then(|| Event::default().comment(""));
                }
            }
        }
    }
}

/// An event without data would not be heard.
fn changed() -> Event {
    Event::default().event("board").data("changed")
}

fn events(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    // The first words go out at once, so that the browser knows the line stands.
    let hello = stream::once(async { Ok(Event::default().comment("")) });
    let rest = stream::unfold(watch, |mut watch| async move { watch.next().await.map(|event| (Ok(event), watch)) });
    futures::StreamExt::chain(hello, rest)
}
