//! Asks a service over HTTP, and takes only so much for so long. Redirects are answers, not directions.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use serde_json::{Map, Value};

use crate::address::Reach;
use crate::{Trouble, strict};

/// The longest answer. Key sets of the largest services are some 20 KB.
const LONGEST: usize = 256 * 1024;
const CONNECTED: Duration = Duration::from_secs(3);
const ANSWERED: Duration = Duration::from_secs(5);

/// Fields of a form.
pub(crate) type Form<'a> = Vec<(&'static str, &'a str)>;

pub(crate) struct Http {
    reach: Reach,
    /// Made when it is first needed: it wants the system's certificates, which an installation without an Identity
    /// Service may lack.
    client: OnceLock<Option<Client>>,
}

impl Http {
    pub fn new(reach: Reach) -> Self {
        Self { reach, client: OnceLock::new() }
    }

    pub fn reach(&self) -> Reach {
        self.reach
    }

    pub async fn get(&self, address: &str, bearer: Option<&str>) -> Result<Map<String, Value>, Trouble> {
        let url = self.reach.check(address)?;
        let mut request = self.client()?.get(url);
        if let Some(token) = bearer {
            request = request.header(AUTHORIZATION, secret(&format!("Bearer {token}"))?);
        }
        let (status, body) = send(request).await?;
        if status == StatusCode::OK { body.ok_or(Trouble::NotJson) } else { Err(Trouble::Status(status.as_u16())) }
    }

    /// Sends a form; the status comes back too, since refusals travel as JSON.
    pub async fn post(
        &self,
        address: &str,
        authorization: Option<&str>,
        form: &Form<'_>,
    ) -> Result<(u16, Option<Map<String, Value>>), Trouble> {
        let url = self.reach.check(address)?;
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut request = self.client()?.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        if let Some(value) = authorization {
            request = request.header(AUTHORIZATION, secret(value)?);
        }
        let (status, body) = send(request).await?;
        Ok((status.as_u16(), body))
    }

    fn client(&self) -> Result<&Client, Trouble> {
        let make = || {
            let built = Client::builder()
                .redirect(redirect::Policy::none())
                .no_proxy()
                .referer(false)
                .retry(reqwest::retry::never())
                .connect_timeout(CONNECTED)
                .timeout(ANSWERED)
                .pool_max_idle_per_host(4)
                .user_agent(concat!("Praxis/", env!("CARGO_PKG_VERSION")))
                .dns_resolver(self.reach.resolver())
                .build();
            built.inspect_err(|error| tracing::error!(%error, "no Identity Service can be asked")).ok()
        };
        self.client.get_or_init(make).as_ref().ok_or(Trouble::Unreachable)
    }
}

fn secret(value: &str) -> Result<HeaderValue, Trouble> {
    let mut value = HeaderValue::from_str(value).map_err(|_| Trouble::Client)?;
    value.set_sensitive(true);
    Ok(value)
}

async fn send(request: RequestBuilder) -> Result<(StatusCode, Option<Map<String, Value>>), Trouble> {
    let response = request.header(ACCEPT, "application/json").send().await.map_err(|error| trouble(&error))?;
    let status = response.status();
    let body = read(response).await?;
    Ok((status, strict::object(&body)))
}

async fn read(mut response: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| trouble(&error))? {
        if body.len() + part.len() > LONGEST {
            return Err(Trouble::TooLarge);
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() { Trouble::TimedOut } else { Trouble::Unreachable }
}
