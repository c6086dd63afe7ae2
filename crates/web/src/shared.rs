//! What several nodes know together: a Redis that helps while it is there and is not missed when it is gone.
//!
//! Nothing is true because it stands in Redis. Who asks gets an answer within the patience, or none; one that does not
//! come in time means that nobody asks any more until Redis has answered a knock of our own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, IntoConnectionInfo as _, RedisResult};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Where the shared Redis is.
#[derive(Clone)]
pub struct SharedSettings {
    /// `redis://user:password@host:port/number`, or `unix:///path`.
    pub url: String,
    /// How long a request waits for it.
    pub patience: Duration,
}

/// The URL may hold a password.
impl std::fmt::Debug for SharedSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("SharedSettings").field("patience", &self.patience).finish_non_exhaustive()
    }
}

/// How long after a failure Redis is knocked at again.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a new line may take to be made.
const KNOCK: Duration = Duration::from_secs(2);

/// A line, and which one it is: a failure of an old one says nothing of the next.
type Line = Option<(u64, MultiplexedConnection)>;

pub struct Shared {
    line: Arc<watch::Sender<Line>>,
    patience: Duration,
    keeper: JoinHandle<()>,
}

impl Shared {
    /// Reads the URL; the line itself is made, and made again, in the background.
    pub fn open(settings: &SharedSettings) -> Result<Self, String> {
        let place = settings.url.as_str().into_connection_info().map_err(|error| error.to_string())?;
        let client = Client::open(place).map_err(|error| error.to_string())?;
        let line = Arc::new(watch::Sender::new(None));
        let keeper = tokio::spawn(keep(client, Arc::clone(&line)));
        Ok(Self { line, patience: settings.patience, keeper })
    }

    /// Asks, unless Redis is away.
    pub async fn ask<T, F>(&self, ask: impl FnOnce(MultiplexedConnection) -> F) -> Option<T>
    where
        F: Future<Output = RedisResult<T>>,
    {
        let (number, line) = self.line.borrow().clone()?;
        match tokio::time::timeout(self.patience, ask(line)).await {
            Ok(Ok(answer)) => Some(answer),
            Ok(Err(_)) | Err(_) => {
                self.line.send_if_modified(|line| {
                    let same = line.as_ref().is_some_and(|(current, _)| *current == number);
                    if same {
                        *line = None;
                    }
                    same
                });
                None
            }
        }
    }

    /// Returns once Redis is there.
    pub async fn is_there(&self) {
        // The sender lives as long as we do.
        let _ = self.line.subscribe().wait_for(Option::is_some).await;
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shared").field("patience", &self.patience).finish_non_exhaustive()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.keeper.abort();
    }
}

/// Makes the line, waits until somebody finds it broken, makes it again.
async fn keep(client: Client, line: Arc<watch::Sender<Line>>) {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let mut away = false;
    loop {
        let knocked = tokio::time::timeout(KNOCK, knock(&client)).await;
        match knocked.unwrap_or_else(|_| Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into())) {
            Ok(made) => {
                tracing::info!("the shared Redis answers");
                away = false;
                line.send_replace(Some((NUMBER.fetch_add(1, Ordering::Relaxed), made)));
                let _ = line.subscribe().wait_for(Option::is_none).await;
            }
            // Said once, and without the URL, which may hold a password.
            Err(error) if !away => {
                tracing::warn!(%error, "the shared Redis does not answer; this node counts alone until it does");
                away = true;
            }
            Err(_) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// A connection that answers, not merely one that is accepted.
async fn knock(client: &Client) -> RedisResult<MultiplexedConnection> {
    let config = AsyncConnectionConfig::new().set_connection_timeout(Some(KNOCK)).set_response_timeout(Some(KNOCK));
    let mut line = client.get_multiplexed_async_connection_with_config(&config).await?;
    let _: String = redis::cmd("PING").query_async(&mut line).await?;
    Ok(line)
}
