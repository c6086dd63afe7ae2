//! The waiting list as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Id, TenantTx};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Linked, Path, Query, WebResult};

use super::input::{ChosenInput, EntryInput};
use super::letter::Letter;
use super::model::Entry;
use super::operations::{self, Choice};
use super::output::{EntryOutput, MadeOutput};
use super::query::WaitlistQuery;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_waitlist, add_waitlist_entry))
        .routes(routes!(view_waitlist_entry, change_waitlist_entry))
        .routes(routes!(withdraw_waitlist_entry))
        .routes(routes!(offer_slot))
        .routes(routes!(book_waitlist_entry))
}

/// List those who wait, in the order in which they are offered what becomes free.
#[utoipa::path(get, path = "/api/waitlist", tag = "appointments", params(WaitlistQuery),
    responses((status = 200, body = Linked<EntryOutput>), Problems))]
async fn list_waitlist(caller: Caller, Query(query): Query<WaitlistQuery>) -> WebResult<Response> {
    caller.require(Action::ViewWaitlist)?;
    let (filter, page) = (query.filter(), query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(EntryOutput::from), &caller)?.into_response())
}

/// Put a patient on the waiting list.
#[utoipa::path(post, path = "/api/waitlist", tag = "appointments", request_body = EntryInput,
    responses((status = 201, body = EntryOutput), Problems))]
async fn add_waitlist_entry(caller: Caller, Json(input): Json<EntryInput>) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let entry = operations::add(&mut tx, &new).await?;
    let (version, location) = (entry.version, format!("/api/waitlist/{}", entry.id));
    let answer = Answer::created(&EntryOutput::from(entry), location)?;
    Ok(answer.version(version.into()).commit(&caller, tx).await?)
}

/// View somebody on the waiting list, with what they are offered.
#[utoipa::path(get, path = "/api/waitlist/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 200, body = EntryOutput), Problems))]
async fn view_waitlist_entry(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let listed = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = listed.entry.version.into();
    Ok(Answer::json(&EntryOutput::from(listed))?.version(version).into_response())
}

/// Replace what somebody waits for. An offer that does not suit them any more is taken back.
#[utoipa::path(put, path = "/api/waitlist/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = EntryInput, responses((status = 200, body = EntryOutput), Problems))]
async fn change_waitlist_entry(
    caller: Caller,
    Path(id): Path<Id<Entry>>,
    expected: Expected,
    Json(input): Json<EntryInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let entry = operations::change(&mut tx, id, &new, &expected).await?;
    changed(entry, &caller, tx).await
}

async fn changed(entry: Entry, caller: &Caller, tx: TenantTx) -> WebResult<Response> {
    let version = entry.version.into();
    Ok(Answer::json(&EntryOutput::from(entry))?.version(version).commit(caller, tx).await?)
}

/// Take somebody off the waiting list, and back whatever they are offered.
#[utoipa::path(post, path = "/api/waitlist/{id}/withdraw", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 200, body = EntryOutput), Problems))]
async fn withdraw_waitlist_entry(caller: Caller, Path(id): Path<Id<Entry>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let entry = operations::withdraw(&mut tx, id, &expected).await?;
    changed(entry, &caller, tx).await
}

/// Offer somebody a free time: it is held for them, and they are sent a link by which they take it or not.
#[utoipa::path(post, path = "/api/waitlist/{id}/offer", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = ChosenInput, responses((status = 201, body = MadeOutput), Problems))]
async fn offer_slot(caller: Caller, Path(id): Path<Id<Entry>>, Json(input): Json<ChosenInput>) -> WebResult<Response> {
    caller.require(Action::OfferSlot)?;
    let (provider, starts_at) = input.parse(&Reading::of(&caller))?;
    let letter = Letter::of(&caller).await?;
    let mut tx = caller.begin().await?;
    let made = operations::offer(&mut tx, id, Choice { provider, starts_at }, &letter).await?;
    let answer = Answer::created(&MadeOutput::from(made), format!("/api/waitlist/{id}"))?;
    Ok(answer.commit(&caller, tx).await?)
}

/// Book a free time for somebody who waits, which ends their waiting. Answers with the entry, which names the appointment.
#[utoipa::path(post, path = "/api/waitlist/{id}/book", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = ChosenInput, responses((status = 200, body = EntryOutput), Problems))]
async fn book_waitlist_entry(
    caller: Caller,
    Path(id): Path<Id<Entry>>,
    expected: Expected,
    Json(input): Json<ChosenInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let (provider, starts_at) = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let entry = operations::book(&mut tx, id, Choice { provider, starts_at }, &expected).await?;
    changed(entry, &caller, tx).await
}
