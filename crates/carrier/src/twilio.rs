//! Twilio's programmable messaging: `POST` to send, `GET` to find out what became of a call that broke off.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde::Deserialize;
use url::Url;

use crate::http::{body, client};
use crate::listing::{Listed, Page, number};
use crate::{Accepted, Account, Outcome, Progress, Refusal, Retry, Sender};

/// No call takes longer: after that nothing more is heard of it.
pub const LONGEST_CALL: Duration = Duration::from_secs(10);
/// Of fifty messages each. Nobody gets more than that from a clinic within the time that is looked through.
const MOST_PAGES: usize = 4;

/// A message that is to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// In E.164.
    pub to: &'a str,
    pub body: &'a str,
    /// Where to be told how far it got.
    pub callback: &'a str,
}

/// The carrier could not be asked, or its answer not be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble;

/// The line to the carrier, shared by all accounts.
#[derive(Debug, Clone)]
pub struct Twilio {
    base: Url,
    /// Made when it is first needed: it wants the system's certificates, which an installation without a carrier may lack.
    client: Arc<OnceLock<Option<Client>>>,
}

#[derive(Deserialize)]
struct Created {
    sid: String,
    status: String,
    #[serde(deserialize_with = "number", default)]
    num_segments: Option<u16>,
}

#[derive(Deserialize)]
struct Complaint {
    code: u32,
}

impl Twilio {
    /// `base` is `https://api.twilio.com` unless somebody stands in for it.
    pub fn new(base: Url) -> Self {
        Self { base, client: Arc::default() }
    }

    fn client(&self) -> Option<&Client> {
        let make = || {
            let built = client(LONGEST_CALL);
            built.inspect_err(|error| tracing::error!(%error, "no carrier can be reached")).ok()
        };
        self.client.get_or_init(make).as_ref()
    }

    /// Hands one message over.
    pub async fn send(&self, account: &Account, text: Text<'_>) -> Outcome {
        let Some(address) = self.messages(account) else { return refused("address", Retry::Never) };
        let (sender, from) = match &account.sender {
            Sender::Service(sid) => ("MessagingServiceSid", sid),
            Sender::Number(number) => ("From", number),
        };
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("To", text.to)
            .append_pair(sender, from)
            .append_pair("Body", text.body)
            .append_pair("StatusCallback", text.callback)
            .finish();
        let Some(client) = self.client() else { return refused("unreachable", Retry::Later(None)) };
        let request = client.post(address).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        match signed(request, account).send().await {
            Ok(response) => outcome(response).await,
            // Nothing left the house.
            Err(error) if error.is_connect() || error.is_builder() => refused("unreachable", Retry::Later(None)),
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "a call to the carrier broke off");
                Outcome::Unknown
            }
        }
    }

    /// Everything that the carrier has for that number since then, the newest first.
    pub async fn find(&self, account: &Account, to: &str, since: Timestamp) -> Result<Vec<Listed>, Trouble> {
        let mut next = self.messages(account).ok_or(Trouble)?;
        next.query_pairs_mut().append_pair("To", to).append_pair("PageSize", "50");
        let mut found = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.page(account, next).await?;
            let (listed, more) = (page.messages, page.next_page_uri);
            let is_last = listed.iter().any(|message| message.created_at < since);
            found.extend(listed.into_iter().filter(|message| message.created_at >= since));
            match more {
                Some(uri) if !is_last => next = self.base.join(&uri).map_err(|_| Trouble)?,
                _ => return Ok(found),
            }
            if next.origin() != self.base.origin() {
                return Err(Trouble);
            }
        }
        // Whoever has looked through only a part has not looked.
        Err(Trouble)
    }

    async fn page(&self, account: &Account, address: Url) -> Result<Page, Trouble> {
        let response = signed(self.client().ok_or(Trouble)?.get(address), account).send().await.map_err(|error| {
            tracing::warn!(error = %error.without_url(), "the carrier cannot be asked");
            Trouble
        })?;
        if response.status() != StatusCode::OK {
            tracing::warn!(status = response.status().as_u16(), "the carrier shows no list");
            return Err(Trouble);
        }
        let body = body(response).await.ok_or(Trouble)?;
        serde_json::from_slice(&body).map_err(|_| Trouble)
    }

    fn messages(&self, account: &Account) -> Option<Url> {
        let mut url = self.base.clone();
        url.path_segments_mut().ok()?.pop_if_empty().extend([
            "2010-04-01",
            "Accounts",
            account.sid.as_str(),
            "Messages.json",
        ]);
        Some(url)
    }
}

fn signed(request: RequestBuilder, account: &Account) -> RequestBuilder {
    request.basic_auth(&account.sid, Some(account.token.reveal())).header(ACCEPT, "application/json")
}

fn refused(code: &str, retry: Retry) -> Outcome {
    Outcome::Refused(Refusal { code: code.to_owned(), retry })
}

async fn outcome(response: Response) -> Outcome {
    let status = response.status();
    if status.is_success() {
        return accepted(response).await;
    }
    if matches!(status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT | StatusCode::REQUEST_TIMEOUT) {
        // Said by somebody in between, who does not know.
        return Outcome::Unknown;
    }
    let waits = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let retry = match status {
        StatusCode::TOO_MANY_REQUESTS => Retry::Later(waits.map(Duration::from_secs)),
        status if status.is_server_error() => Retry::Later(waits.map(Duration::from_secs)),
        _ => Retry::Never,
    };
    let complaint = body(response).await.and_then(|body| serde_json::from_slice::<Complaint>(&body).ok());
    let code = complaint.map_or_else(|| format!("http_{}", status.as_u16()), |complaint| complaint.code.to_string());
    refused(&code, retry)
}

/// A yes that cannot be read is a yes without a name.
async fn accepted(response: Response) -> Outcome {
    let created = body(response).await.and_then(|body| serde_json::from_slice::<Created>(&body).ok());
    match created {
        Some(created) => Outcome::Accepted(Accepted {
            sid: created.sid,
            progress: Progress::parse(&created.status).unwrap_or(Progress::Waiting),
            segments: created.num_segments.filter(|segments| *segments > 0),
        }),
        None => Outcome::Unknown,
    }
}
