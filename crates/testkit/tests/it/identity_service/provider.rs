//! The service itself: `tests/identity/service.mjs`, a process of its own that goes with the test.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use reqwest::{Client, redirect};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};

/// A running service.
pub struct Provider {
    issuer: String,
    http: Client,
    process: Child,
    // It ends when this is closed, should the test end without a word.
    _lifeline: ChildStdin,
}

impl Provider {
    pub async fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut process = Command::new("node")
            .arg("tests/identity/service.mjs")
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("node, and what `npm ci` installs");
        let (lifeline, said) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let line = BufReader::new(said).lines().next_line().await.unwrap().expect("the service says where it is");
        let issuer = serde_json::from_str::<Value>(&line).unwrap()["issuer"].as_str().unwrap().to_owned();
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        Self { issuer, http, process, _lifeline: lifeline }
    }

    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Stops, as a service does that is gone.
    pub async fn stop(&mut self) {
        self.process.kill().await.unwrap();
    }

    pub async fn state(&self) -> Value {
        let text = self.http.get(format!("{}/test/state", self.issuer)).send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// How often a path was asked for.
    pub async fn count(&self, path: &str) -> u64 {
        self.state().await["counts"][path].as_u64().unwrap_or(0)
    }

    /// Signs with a new key from now on.
    pub async fn rotate(&self) {
        self.http.post(format!("{}/test/rotate", self.issuer)).send().await.unwrap();
    }

    /// Somebody sits down at the keyboard, or goes away.
    pub async fn seat(&self, person: Value) {
        let body = person.to_string();
        self.http.post(format!("{}/test/people", self.issuer)).body(body).send().await.unwrap();
    }

    pub async fn at_keyboard(&self, person: &str) {
        self.seat(json!({ "at_keyboard": person })).await;
    }

    /// A token for a program.
    pub async fn token(&self, program: &str) -> String {
        self.token_for(program, "urn:praxis").await
    }

    pub async fn token_for(&self, program: &str, resource: &str) -> String {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("grant_type", "client_credentials"), ("resource", resource), ("scope", "api")])
            .extend_pairs([("client_id", program), ("client_secret", &format!("{program}-secret"))])
            .finish();
        let answer = self.http.post(format!("{}/token", self.issuer)).header("content-type", FORM).body(form);
        let answer: Value = serde_json::from_str(&answer.send().await.unwrap().text().await.unwrap()).unwrap();
        answer["access_token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
    }

    /// Follows the service's own pages, as a browser does, until they lead elsewhere: where to.
    pub async fn walk(&self, address: &str) -> String {
        let (mut cookies, mut address) = (Vec::<(String, String)>::new(), address.to_owned());
        while address.starts_with(&self.issuer) {
            let cookie: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let answer = self.http.get(&address).header("cookie", cookie.join("; ")).send().await.unwrap();
            for line in answer.headers().get_all("set-cookie") {
                let pair = line.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                cookies.retain(|(known, _)| known != name);
                cookies.push((name.to_owned(), value.to_owned()));
            }
            let next = answer.headers().get("location").map(|next| next.to_str().unwrap().to_owned());
            let Some(next) = next else { panic!("{address} leads nowhere: {}", answer.text().await.unwrap()) };
            address = if next.starts_with('/') { format!("{}{next}", self.issuer) } else { next };
        }
        address
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
