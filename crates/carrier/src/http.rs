//! Asks over HTTP: once, for so long, and never by another way than it was told.

use std::time::Duration;

use reqwest::{Client, ClientBuilder, Response, redirect, retry};

/// The longest answer: a page of fifty messages takes some 60 KB.
const LONGEST: usize = 1024 * 1024;
const CONNECTED: Duration = Duration::from_secs(3);

pub fn client(answered: Duration) -> reqwest::Result<Client> {
    builder(answered).pool_max_idle_per_host(32).build()
}

/// What all calls have in common.
pub fn builder(answered: Duration) -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .referer(false)
        // A message that was sent a second time arrives a second time.
        .retry(retry::never())
        .connect_timeout(CONNECTED)
        .timeout(answered)
        .user_agent(concat!("Praxis/", env!("CARGO_PKG_VERSION")))
}

/// The whole body; none when it breaks off or is too long.
pub async fn body(mut response: Response) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.ok()? {
        if body.len() + part.len() > LONGEST {
            return None;
        }
        body.extend_from_slice(&part);
    }
    Some(body)
}
