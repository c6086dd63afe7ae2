//! A clinic in numbers: who may see which, that they are right whatever happened, and that nobody can be told from them.

mod activity;
mod keeping;
mod money;
mod outcomes;
mod pages;
mod property;

use serde_json::Value;
use testkit::Client;

/// What an address under `/api/analytics/` says.
pub async fn told(client: &Client, path: &str) -> Value {
    client.get(&format!("/api/analytics/{path}")).await.expect(200).json()
}
