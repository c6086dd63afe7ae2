//! What becomes of the draft when its form is sent: saved, it goes; held up by a session that ran out, it is kept.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::{HeaderMap, Method, header};
use tenancy::{Actor, Result};
use uuid::Uuid;
use web::{Answer, Guest, query_pairs, query_value, sessions};

use super::model::{Draft, PLACE, Pairs, Place};
use super::operations;
use crate::shell::notice;

/// Larger than any form that is kept.
const MOST: usize = 1024 * 1024;

/// A form that somebody sends.
struct Sent {
    guest: Guest,
    headers: HeaderMap,
    body: Bytes,
}

pub async fn watch(request: Request, next: Next) -> Response {
    let (sent, request) = Sent::beside(request).await;
    let response = next.run(request).await;
    let Some(sent) = sent else { return response };
    let kept = if sent.is_saved(&response) {
        sent.forget().await.map(|()| None)
    } else if web::is_for_strangers(&response) {
        sent.keep().await
    } else {
        Ok(None)
    };
    match kept {
        Ok(kept) => kept.map_or(response, to_sign_in),
        Err(error) => {
            tracing::warn!(code = error.code(), "a draft was left as it is");
            response
        }
    }
}

/// The sign-in, and then what was kept.
fn to_sign_in(draft: Uuid) -> Response {
    let next = query_value(&format!("/drafts/{draft}"));
    notice::leave(Answer::see_other(format!("/doctor/staff-login/?next={next}")).into_response(), "drafts-kept")
}

impl Sent {
    /// The form, if there is one, beside the request, which goes on as it came.
    async fn beside(request: Request) -> (Option<Self>, Request) {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_form = request.method() == Method::POST && kind.starts_with("application/x-www-form-urlencoded");
        let Some(guest) = request.extensions().get::<Guest>().filter(|_| is_form).cloned() else {
            return (None, request);
        };
        let (parts, body) = request.into_parts();
        // It was received before: this only takes it out.
        let body = axum::body::to_bytes(body, MOST).await.unwrap_or_default();
        let sent = Self { guest, headers: parts.headers.clone(), body: body.clone() };
        (Some(sent), Request::from_parts(parts, Body::from(body)))
    }

    fn pairs(&self) -> Pairs {
        std::str::from_utf8(&self.body).map(query_pairs).unwrap_or_default()
    }

    /// Most requests are not worth reading twice.
    fn names_a_place(&self) -> bool {
        self.body.windows(PLACE.len()).any(|found| found == PLACE.as_bytes())
    }

    fn is_saved(&self, response: &Response) -> bool {
        let went_on =
            response.status().is_redirection() || (self.guest.is_fragment() && response.status().is_success());
        went_on && self.guest.is_signed_in() && self.guest.path() != "/drafts" && self.names_a_place()
    }

    async fn forget(&self) -> Result<()> {
        let Some(place) = named_place(&self.pairs()) else { return Ok(()) };
        let mut tx = self.guest.change().await?;
        operations::forget(&mut tx, &place).await?;
        tx.commit().await
    }

    /// Keeps the form for whom the session belonged to that ran out, if the page it was on belonged to that session.
    async fn keep(&self) -> Result<Option<Uuid>> {
        let secret = web::cookie(&self.headers, web::session_cookie(self.guest.app().settings().https));
        let pairs = self.pairs();
        // A script has the words still, and says so.
        let (Some(secret), false, Some(place)) = (secret, self.guest.is_fragment(), self.place(&pairs)) else {
            return Ok(None);
        };
        let draft = Draft::new(place, pairs.clone())?;
        let mut tx = self.guest.change().await?;
        let owner = sessions::ran_out(&mut tx, secret).await?;
        tx.commit().await?;
        let proof = pairs.iter().find(|(name, _)| name == "csrf_token");
        let is_its_page = |owner: &sessions::RanOut| proof.is_some_and(|(_, proof)| owner.is_proved_by(proof));
        let Some(owner) = owner.filter(is_its_page).filter(|_| draft.has_words()) else { return Ok(None) };
        let actor = Actor::Staff { id: owner.staff, session: Uuid::nil(), rights: owner.rights, emergency: false };
        let mut tx = self.guest.acting_as(actor).change().await?;
        let id = operations::keep(&mut tx, &draft).await?;
        tx.commit().await?;
        Ok(Some(id))
    }

    /// As the script named it; else the page that the browser says it was on, else the form's own address.
    fn place(&self, pairs: &Pairs) -> Option<Place> {
        let form = self.guest.path();
        let page = self.headers.get(header::REFERER).and_then(|page| page.to_str().ok()).and_then(local_part);
        let page = page.unwrap_or_else(|| form.to_owned());
        named_place(pairs).or_else(|| Place::parse(&format!("{page}#{form}")))
    }
}

fn named_place(pairs: &Pairs) -> Option<Place> {
    pairs.iter().find(|(name, _)| name == PLACE).and_then(|(_, place)| Place::parse(place))
}

/// `/a?b` of `http://clinic.example/a?b`.
fn local_part(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    rest.find('/').and_then(|start| rest.get(start..)).map(str::to_owned)
}
