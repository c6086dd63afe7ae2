//! The administration's pages.

mod person;
mod policy;
mod roles;
mod staff;
mod tokens;

use web::routing::Router;

pub fn routes() -> Router {
    Router::new()
        .merge(staff::routes())
        .merge(person::routes())
        .merge(roles::routes())
        .merge(tokens::routes())
        .merge(policy::routes())
}
