//! How tests look at it and tell it what to do.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::behaviour::Behaviour;
use crate::mail::StoredLetter;
use crate::state::{FakeCarrier, Stored};

pub fn routes() -> Router<FakeCarrier> {
    Router::new()
        .route("/control/messages", get(messages))
        .route("/control/letters", get(letters))
        .route("/control/behaviour", put(behave))
        .route("/control/reply", post(reply))
}

async fn messages(State(carrier): State<FakeCarrier>) -> Json<Vec<Stored>> {
    Json(carrier.messages())
}

async fn letters(State(carrier): State<FakeCarrier>) -> Json<Vec<StoredLetter>> {
    Json(carrier.mail().letters())
}

async fn behave(State(carrier): State<FakeCarrier>, Json(behaviour): Json<Behaviour>) -> StatusCode {
    carrier.behave(behaviour);
    StatusCode::NO_CONTENT
}

/// Who answers what, and the clinic's address for it.
#[derive(Deserialize)]
struct Reply {
    from: String,
    body: String,
    address: String,
}

async fn reply(State(carrier): State<FakeCarrier>, Json(reply): Json<Reply>) -> Json<Value> {
    let status = carrier.reply(&reply.address, &reply.from, &reply.body).await;
    Json(json!({ "status": status }))
}
