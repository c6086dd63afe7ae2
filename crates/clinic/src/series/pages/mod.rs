//! Series at the desk: repeating a visit, seeing what that runs into first, and changing what is left of a series.

mod left;
mod repeating;

use tenancy::Action;
use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/reception/series/new/{appointment}", get(repeating::form).post(repeating::book))
        .route("/reception/series/{series}", get(left::view))
        .route("/reception/series/{series}/move", post(left::shift))
        .route("/reception/series/{series}/cancel", post(left::cancel))
}

/// What pages offer; templates ask by these names.
pub const BOOK: Action = Action::BookSeries;
pub const VIEW: Action = Action::ViewSeries;

type Pairs = Vec<(String, String)>;

/// A form as it was typed: some of its fields come several times.
struct Typed(Pairs);

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Option<i64> {
        people::text::ascii_digits(self.get(name)).parse().ok()
    }
}
