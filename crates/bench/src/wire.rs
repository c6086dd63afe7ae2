//! A line to the program that stays open: a client that costs as little as it can.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::Outcome;

pub struct Line {
    stream: BufReader<TcpStream>,
    host: String,
}

/// What came back, and how long it took.
pub struct Answer {
    pub status: u16,
    pub took: Duration,
    pub head: String,
    pub body: String,
}

impl Line {
    pub fn open(url: &str, host: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(url.trim_start_matches("http://"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { stream: BufReader::new(stream), host: host.to_owned() })
    }

    /// Sends a request with further header lines, each ended by `\r\n`.
    pub fn ask(&mut self, start: &str, headers: &str, body: &str) -> Outcome<Answer> {
        let request =
            format!("{start} HTTP/1.1\r\nhost: {}\r\n{headers}content-length: {}\r\n\r\n{body}", self.host, body.len());
        let began = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut head, mut line) = (String::new(), String::new());
        while self.stream.read_line(&mut line)? > 2 {
            head.push_str(&std::mem::take(&mut line));
        }
        let length =
            head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let mut bytes = vec![0; length.unwrap_or(0)];
        self.stream.read_exact(&mut bytes)?;
        let took = began.elapsed();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or("no answer")?;
        Ok(Answer { status, took, head, body: String::from_utf8_lossy(&bytes).into_owned() })
    }

    /// Signs in; the answer's status says whether it worked.
    pub fn sign_in(&mut self, username: &str, password: &str) -> Outcome<Answer> {
        let body = serde_json::json!({ "username": username, "password": password }).to_string();
        self.ask("POST /api/auth/login/", "content-type: application/json\r\n", &body)
    }
}
