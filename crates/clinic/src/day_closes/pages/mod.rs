//! The pages about the end of a day: which days are open, counting one, and its sheet.

mod form;
mod list;
mod sheet;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/day-closes", get(list::list).post(form::close))
        .route("/day-closes/new", get(form::form))
        .route("/day-closes/{close}", get(sheet::show))
        .route("/day-closes/{close}/reopen", post(sheet::reopen))
}
