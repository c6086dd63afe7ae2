//! [`EventStream`]: an answer that goes on, event by event.

use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt as _;

/// What is not there by then does not come; far longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(10);

const BELL: &str = "notifications";

/// Server-sent events as they arrive.
pub struct EventStream {
    body: Body,
    waiting: String,
    raw: String,
    last_id: Option<String>,
}

impl EventStream {
    pub(crate) fn new(body: Body) -> Self {
        Self { body, waiting: String::new(), raw: String::new(), last_id: None }
    }

    /// The next event's name; none when the stream has ended. Comments are passed over, and what the bell says.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            match self.next_block().await {
                Some((name, _)) if name == BELL => {}
                block => return block.map(|(name, _)| name),
            }
        }
    }

    /// How many notifications wait, when that is said next.
    pub async fn next_count(&mut self) -> Option<usize> {
        loop {
            let (name, data) = self.next_block().await?;
            if name == BELL {
                return Some(data.parse().expect("a number"));
            }
        }
    }

    async fn next_block(&mut self) -> Option<(String, String)> {
        tokio::time::timeout(PATIENCE, self.read()).await.expect("an event, or the end of the stream")
    }

    /// The id of the last event that had one, which a browser brings along when it comes back.
    pub fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// Everything that has come so far, as it came.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    async fn read(&mut self) -> Option<(String, String)> {
        loop {
            while let Some(end) = self.waiting.find("\n\n") {
                let block: String = self.waiting.drain(..end + 2).collect();
                let field = |name| block.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()));
                self.last_id = field("id:").or(self.last_id.take());
                if let Some(name) = field("event:") {
                    return Some((name, field("data:").unwrap_or_default()));
                }
            }
            let frame = self.body.frame().await?.expect("a stream that does not break off");
            if let Ok(data) = frame.into_data() {
                let text = std::str::from_utf8(&data).expect("events are text");
                self.waiting.push_str(text);
                self.raw.push_str(text);
            }
        }
    }
}
