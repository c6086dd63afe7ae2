//! Clinics that let operators look just now, and the ticket to their door.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::operators::{Deed, Offer};
use tenancy::{Error, FieldError, Outcome, Ticket};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Form, Html, Operator, Path, WebResult};

use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::platform::confirm::{self, value};
use crate::platform::reasons::reason;
use crate::shell::{Moment, Page};
use crate::support::operations::{self, Asking};

pub fn routes() -> Router {
    Router::new().route("/support", get(offers)).route("/support/{grant}/enter", post(ask))
}

struct Shown {
    offer: Offer,
    until: Moment,
}

#[derive(Template)]
#[template(path = "platform/support.html")]
struct OffersPage {
    page: Page,
    offers: Vec<Shown>,
    /// The one whose form came back, and what was typed into it.
    refused: Option<Uuid>,
    reason: String,
    errors: FormErrors,
}

impl OffersPage {
    async fn answer(
        operator: &Operator,
        refused: Option<Uuid>,
        reason: &str,
        problems: &[FieldError],
    ) -> WebResult<Response> {
        let mut tx = operator.platform().await?;
        let offers = tx.offers().await?;
        tx.commit().await?;
        let shown = |offer: Offer| Shown { until: Moment::new(operator, offer.expires_at), offer };
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(operator), FormErrors::new(operator, problems));
        let offers = offers.into_iter().map(shown).collect();
        let page = Self { page, offers, refused, reason: reason.to_owned(), errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn is_refused(&self, grant: &Uuid) -> bool {
        self.refused.as_ref() == Some(grant)
    }
}

async fn offers(operator: Operator) -> WebResult<Response> {
    OffersPage::answer(&operator, None, "", &[]).await
}

#[derive(Template)]
#[template(path = "platform/ticket.html")]
struct TicketPage {
    page: Page,
    clinic: String,
    address: String,
    seconds: usize,
}

async fn ask(operator: Operator, Path(grant): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let pairs = match confirm::proved(&operator, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let typed = value(&pairs, "reason").unwrap_or_default();
    let reason = match reason(typed) {
        Ok(reason) => reason,
        Err(Error::Invalid(problems)) => return OffersPage::answer(&operator, Some(grant), typed, &problems).await,
        Err(other) => return Err(other.into()),
    };
    let (offer, address) = ticket(&operator, grant, reason).await?;
    let seconds = usize::try_from(operations::TICKET_LASTS.as_secs()).map_err(Error::internal)?;
    let page = TicketPage { page: Page::new(&operator), clinic: offer.clinic, address, seconds };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// A ticket, on record on both sides before anybody can show it.
async fn ticket(operator: &Operator, grant: Uuid, reason: String) -> tenancy::Result<(Offer, String)> {
    let (house, session) = (operator.app().house(), operator.session()?);
    let mut tx = operator.platform().await?;
    let Some(offer) = tx.offers().await?.into_iter().find(|offer| offer.grant == grant) else {
        tx.record_attempt(Deed::AskForSupport, None, Outcome::Denied).await?;
        tx.commit().await?;
        return Err(Error::NotFound);
    };
    let domain = tx.clinic(&offer.slug).await?.domains.into_iter().next().ok_or(Error::NotFound)?;
    let tenant = house.tenant_by_slug(&offer.slug).await?;
    let mut room = house.begin(Ticket { tenant, ..operator.ticket().clone() }).await?;
    let asking = Asking { grant, operator: operator.id()?, name: session.display_name.clone(), reason };
    let asked = operations::ask(&mut room, &asking).await;
    let outcome = if asked.is_ok() { Outcome::Success } else { Outcome::Denied };
    tx.note_support(Deed::AskForSupport, (offer.tenant, grant), outcome).await?;
    tx.commit().await?;
    let secret = asked?;
    room.commit().await?;
    let address = operator.address_at(&domain, &format!("/support/enter/{secret}/"));
    Ok((offer, address))
}
