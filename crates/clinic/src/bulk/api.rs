//! Deeds done to many as JSON: a 200 says what became of each, those who were refused among them.

use axum::response::Response;
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, WebResult};

use super::input::{Chosen, ChosenWithReason, ChosenWithTag, ChosenWithText};
use super::model::{Deed, Step};
use super::operations;
use super::output::DoneToMany;
use crate::api::{Problems, routes};
use crate::parties::operations::Book;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(bulk_tag_contacts))
        .routes(routes!(bulk_untag_contacts))
        .routes(routes!(bulk_delete_contacts))
        .routes(routes!(bulk_restore_deleted))
        .routes(routes!(bulk_message_contacts))
        .routes(routes!(bulk_check_in_appointments))
        .routes(routes!(bulk_complete_appointments))
        .routes(routes!(bulk_mark_no_shows))
        .routes(routes!(bulk_cancel_appointments))
}

async fn carry_out(caller: &Caller, deed: Deed, ids: &[Uuid]) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let fates = operations::each(&mut tx, caller.app().texts(), &deed, ids).await?;
    Ok(Answer::json(&DoneToMany::new(caller, fates))?.commit(caller, tx).await?)
}

/// Give many a tag.
#[utoipa::path(post, path = "/business/contacts/bulk/tag", tag = "contacts", request_body = ChosenWithTag,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_tag_contacts(caller: Caller, Json(input): Json<ChosenWithTag>) -> WebResult<Response> {
    caller.require(Action::TagContact)?;
    let (ids, name) = input.parse()?;
    carry_out(&caller, Deed::Tag(Book::Contacts, name), &ids).await
}

/// Take a tag from many.
#[utoipa::path(post, path = "/business/contacts/bulk/untag", tag = "contacts", request_body = ChosenWithTag,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_untag_contacts(caller: Caller, Json(input): Json<ChosenWithTag>) -> WebResult<Response> {
    caller.require(Action::UntagContact)?;
    let (ids, name) = input.parse()?;
    carry_out(&caller, Deed::Untag(Book::Contacts, name), &ids).await
}

/// Delete many contacts (kept, out of sight), each by itself: who is expected stays.
#[utoipa::path(post, path = "/business/contacts/bulk/delete", tag = "contacts", request_body = Chosen,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_delete_contacts(caller: Caller, Json(input): Json<Chosen>) -> WebResult<Response> {
    caller.require(Action::DeleteContact)?;
    carry_out(&caller, Deed::Delete(Book::Contacts), &input.parse()?).await
}

/// Bring back many that were deleted, each by itself.
#[utoipa::path(post, path = "/api/recycle-bin/bulk/restore", tag = "recycle bin", request_body = Chosen,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_restore_deleted(caller: Caller, Json(input): Json<Chosen>) -> WebResult<Response> {
    caller.require(Action::RestoreDeleted)?;
    carry_out(&caller, Deed::Restore, &input.parse()?).await
}

/// Write to many, one message each: whom no way leads to, or who wants none, is refused. In the quiet hours they wait.
#[utoipa::path(post, path = "/business/contacts/bulk/message", tag = "contacts", request_body = ChosenWithText,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_message_contacts(caller: Caller, Json(input): Json<ChosenWithText>) -> WebResult<Response> {
    caller.require(Action::MessageContact)?;
    let (ids, text) = input.parse()?;
    carry_out(&caller, Deed::Message(Book::Contacts, text), &ids).await
}

/// These patients are here.
#[utoipa::path(post, path = "/business/appointments/bulk/check-in", tag = "appointments", request_body = Chosen,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_check_in_appointments(caller: Caller, Json(input): Json<Chosen>) -> WebResult<Response> {
    caller.require(Action::CheckInAppointment)?;
    carry_out(&caller, Deed::Move(Step::CheckIn), &input.parse()?).await
}

/// These visits are over.
#[utoipa::path(post, path = "/business/appointments/bulk/complete", tag = "appointments", request_body = Chosen,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_complete_appointments(caller: Caller, Json(input): Json<Chosen>) -> WebResult<Response> {
    caller.require(Action::CompleteAppointment)?;
    carry_out(&caller, Deed::Move(Step::Complete), &input.parse()?).await
}

/// These patients did not come.
#[utoipa::path(post, path = "/business/appointments/bulk/no-show", tag = "appointments", request_body = Chosen,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_mark_no_shows(caller: Caller, Json(input): Json<Chosen>) -> WebResult<Response> {
    caller.require(Action::MarkNoShow)?;
    carry_out(&caller, Deed::Move(Step::NoShow), &input.parse()?).await
}

/// Cancel many appointments, each by itself: each patient is told of theirs.
#[utoipa::path(post, path = "/business/appointments/bulk/cancel", tag = "appointments", request_body = ChosenWithReason,
    responses((status = 200, body = DoneToMany), Problems))]
async fn bulk_cancel_appointments(caller: Caller, Json(input): Json<ChosenWithReason>) -> WebResult<Response> {
    caller.require(Action::CancelAppointment)?;
    let (ids, reason) = input.parse()?;
    carry_out(&caller, Deed::Move(Step::Cancel(reason)), &ids).await
}
