//! A service on this machine: says what it is told to say, and counts each question.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

/// What a path answers.
#[derive(Clone)]
pub enum Answer {
    Json(u16, Value),
    Text(u16, String),
    Redirect(String),
    /// Takes the question and keeps silent.
    Silence,
}

#[derive(Default)]
struct Script {
    answers: BTreeMap<String, Answer>,
    questions: Vec<(String, HeaderMap, String)>,
}

#[derive(Clone)]
pub struct Service {
    pub issuer: String,
    script: Arc<Mutex<Script>>,
}

pub const DISCOVERY: &str = "/.well-known/openid-configuration";

impl Service {
    /// Up and running, with these keys.
    pub async fn with_keys(keys: &[Value]) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let service = Self { issuer, script: Arc::default() };
        service.publish(keys);
        service.answer(DISCOVERY, Answer::Json(200, service.document()));
        let router = Router::new().fallback(reply).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    pub fn document(&self) -> Value {
        let issuer = &self.issuer;
        json!({
            "issuer": issuer,
            "jwks_uri": format!("{issuer}/jwks"),
            "authorization_endpoint": format!("{issuer}/authorize?tenant=north"),
            "token_endpoint": format!("{issuer}/token"),
            "introspection_endpoint": format!("{issuer}/introspect"),
            "userinfo_endpoint": format!("{issuer}/userinfo"),
        })
    }

    pub fn publish(&self, keys: &[Value]) {
        self.answer("/jwks", Answer::Json(200, json!({"keys": keys})));
    }

    pub fn answer(&self, path: &str, answer: Answer) {
        self.script.lock().unwrap().answers.insert(path.to_owned(), answer);
    }

    pub fn count(&self, path: &str) -> usize {
        self.script.lock().unwrap().questions.iter().filter(|(asked, ..)| asked == path).count()
    }

    pub fn count_all(&self) -> usize {
        self.script.lock().unwrap().questions.len()
    }

    /// The headers and the body of the last question there.
    pub fn last(&self, path: &str) -> (HeaderMap, String) {
        let script = self.script.lock().unwrap();
        let (_, headers, body) = script.questions.iter().rfind(|(asked, ..)| asked == path).unwrap();
        (headers.clone(), body.clone())
    }
}

async fn reply(State(service): State<Service>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let answer = {
        let mut script = service.script.lock().unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        script.questions.push((uri.path().to_owned(), headers, body));
        script.answers.get(uri.path()).cloned()
    };
    let status = |code| StatusCode::from_u16(code).unwrap();
    match answer {
        Some(Answer::Json(code, value)) => (status(code), value.to_string()).into_response(),
        Some(Answer::Text(code, text)) => (status(code), text).into_response(),
        Some(Answer::Redirect(to)) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Some(Answer::Silence) => std::future::pending().await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
