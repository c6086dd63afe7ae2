//! `fake-carrier`: stands in for Twilio and for a mail server on a development machine and in tests.

#![forbid(unsafe_code)]

use std::io::Write as _;
use std::net::SocketAddr;
use std::os::unix::process::parent_id;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use fake_carrier::{FakeCarrier, Settings, serve, serve_mail};
use tokio::net::TcpListener;

/// A carrier that carries nothing.
#[derive(Parser)]
struct Wanted {
    #[arg(long, default_value = "127.0.0.1:8010")]
    listen: SocketAddr,
    /// Where letters are taken, by SMTP.
    #[arg(long, default_value = "127.0.0.1:8025")]
    listen_mail: SocketAddr,
    #[arg(long, default_value = "AC00000000000000000000000000000001")]
    account: String,
    #[arg(long, default_value = "fake-token")]
    token: String,
    /// As which number messages of a Messaging Service are sent.
    #[arg(long, default_value = "+15005550006")]
    number: String,
    /// Stop when the program that started it does.
    #[arg(long)]
    with_parent: bool,
    /// Where all callbacks are brought, such as `http://127.0.0.1:8000`.
    #[arg(long)]
    bring_to: Option<String>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let Wanted { listen, listen_mail, account, token, number, with_parent, bring_to } = Wanted::parse();
    let (listener, letters) = (TcpListener::bind(listen).await?, TcpListener::bind(listen_mail).await?);
    let (here, mail_here) = (listener.local_addr()?, letters.local_addr()?);
    writeln!(
        std::io::stdout(),
        "What is sent stands at http://{here}/; letters are taken at {mail_here} (Ctrl-C stops)"
    )?;
    let carrier = FakeCarrier::new(Settings { account, token, number, bring_to, now: Arc::new(now) });
    tokio::select! {
        stopped = serve_mail(carrier.mail().clone(), letters) => stopped.map(drop),
        stopped = serve(carrier, listener) => stopped.map(drop),
        stopped = tokio::signal::ctrl_c() => stopped,
        () = orphaned(), if with_parent => Ok(()),
    }
}

/// Until whoever started it is gone.
async fn orphaned() {
    let parent = parent_id();
    let mut rounds = tokio::time::interval(Duration::from_secs(1));
    while parent_id() == parent {
        rounds.tick().await;
    }
}

#[expect(clippy::disallowed_methods, reason = "a carrier has a clock of its own")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
