//! What a large document costs, sent and fetched, beside a plain copy of the same bytes through the same HTTP stack.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::routing::get;
use futures::StreamExt as _;
use http::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::clinics::{self, Clinic, PASSWORD, USERNAME};
use crate::server::Server;
use crate::sign_in::{NO_LIMITS, percentile};
use crate::wire::Line;
use crate::{Options, Outcome, ground};

pub const NAME: &str = "documents";

const MEGABYTES: usize = 200;
const ROUNDS: usize = 7;

#[derive(Default)]
pub struct Documents {
    sealed: Times,
    plain: Times,
    /// By how much the program's memory grew at most, in KiB.
    grew: u64,
}

#[derive(Default)]
struct Times {
    sent: Vec<Duration>,
    fetched: Vec<Duration>,
}

pub async fn measure(options: &Options) -> Outcome<Documents> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let clinic = clinics::furnish(&house, 0, 1).await?;
    house.close().await;
    let scan = folder.path().join("scan.pdf");
    draw(&scan)?;
    let server = Server::start(&options.praxis, folder.path(), NO_LIMITS)?;
    let mut line = Line::open(&server.url, &clinic.host)?;
    let tokens: Value = serde_json::from_str(&line.sign_in(USERNAME, PASSWORD)?.body)?;
    let token = tokens.get("access").and_then(Value::as_str).ok_or("no access token")?;
    let headers = [format!("host: {}", clinic.host), format!("authorization: Bearer {token}")];
    let plain = copier(folder.path().join("copy")).await?;
    let mut documents = Documents::default();
    // In turns, so that what slows the machine down slows both.
    for _ in 0..ROUNDS {
        let path = announce(&mut line, &clinic, token)?;
        let before = server.peak_from_now()?;
        documents.sealed.sent.push(send(&format!("{}{path}/upload", server.url), &headers, &scan)?);
        documents.sealed.fetched.push(fetch(&format!("{}{path}/download", server.url), &headers)?);
        documents.grew = documents.grew.max(server.peak().saturating_sub(before));
        documents.plain.sent.push(send(&plain, &headers, &scan)?);
        documents.plain.fetched.push(fetch(&plain, &headers)?);
    }
    server.stop()?;
    cluster.close().await?;
    Ok(documents)
}

fn draw(scan: &Path) -> Outcome {
    let mut file = File::create(scan)?;
    let mut page: Vec<u8> = (0..1_000_000_usize).map(|place| (place * 7 + place / 251).to_le_bytes()[0]).collect();
    page.splice(..9, *b"%PDF-1.7\n");
    for _ in 0..MEGABYTES {
        file.write_all(&page)?;
    }
    Ok(())
}

fn announce(line: &mut Line, clinic: &Clinic, token: &str) -> Outcome<String> {
    let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
    let body = json!({ "title": "Scan", "kind": "imaging", "contact": clinic.patient(0) });
    let answer = line.ask("POST /business/documents", &headers, &body.to_string())?;
    let made: Value = serde_json::from_str(&answer.body)?;
    let id = made.get("id").and_then(Value::as_str).ok_or("no document")?;
    Ok(format!("/business/documents/{id}"))
}

fn send(url: &str, headers: &[String], scan: &Path) -> Outcome<Duration> {
    let scan = scan.to_string_lossy();
    curl(url, headers, &["-X", "POST", "-H", "expect:", "-H", "content-type: application/octet-stream", "-T", &scan])
}

fn fetch(url: &str, headers: &[String]) -> Outcome<Duration> {
    curl(url, headers, &[])
}

/// How long it took, as curl has it.
fn curl(url: &str, headers: &[String], what: &[&str]) -> Outcome<Duration> {
    let mut call = Command::new("curl");
    call.args(["--silent", "--show-error", "--fail", "-o", "/dev/null", "-w", "%{time_total}"]).args(what);
    for header in headers {
        call.args(["-H", header]);
    }
    let done = call.arg(url).output()?;
    if !done.status.success() {
        return Err(format!("{url}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(Duration::from_secs_f64(String::from_utf8_lossy(&done.stdout).trim().parse()?))
}

/// Takes bytes into a file that is on the disk when it answers, and gives them back: no keys, no database, no record.
async fn copier(path: PathBuf) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/copy", listener.local_addr()?);
    let routes = Router::new().route("/copy", get(give).post(take)).with_state(path);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(url)
}

async fn take(State(path): State<PathBuf>, body: Body) -> StatusCode {
    let copy = async {
        let mut file = tokio::fs::File::create(path).await?;
        let mut bytes = body.into_data_stream();
        while let Some(piece) = bytes.next().await {
            file.write_all(&piece.map_err(std::io::Error::other)?).await?;
        }
        file.sync_all().await
    };
    if copy.await.is_ok() { StatusCode::NO_CONTENT } else { StatusCode::INTERNAL_SERVER_ERROR }
}

async fn give(State(path): State<PathBuf>) -> Result<Body, StatusCode> {
    let file = tokio::fs::File::open(path).await.map_err(|_| StatusCode::NOT_FOUND)?;
    let pieces = futures::stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; 64 * 1024];
        let length = file.read(&mut piece).await?;
        piece.truncate(length);
        Ok::<_, std::io::Error>((length > 0).then_some((piece, file)))
    });
    Ok(Body::from_stream(pieces))
}

impl Documents {
    pub fn text(mut self) -> String {
        let told = |sealed: &mut Vec<Duration>, plain: &mut Vec<Duration>| {
            let (sealed, plain) = (percentile(sealed, 50).as_secs_f64(), percentile(plain, 50).as_secs_f64());
            let speed = f64::from(u16::try_from(MEGABYTES).unwrap_or(u16::MAX)) / sealed;
            format!("{speed:.0} MB/s, {:.2} of a plain copy", plain / sealed)
        };
        format!(
            "A document of {MEGABYTES} MB, sealed and checked: sent at {}, fetched at {} (medians of {ROUNDS}, in turns; the \
             copy is on the disk, too, when it is acknowledged); memory grows by {:.1} MB at most.",
            told(&mut self.sealed.sent, &mut self.plain.sent),
            told(&mut self.sealed.fetched, &mut self.plain.fetched),
            f64::from(u32::try_from(self.grew).unwrap_or(u32::MAX)) / 1024.0
        )
    }
}
