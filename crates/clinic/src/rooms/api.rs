//! Rooms as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Linked, Listing, PageOf, WebResult};

use super::{Room, operations};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list_rooms, create_room))
}

/// A room of the clinic.
#[derive(Serialize, ToSchema)]
#[schema(as = Room)]
struct RoomOutput {
    id: Uuid,
    #[schema(example = "Room 2")]
    name: String,
    /// Whether it can be booked.
    active: bool,
}

impl From<Room> for RoomOutput {
    fn from(room: Room) -> Self {
        Self { id: room.id.uuid(), name: room.name, active: room.active }
    }
}

/// A room as sent by a client.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct RoomInput {
    #[schema(example = "Room 2", max_length = 60)]
    name: String,
}

/// List rooms: all of them, by name.
#[utoipa::path(get, path = "/api/rooms", tag = "appointments",
    responses((status = 200, body = Linked<RoomOutput>), Problems))]
async fn list_rooms(caller: Caller) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let rooms = operations::list(&mut tx).await?;
    tx.commit().await?;
    let count = i64::try_from(rooms.len()).unwrap_or(i64::MAX);
    let listing = Listing::new(rooms.into_iter().map(RoomOutput::from).collect(), count, PageOf::whole(count));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Add a room.
#[utoipa::path(post, path = "/api/rooms", tag = "appointments", request_body = RoomInput,
    responses((status = 201, body = RoomOutput), Problems))]
async fn create_room(caller: Caller, Json(input): Json<RoomInput>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let room = operations::create(&mut tx, &input.name).await?;
    let answer = Answer::created(&RoomOutput::from(room), "/api/rooms/".to_owned())?;
    Ok(answer.commit(&caller, tx).await?)
}
