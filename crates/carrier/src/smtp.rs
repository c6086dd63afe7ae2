//! Mail by SMTP (RFC 5321): one session for several letters, and for each letter one outcome.
//!
//! A mail server cannot be asked afterwards what it has. So the moment at which a letter may have changed hands is kept
//! apart: whatever breaks off before its text is sent has sent nothing; what breaks off after it stays unknown.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use tokio::time::{Instant, timeout_at};

use crate::{Accepted, LONGEST_CALL, Outcome, Progress, Refusal, Retry, Token};

/// Where a clinic's mail is handed in, and as whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User and password, where the server wants to know who sends.
    pub login: Option<(String, Token)>,
    pub sender: Address,
    /// What stands beside the sender's address.
    pub sender_name: String,
}

/// How a session is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Plain until both have agreed on TLS; a server that does not is sent nothing.
    StartTls,
    /// Not at all: for a relay on the same machine.
    Plain,
}

/// A letter that is to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Ours, and the same at every try: what somebody got twice all the same can be told by it.
    pub reference: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    pub at: Timestamp,
}

/// Whether mail servers may live at an address.
pub type Reaches = Arc<dyn Fn(IpAddr) -> bool + Send + Sync>;

/// The way to mail servers, shared by all clinics.
#[derive(Clone)]
pub struct Smtp {
    reaches: Reaches,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Smtp(..)")
    }
}

impl Smtp {
    /// Clinics name their servers themselves: `reaches` keeps them from neighbours that are none of their business.
    pub fn new(reaches: Reaches) -> Self {
        Self { reaches }
    }

    /// A session with that server, which is opened with the first letter.
    pub fn session<'a>(&'a self, server: &'a MailServer) -> Session<'a> {
        Session { smtp: self, server, connection: None }
    }

    /// The server's addresses that may be called: what is judged is what is used.
    async fn resolve(&self, server: &MailServer) -> Result<Vec<SocketAddr>, Refusal> {
        let found = tokio::net::lookup_host((server.host.as_str(), server.port)).await;
        let found = found.map_err(|_| refusal("no_such_host", Retry::Later(None)))?;
        let allowed: Vec<SocketAddr> = found.filter(|address| (self.reaches)(address.ip())).collect();
        if allowed.is_empty() { Err(refusal("out_of_reach", Retry::Never)) } else { Ok(allowed) }
    }

    async fn connect(&self, server: &MailServer) -> Result<AsyncSmtpConnection, Refusal> {
        let addresses = self.resolve(server).await?;
        let hello = ClientId::Domain(server.sender.domain().to_owned());
        let tls = || TlsParameters::new(server.host.clone()).map_err(|error| before_the_text(&error));
        let at_once = if server.security == Security::Tls { Some(tls()?) } else { None };
        let connected =
            AsyncSmtpConnection::connect_tokio1(addresses.as_slice(), Some(CONNECTED), &hello, at_once, None);
        let mut connection = connected.await.map_err(|error| before_the_text(&error))?;
        if server.security == Security::StartTls {
            if !connection.can_starttls() {
                connection.abort().await;
                return Err(refusal("no_starttls", Retry::Never));
            }
            connection.starttls(tls()?, &hello).await.map_err(|error| before_the_text(&error))?;
        }
        if let Some((user, password)) = &server.login {
            let credentials = Credentials::new(user.clone(), password.reveal().to_owned());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(|error| before_the_text(&error))?;
        }
        Ok(connection)
    }
}

const CONNECTED: Duration = Duration::from_secs(3);

/// Letters to one server, one after the other over one connection.
pub struct Session<'a> {
    smtp: &'a Smtp,
    server: &'a MailServer,
    connection: Option<AsyncSmtpConnection>,
}

impl Session<'_> {
    /// Hands one letter over, and over a new connection where the last one broke.
    pub async fn send(&mut self, letter: Letter<'_>) -> Outcome {
        let until = Instant::now() + LONGEST_CALL;
        let (name, letter_bytes, to) = match written(self.server, letter) {
            Ok(written) => written,
            Err(code) => return Outcome::Refused(refusal(code, Retry::Never)),
        };
        let announced = match timeout_at(until, self.announce(to)).await {
            Ok(announced) => announced,
            Err(_) => Err(refusal("too_slow", Retry::Later(None))),
        };
        let mut connection = match announced {
            Ok(connection) => connection,
            Err(refusal) => return Outcome::Refused(refusal),
        };
        // From here on nobody can tell any more, unless the server says so.
        match timeout_at(until, connection.message(&letter_bytes)).await {
            Ok(Ok(_)) => {
                self.connection = Some(connection);
                Outcome::Accepted(Accepted { sid: name, progress: Progress::Sent, segments: None })
            }
            Ok(Err(error)) if error.status().is_some() => {
                self.connection = Some(connection);
                Outcome::Refused(before_the_text(&error))
            }
            Ok(Err(_)) | Err(_) => {
                tracing::warn!("a mail server broke off in the middle of a letter");
                Outcome::Unknown
            }
        }
    }

    /// Says for whom a letter is, until the server waits for its text.
    async fn announce(&mut self, to: Address) -> Result<AsyncSmtpConnection, Refusal> {
        let mut connection = self.ready().await?;
        let said = async {
            connection.command(Mail::new(Some(self.server.sender.clone()), Vec::new())).await?;
            connection.command(Rcpt::new(to, Vec::new())).await?;
            connection.command(Data).await
        };
        match said.await {
            Ok(_) => Ok(connection),
            Err(error) => {
                // What the server said no to is about this letter; the next one may fare better.
                if error.status().is_some() && connection.command(Rset).await.is_ok() {
                    self.connection = Some(connection);
                }
                Err(before_the_text(&error))
            }
        }
    }

    /// The connection of the letter before, where it still stands.
    async fn ready(&mut self) -> Result<AsyncSmtpConnection, Refusal> {
        if let Some(mut kept) = self.connection.take()
            && kept.test_connected().await
        {
            return Ok(kept);
        }
        self.smtp.connect(self.server).await
    }

    /// Says good-bye; whether the server hears it does not matter any more.
    pub async fn close(mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = timeout_at(Instant::now() + CONNECTED, connection.quit()).await;
        }
    }
}

fn refusal(code: &str, retry: Retry) -> Refusal {
    Refusal { code: code.to_owned(), retry }
}

/// What the server said no to, or that it was not reached: either way it has nothing.
fn before_the_text(error: &Error) -> Refusal {
    match error.status() {
        Some(code) if error.is_permanent() => refusal(&format!("smtp_{code}"), Retry::Never),
        Some(code) => refusal(&format!("smtp_{code}"), Retry::Later(None)),
        None if error.is_tls() => refusal("tls", Retry::Later(None)),
        None if error.is_client() => refusal("not_offered", Retry::Never),
        None => refusal("unreachable", Retry::Later(None)),
    }
}

/// The letter as it travels, under its name; the error says what is wrong with it.
fn written(server: &MailServer, letter: Letter<'_>) -> Result<(String, Vec<u8>, Address), &'static str> {
    let to: Address = letter.to.parse().map_err(|_| "address")?;
    // Not every server on the way knows other letters in an address, and none says so in time.
    if !letter.to.is_ascii() {
        return Err("address");
    }
    let name = format!("<{}@{}>", letter.reference, server.sender.domain());
    let sender_name = Some(server.sender_name.clone()).filter(|name| !name.is_empty());
    let message = Message::builder()
        .from(Mailbox::new(sender_name, server.sender.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject)
        .message_id(Some(name.clone()))
        .date(SystemTime::from(letter.at))
        // So that nobody's absence answers (RFC 3834).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.to_owned())
        .map_err(|_| "letter")?;
    Ok((name, message.formatted(), to))
}
