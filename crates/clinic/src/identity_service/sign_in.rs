//! Signing in at the Identity Service with a browser: out by `/auth/identity/start/`, back by `/auth/identity/callback/`.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, StatusCode};
use identity::{Pending, Returned};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tenancy::{Actor, Error, Rights, Role};
use uuid::Uuid;
use vault::{Field, Json, Sealed};
use web::identity_service::{Service, Visitor, open};
use web::routing::{Router, get};
use web::sessions::Opened;
use web::{Answer, Guest, Html, Query, WebResult, local_path};

use crate::cookies;
use crate::forms::own_address;
use crate::shell::Page;
use crate::shell::pages::home_of;

pub fn routes() -> Router {
    Router::new().route("/auth/identity/start", get(start)).route("/auth/identity/callback", get(callback))
}

/// How long somebody may take to sign in there.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// What the browser keeps meanwhile, sealed. It is no column, but is bound to its place like one.
const PLACE: Field = Field::clinic("cookie", "identity");

#[derive(Serialize, Deserialize)]
struct Kept {
    pending: Pending,
    next: String,
    until: Timestamp,
}

/// The cookie that this is kept in.
const COOKIE: &str = "identity";

/// Where the service sends people back to: this clinic, as the browser reached it.
pub fn callback_of(guest: &Guest, headers: &HeaderMap) -> String {
    own_address(guest, headers, "/auth/identity/callback/").unwrap_or_default()
}

/// Why somebody did not get in, as a key of a text.
#[derive(Debug, Clone, Copy)]
enum Stop {
    /// Begun in another browser, or too long ago.
    Lost,
    Refused,
    Unknown,
    Unavailable,
}

impl Stop {
    fn key(self) -> &'static str {
        match self {
            Self::Lost => "identity-sign-in-lost",
            Self::Refused => "identity-sign-in-refused",
            Self::Unknown => "identity-sign-in-unknown",
            Self::Unavailable => "identity-sign-in-unavailable",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Lost => StatusCode::BAD_REQUEST,
            Self::Refused | Self::Unknown => StatusCode::FORBIDDEN,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<identity::Error> for Stop {
    fn from(error: identity::Error) -> Self {
        tracing::info!(%error, "a sign-in at the Identity Service failed");
        match error {
            identity::Error::Refused(_) => Self::Refused,
            identity::Error::Unavailable(_) => Self::Unavailable,
        }
    }
}

#[derive(Template)]
#[template(path = "identity_service/stopped.html")]
struct StoppedPage {
    page: Page,
    text: String,
}

fn stopped(guest: &Guest, stop: Stop) -> WebResult<Response> {
    let page = StoppedPage { page: Page::new(guest), text: guest.text(stop.key()) };
    let mut response = (stop.status(), Html(page.render().map_err(Error::internal)?)).into_response();
    cookies::put(guest, &mut response, COOKIE, "", 0);
    Ok(response)
}

/// The service, where people may sign in there.
async fn service_of(guest: &Guest) -> tenancy::Result<std::sync::Arc<Service>> {
    let service = guest.app().identity_service(guest.ticket()).await?;
    service.filter(|service| service.decided.browser).ok_or(Error::NotFound)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

async fn start(guest: Guest, Query(query): Query<Next>, headers: HeaderMap) -> WebResult<Response> {
    let service = service_of(&guest).await?;
    let (now, callback) = (guest.now(), callback_of(&guest, &headers));
    let begun = guest.app().identity().begin_sign_in(&service.trust, &callback, &service.decided.scope, now).await;
    let begun = match begun {
        Ok(begun) => begun,
        Err(error) => return stopped(&guest, error.into()),
    };
    let next = local_path(&query.next).unwrap_or_default().to_owned();
    let until = now.saturating_add(PATIENCE).map_err(Error::internal)?;
    let kept = Kept { pending: begun.pending, next, until };
    let keys = guest.app().house().keys_of(guest.tenant()).await?;
    let kept = serde_json::to_value(kept).map_err(Error::internal)?;
    let sealed = keys.clinic().seal(PLACE, Uuid::nil(), &Json(kept));
    let mut response = Answer::see_other(begun.address).into_response();
    let value = URL_SAFE_NO_PAD.encode(sealed.as_bytes());
    cookies::put(&guest, &mut response, COOKIE, &value, PATIENCE.unsigned_abs().as_secs());
    Ok(response)
}

/// What this browser began, if it is still in time.
async fn begun_by(guest: &Guest, headers: &HeaderMap) -> tenancy::Result<Option<Kept>> {
    let keys = guest.app().house().keys_of(guest.tenant()).await?;
    let sealed = cookies::get(guest, headers, COOKIE).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    let opened = sealed.and_then(|bytes| {
        keys.clinic().open(PLACE, Uuid::nil(), &Sealed::<Json<serde_json::Value>>::from_bytes(bytes)).ok()
    });
    let kept = opened.and_then(|kept| serde_json::from_value::<Kept>(kept.into_inner().0).ok());
    Ok(kept.filter(|kept| guest.now() < kept.until))
}

async fn callback(guest: Guest, Query(returned): Query<Returned>, headers: HeaderMap) -> WebResult<Response> {
    let service = service_of(&guest).await?;
    let Some(kept) = begun_by(&guest, &headers).await? else { return stopped(&guest, Stop::Lost) };
    match sign_in(&guest, &service, &kept, &returned).await? {
        Ok(done) => Ok(welcome(&guest, &kept, done)),
        Err(stop) => stopped(&guest, stop),
    }
}

struct Done {
    staff: Uuid,
    roles: Vec<Role>,
    opened: Opened,
}

async fn sign_in(
    guest: &Guest,
    service: &Service,
    kept: &Kept,
    returned: &Returned,
) -> tenancy::Result<Result<Done, Stop>> {
    let (app, ticket, came) = (guest.app(), guest.ticket(), (&kept.pending, returned));
    let claims = app.identity().finish_sign_in(&service.trust, came, &service.wanted(), guest.now()).await;
    let claims = match claims {
        Ok(claims) => claims,
        Err(error) => return Ok(Err(error.into())),
    };
    let vouched = match service.person(&claims) {
        Ok(vouched) => vouched,
        Err(refusal) => {
            tracing::info!(%refusal, "the Identity Service vouched for somebody who has no business here");
            app.record_stranger(ticket, service).await?;
            return Ok(Err(Stop::Unknown));
        }
    };
    let staff = match app.admit(ticket, service, &vouched).await {
        Ok(staff) => staff,
        Err(Error::Unauthenticated) => {
            app.record_stranger(ticket, service).await?;
            return Ok(Err(Stop::Unknown));
        }
        Err(other) => return Err(other),
    };
    if let Some(before) = guest.session() {
        // Whoever was signed in here is not any more.
        let mut tx = guest.change().await?;
        web::sessions::end(&mut tx, before.id).await?;
        tx.commit().await?;
        app.forget_access();
    }
    let opened = open(app, ticket, (staff, &vouched.roles), Visitor::Browser).await?;
    Ok(Ok(Done { staff, roles: vouched.roles, opened }))
}

fn welcome(guest: &Guest, kept: &Kept, done: Done) -> Response {
    let rights = Rights::of_roles(&done.roles);
    let actor = Actor::Staff { id: done.staff, session: done.opened.session_id, rights, emergency: false };
    let home = home_of(&guest.acting_as(actor));
    let mut response = Answer::see_other(local_path(&kept.next).unwrap_or(home)).into_response();
    cookies::sign_in(guest, &mut response, &done.opened, guest.app().settings().session_absolute);
    cookies::put(guest, &mut response, COOKIE, "", 0);
    response
}
