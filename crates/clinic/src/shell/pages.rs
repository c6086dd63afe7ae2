//! Pages that belong to no feature: the landing page, preferences, keeping a session alive, the way home.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use tenancy::{Action, Error};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Failure, Form, Guest, Html, Locale, WebResult, local_path};

use super::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/", get(home))
        .route("/help/shortcuts", get(shortcuts))
        .route("/session/preferences", post(preferences))
        .route("/session/keep-alive", post(keep_alive))
}

/// Where somebody's work begins.
pub fn home_of(guest: &Guest) -> &'static str {
    if guest.may(Action::ViewOwnAppointments) {
        crate::portal::HOME
    } else if guest.may(Action::ViewAsSupport) {
        "/support/"
    } else if guest.may(Action::WriteRecord) {
        "/doctor/appointments-dash/"
    } else if guest.may(Action::ViewDayBoard) {
        "/reception/dashboard/"
    } else {
        "/audit/"
    }
}

async fn home(guest: Option<axum::Extension<Guest>>) -> Response {
    match guest {
        Some(axum::Extension(guest)) if guest.is_signed_in() => Answer::see_other(home_of(&guest)).into_response(),
        Some(axum::Extension(guest)) => crate::accounts::pages::landing(&guest).into_response(),
        // A host that is a clinic's always has its guest.
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Anywhere else.
pub async fn nowhere(guest: Option<axum::Extension<Guest>>) -> Response {
    match guest {
        Some(_) => Failure::from(Error::NotFound).into_response(),
        None => (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response(),
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Preferences {
    locale: Option<String>,
    theme: Option<String>,
    keys: Option<String>,
    next: Option<String>,
}

pub async fn preferences(guest: Guest, Form(input): Form<Preferences>) -> WebResult<Response> {
    let next = input.next.as_deref().and_then(local_path).unwrap_or("/");
    let locale = input.locale.as_deref().and_then(Locale::parse);
    if let Some(locale) = locale {
        crate::portal::keep_language(&guest, locale).await?;
    }
    let mut response = Answer::see_other(next).into_response();
    let mut keep = |name: &str, value: &str| {
        let secure = if guest.app().settings().https { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{secure}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    };
    if let Some(locale) = locale {
        keep("locale", locale.code());
    }
    if let Some(theme @ ("auto" | "light" | "dark")) = input.theme.as_deref() {
        keep("theme", theme);
    }
    if let Some(keys @ ("chords" | "help" | "letters")) = input.keys.as_deref() {
        keep("keys", keys);
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "shortcuts.html")]
struct ShortcutsPage {
    page: Page,
}

/// The keyboard sheet, for browsers that do not open it over the page.
async fn shortcuts(caller: Caller) -> WebResult<Html> {
    let page = ShortcutsPage { page: Page::new(&caller) };
    Ok(Html(page.render().map_err(Error::internal)?))
}

/// Somebody is still there. The session was found on the way here, and finding it is what keeps it alive.
async fn keep_alive(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ResolveSession)?;
    Ok(Answer::no_content().into_response())
}
