//! The pages of support: leave to look, the door, and what support sees of the settings.

mod door;
mod grants;
mod settings;

use web::routing::Router;

pub fn routes() -> Router {
    Router::new().merge(grants::routes()).merge(door::routes()).merge(settings::routes())
}
