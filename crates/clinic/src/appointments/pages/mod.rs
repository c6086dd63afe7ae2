//! The pages of the day.
pub fn routes() -> axum::Router {
    axum::Router::new()
}
