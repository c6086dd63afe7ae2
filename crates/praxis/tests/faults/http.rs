//! The least of an HTTP client: one request, one connection, and no endless waiting.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longer than any answer may take, whatever happens to the database.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub struct Request<'a> {
    pub method: &'static str,
    pub path: &'a str,
    pub token: &'a str,
    pub idempotency_key: Option<&'a str>,
    pub body: Option<Value>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields.find_map(|(found, value)| found.eq_ignore_ascii_case(name).then_some(value.trim()))
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Request<'_> {
    fn text(&self) -> String {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let proof = match self.token {
            "" => String::new(),
            token => format!("authorization: Bearer {token}\r\n"),
        };
        let key = self.idempotency_key.map(|key| format!("idempotency-key: {key}\r\n")).unwrap_or_default();
        format!(
            "{} {} HTTP/1.1\r\nhost: north.localhost\r\ncontent-type: application/json\r\n\
             {proof}{key}connection: close\r\ncontent-length: {}\r\n\r\n{body}",
            self.method,
            self.path,
            body.len()
        )
    }

    /// The whole answer; none when the connection was refused or broke off.
    pub async fn send(&self, to: SocketAddr) -> Option<Answer> {
        self.send_within(to, PATIENCE).await
    }

    /// As [`Self::send`], where so many ask that each waits for the others.
    pub async fn send_within(&self, to: SocketAddr, patience: Duration) -> Option<Answer> {
        let answered = tokio::time::timeout(patience, self.exchange(to)).await;
        answered.unwrap_or_else(|_| panic!("{} {} hung for {patience:?}", self.method, self.path))
    }

    async fn exchange(&self, to: SocketAddr) -> Option<Answer> {
        let mut socket = TcpStream::connect(to).await.ok()?;
        socket.write_all(self.text().as_bytes()).await.ok()?;
        let mut bytes = Vec::new();
        socket.read_to_end(&mut bytes).await.ok()?;
        let text = String::from_utf8(bytes).expect("an answer in UTF-8");
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Answer { status, head: head.to_owned(), body: body.to_owned() };
        let whole = answer.header("content-length").is_some_and(|length| length.parse() == Ok(body.len()));
        whole.then_some(answer)
    }
}
