//! Tags, and deeds that are done to many at once.

mod lists;
mod messages;
mod pages;
mod tags;
mod visits;

use serde_json::{Value, json};
use testkit::{Client, Response};
use uuid::Uuid;

/// Does it to these people by the API.
pub async fn bulk(client: &Client, deed: &str, ids: &[Uuid], more: &Value) -> Response {
    let mut input = json!({ "ids": ids });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    let path = match deed {
        "restore" => "/api/recycle-bin/bulk/restore/".to_owned(),
        deed => format!("/business/contacts/bulk/{deed}"),
    };
    client.post(&path, &input).await
}

/// How many it was done to, was needless for and was refused to, and the codes of the refusals.
pub fn told(answer: &Response) -> (u64, u64, u64, Vec<String>) {
    let answer = answer.json();
    let count = |name: &str| answer[name].as_u64().expect("a number");
    let rows = answer["results"].as_array().expect("a list");
    let codes = rows.iter().filter_map(|row| row["code"].as_str()).map(str::to_owned);
    (count("done"), count("unchanged"), count("refused"), codes.collect())
}

/// What somebody's tags are called.
pub async fn tags_of(client: &Client, id: Uuid) -> Vec<String> {
    let tags = client.get(&format!("/business/contacts/{id}/tags")).await.expect(200).json();
    tags["items"].as_array().expect("a list").iter().map(|tag| tag["name"].as_str().unwrap().to_owned()).collect()
}
