//! The page where providers get the address of their calendar, and the calendar itself.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use calendar::feed::Feed;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tenancy::{Action, Actor, Error, FieldError};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Guest, Html, Path, WebResult, is_known, not_modified};

use super::operations::{self, Listed};
use crate::appointments::model::Kind;
use crate::forms::{FormErrors, own_address};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/account/calendar", get(list).post(create))
        .route("/account/calendar/{feed}/revoke", post(revoke))
        .route("/feeds/{file}", get(read))
}

const HOME: &str = "/account/calendar/";

#[derive(Template)]
#[template(path = "feeds/feeds.html")]
struct FeedsPage {
    page: Page,
    feeds: Vec<Listed>,
    /// Known only just after it was made.
    address: Option<String>,
    errors: FormErrors,
}

fn staff(caller: &Caller) -> WebResult<Uuid> {
    caller.require(Action::ManageFeeds)?;
    match caller.actor() {
        Actor::Staff { id, .. } => Ok(*id),
        _ => Err(Error::Forbidden(Action::ManageFeeds).into()),
    }
}

async fn show(caller: &Caller, address: Option<String>, problems: &[FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let feeds = operations::list(&mut tx, staff(caller)?).await?;
    tx.commit().await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FeedsPage { page: Page::new(caller), feeds, address, errors: FormErrors::new(caller, problems) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

async fn list(caller: Caller) -> WebResult<Response> {
    staff(&caller)?;
    show(&caller, None, &[]).await
}

async fn create(caller: Caller, headers: HeaderMap) -> WebResult<Response> {
    let me = staff(&caller)?;
    let mut tx = caller.change().await?;
    let secret = match operations::create(&mut tx, me).await {
        Err(Error::Invalid(problems)) => return show(&caller, None, &problems).await,
        made => made?,
    };
    tx.commit().await?;
    let address = own_address(&caller, &headers, &format!("/feeds/{secret}.ics"))?;
    show(&caller, Some(address), &[]).await
}

async fn revoke(caller: Caller, Path(feed): Path<Uuid>) -> WebResult<Response> {
    let me = staff(&caller)?;
    let mut tx = caller.change().await?;
    operations::revoke(&mut tx, me, feed).await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other(HOME).into_response(), "feeds-revoked"))
}

/// The calendar; whoever has it as it stands is told so.
async fn read(guest: Guest, Path(file): Path<String>, headers: HeaderMap) -> WebResult<Response> {
    let secret = file.strip_suffix(".ics").ok_or(Error::NotFound)?;
    let visitor = guest.acting_as(Actor::Visitor);
    let page = Page::new(&visitor);
    let mut tx = visitor.begin().await?;
    let owner = operations::open(&mut tx, secret).await?;
    let label = |kind: Kind| page.t(&format!("kind-{}", kind.as_str()));
    let events = operations::events(&mut tx, &owner, label).await?;
    tx.commit().await?;
    let text = Feed { name: owner.name, zone: visitor.tenant().time_zone.clone(), events }.to_string();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let version = i64::from_ne_bytes((hasher.finish() >> 1).to_ne_bytes());
    if is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    let mut response = text.into_response();
    let own = response.headers_mut();
    own.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    own.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"calendar.ics\""));
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(web::tagged(response, version))
}
