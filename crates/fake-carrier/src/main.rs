//! `fake-carrier`: stands in for Twilio on a development machine and in tests.

#![forbid(unsafe_code)]

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use clap::Parser;
use fake_carrier::{FakeCarrier, Settings, serve};
use tokio::net::TcpListener;

/// A carrier that carries nothing.
#[derive(Parser)]
struct Wanted {
    #[arg(long, default_value = "127.0.0.1:8010")]
    listen: SocketAddr,
    #[arg(long, default_value = "AC00000000000000000000000000000001")]
    account: String,
    #[arg(long, default_value = "fake-token")]
    token: String,
    /// As which number messages of a Messaging Service are sent.
    #[arg(long, default_value = "+15005550006")]
    number: String,
    /// Where all callbacks are brought, such as `http://127.0.0.1:8000`.
    #[arg(long)]
    bring_to: Option<String>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let Wanted { listen, account, token, number, bring_to } = Wanted::parse();
    let listener = TcpListener::bind(listen).await?;
    writeln!(std::io::stdout(), "Ready on http://{}/ (Ctrl-C stops)", listener.local_addr()?)?;
    let carrier = FakeCarrier::new(Settings { account, token, number, bring_to, now: Arc::new(now) });
    tokio::select! {
        stopped = serve(carrier, listener) => stopped.map(drop),
        stopped = tokio::signal::ctrl_c() => stopped,
    }
}

#[expect(clippy::disallowed_methods, reason = "a carrier has a clock of its own")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
