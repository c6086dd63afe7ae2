//! The door: an operator shows a ticket, looks for a while, and leaves.

use std::time::Duration;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::operators::{By, Deed, Steward};
use tenancy::{Action, Actor, Error, Outcome, Result};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::sessions::{self, Holder, Method, NewSession, Opened, Stage, Supporter};
use web::{Answer, Caller, Guest, Html, Path, WebResult};

use crate::cookies;
use crate::shell::Page;
use crate::support::operations::{self, Shown};

pub fn routes() -> Router {
    Router::new()
        .route("/support/enter/{ticket}", get(show).post(enter))
        .route("/support/leave", post(leave))
        .route("/support/left", get(left))
}

#[derive(Template)]
#[template(path = "support/enter.html")]
struct EnterPage {
    page: Page,
    shown: Shown,
}

async fn look_up(guest: &Guest, ticket: &str) -> Result<Shown> {
    let mut tx = guest.read().await?;
    let shown = operations::find(&mut tx, ticket).await;
    tx.commit().await?;
    shown
}

/// Opening the link changes nothing: whatever looks into links would otherwise use it up.
async fn show(guest: Guest, Path(ticket): Path<String>) -> WebResult<Response> {
    let shown = look_up(&guest, &ticket).await?;
    let page = EnterPage { page: Page::new(&guest), shown };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn enter(guest: Guest, Path(ticket): Path<String>) -> WebResult<Response> {
    let shown = match look_up(&guest, &ticket).await {
        Ok(shown) => shown,
        Err(Error::NotFound) => {
            operations::refuse(&guest, None).await?;
            return Err(Error::NotFound.into());
        }
        Err(other) => return Err(other.into()),
    };
    match open(&guest, &shown).await {
        Ok(opened) => {
            let mut response = Answer::see_other("/support/").into_response();
            cookies::sign_in(&guest, &mut response, &opened, guest.app().settings().session_absolute);
            Ok(response)
        }
        Err(Error::Conflict(_)) => {
            operations::refuse(&guest, Some(&shown)).await?;
            note(&guest, Deed::EnterSupport, shown.supporter, Outcome::Denied).await?;
            let page = EnterPage { page: Page::new(&guest), shown: Shown { is_good: false, ..shown } };
            Ok((StatusCode::CONFLICT, Html(page.render().map_err(Error::internal)?)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Uses the ticket up for a session that ends with the leave.
async fn open(guest: &Guest, shown: &Shown) -> Result<Opened> {
    let supporter = shown.supporter;
    let (operator, grant, rights) = (supporter.operator, supporter.grant, supporter.rights());
    let actor = Actor::Support { operator, grant, session: Uuid::nil(), rights };
    let mut tx = guest.acting_as(actor).change().await?;
    operations::enter(&mut tx, supporter.entry).await?;
    let left = shown.until.duration_since(tx.now()).unsigned_abs();
    let new = NewSession {
        holder: Holder::Support(supporter),
        method: Method::SupportTicket,
        stage: Stage::Full,
        lasts: left.max(Duration::from_secs(1)),
        idle: guest.app().settings().session_idle,
        for_browser: true,
    };
    let opened = sessions::open(&mut tx, new).await?;
    note(guest, Deed::EnterSupport, supporter, Outcome::Success).await?;
    tx.commit().await?;
    Ok(opened)
}

/// In the operators' record.
async fn note(guest: &Guest, deed: Deed, supporter: Supporter, outcome: Outcome) -> Result<()> {
    let steward = Steward { by: By::Operator(supporter.operator), ..guest.steward() };
    let mut record = guest.app().house().platform(steward).await?;
    record.note_support(deed, (guest.tenant().id, supporter.grant), outcome).await?;
    record.commit().await
}

async fn leave(caller: Caller) -> WebResult<Response> {
    caller.require(Action::LeaveSupport)?;
    let session = caller.session().ok_or(Error::Unauthenticated)?;
    let Holder::Support(supporter) = session.holder else {
        return Err(Error::Forbidden(Action::LeaveSupport).into());
    };
    let mut tx = caller.change().await?;
    operations::leave(&mut tx, supporter, session.id).await?;
    note(&caller, Deed::LeaveSupport, supporter, Outcome::Success).await?;
    tx.commit().await?;
    caller.app().forget_access();
    let mut response = Answer::see_other("/support/left/").into_response();
    cookies::sign_out(&caller, &mut response);
    Ok(response)
}

#[derive(Template)]
#[template(path = "support/left.html")]
struct LeftPage {
    page: Page,
}

async fn left(guest: Guest) -> WebResult<Response> {
    let page = LeftPage { page: Page::new(&guest) };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
