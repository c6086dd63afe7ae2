//! A document that is much larger than what the program may hold of it, sent and fetched byte by byte.

use std::net::SocketAddr;

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::clinic::Clinic;
use crate::http::Request;

const PIECE: usize = 64 * 1024;

/// Where a clinic is to be found, and who asks.
pub struct Door {
    pub address: SocketAddr,
    pub token: String,
}

/// A document of the first patient, to which nothing was uploaded yet.
pub async fn announce(clinic: &Clinic) -> String {
    let body = json!({ "title": "Scan", "kind": "imaging", "contact": clinic.patients[0] });
    let (token, idempotency_key) = (clinic.token.as_str(), None);
    let request = Request { method: "POST", path: "/business/documents", token, idempotency_key, body: Some(body) };
    let answer = request.send(clinic.program.address).await.expect("an answer");
    assert_eq!(answer.status, 201);
    format!("/business/documents/{}", answer.json()["id"].as_str().expect("an id"))
}

/// What stands at a place of the document.
fn piece(number: usize) -> Vec<u8> {
    let mut piece: Vec<u8> = (0..PIECE).map(|place| (place * 7 + number * 13 + place / 251).to_le_bytes()[0]).collect();
    if number == 0 {
        piece[..9].copy_from_slice(b"%PDF-1.7\n");
    }
    piece
}

/// Sends so many pieces of a document that says it has `all`; says what was answered when those are all.
pub async fn send(door: &Door, document: &str, pieces: usize, all: usize) -> Option<u16> {
    let mut line = line_to(door.address).await?;
    let head = format!(
        "POST {document}/upload HTTP/1.1\r\nhost: north.localhost\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
         content-type: application/octet-stream\r\ncontent-length: {}\r\n\r\n",
        door.token,
        all * PIECE
    );
    line.write_all(head.as_bytes()).await.ok()?;
    for number in 0..pieces {
        line.write_all(&piece(number)).await.ok()?;
    }
    if pieces < all {
        return None;
    }
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

/// Fetches the document and holds it against what was sent; says how many pieces it has.
pub async fn fetch(door: &Door, document: &str) -> usize {
    let mut line = line_to(door.address).await.expect("a connection");
    let head = format!(
        "GET {document}/download HTTP/1.1\r\nhost: north.localhost\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n",
        door.token
    );
    line.write_all(head.as_bytes()).await.expect("a request");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(line.read_u8().await.expect("the head of an answer"));
    }
    assert!(head.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&head));
    let (mut number, mut got) = (0, vec![0; PIECE]);
    while line.read_exact(&mut got).await.is_ok() {
        assert!(got == piece(number), "piece {number}");
        number += 1;
    }
    number
}

async fn line_to(address: SocketAddr) -> Option<TcpStream> {
    TcpStream::connect(address).await.ok()
}
