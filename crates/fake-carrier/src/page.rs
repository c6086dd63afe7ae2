//! Its own page: what it was given, for whoever develops.

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;

use crate::state::FakeCarrier;

pub fn routes() -> Router<FakeCarrier> {
    Router::new().route("/", get(show))
}

const HEAD: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"5\">\
    <title>Fake carrier</title><style>body{font:1rem system-ui;margin:2rem auto;max-width:50rem;padding:0 1rem;\
    color-scheme:light dark}li{margin-block:.75rem}pre{white-space:pre-wrap;margin:0}</style>";

/// Everything it has, the newest first.
async fn show(State(carrier): State<FakeCarrier>) -> Html<String> {
    let texts = carrier.messages().into_iter().rev().map(|it| {
        format!("<li><b>{}</b> <small>{}</small><pre dir=\"auto\">{}</pre>", plain(&it.to), it.status, plain(&it.body))
    });
    let letters = carrier
        .mail()
        .letters()
        .into_iter()
        .rev()
        .map(|it| format!("<li><b>{}</b><pre dir=\"auto\">{}</pre>", plain(&it.to), plain(&it.text)));
    let (texts, letters) = (texts.collect::<String>(), letters.collect::<String>());
    Html(format!("{HEAD}<h1>Fake carrier</h1><h2>Text messages</h2><ul>{texts}</ul><h2>Letters</h2><ul>{letters}</ul>"))
}

fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
