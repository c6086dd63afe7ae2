//! The administration's pages about webhooks.

mod list;
mod webhook;

use web::routing::Router;

pub fn routes() -> Router {
    Router::new().merge(list::routes()).merge(webhook::routes())
}

const HOME: &str = "/admin/webhooks/";
