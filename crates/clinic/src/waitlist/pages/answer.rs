//! The page behind the link of an offer. Whoever has the link may answer, and sees no more than a first name and a time;
//! opening it changes nothing, so programs that look at links ahead accept nothing.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Actor, Error, TenantTx};
use web::{Answer, Guest, Html, Path, WebResult};

use crate::shell::Page;
use crate::waitlist::operations::{self, Answered};

#[derive(Template)]
#[template(path = "waitlist/offer.html")]
struct OfferPage {
    page: Page,
    secret: String,
    /// Nothing when no offer has this link.
    offer: Option<Answered>,
}

async fn answer(guest: &Guest, secret: &str, refused: bool) -> WebResult<Response> {
    let mut tx = guest.acting_as(Actor::Visitor).read().await?;
    let offer = match operations::open(&mut tx, secret).await {
        Ok(offer) => {
            tx.commit().await?;
            Some(offer)
        }
        Err(Error::NotFound) => None,
        Err(other) => return Err(other.into()),
    };
    let status = match (&offer, refused) {
        (None, _) => StatusCode::NOT_FOUND,
        (Some(_), true) => StatusCode::CONFLICT,
        (Some(_), false) => StatusCode::OK,
    };
    let page = OfferPage { page: Page::new(guest), secret: secret.to_owned(), offer };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn show(guest: Guest, Path(secret): Path<String>) -> WebResult<Response> {
    answer(&guest, &secret, false).await
}

pub async fn accept(guest: Guest, Path(secret): Path<String>) -> WebResult<Response> {
    let mut tx = guest.acting_as(Actor::Visitor).change().await?;
    match operations::accept(&mut tx, &secret).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(back(&secret))
        }
        Err(error) => refuse(&guest, (&secret, tx), error).await,
    }
}

pub async fn decline(guest: Guest, Path(secret): Path<String>) -> WebResult<Response> {
    let mut tx = guest.acting_as(Actor::Visitor).change().await?;
    match operations::decline(&mut tx, &secret).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(&secret))
        }
        Err(error) => refuse(&guest, (&secret, tx), error).await,
    }
}

/// The page says what became of the offer.
fn back(secret: &str) -> Response {
    Answer::see_other(format!("/offer/{secret}/")).into_response()
}

async fn refuse(guest: &Guest, (secret, tx): (&str, TenantTx), error: Error) -> WebResult<Response> {
    // Many may be too late at once: none of them holds one connection and waits for another.
    drop(tx);
    match error {
        Error::Conflict(_) | Error::NotFound => answer(guest, secret, true).await,
        other => Err(other.into()),
    }
}
