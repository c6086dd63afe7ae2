//! The mail server's side of SMTP: as much of it as those who hand letters in need.

use std::convert::Infallible;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::mail::{FakeMail, MailFate, Stage, StoredLetter};

/// Takes letters from whoever comes, for ever.
pub async fn serve_mail(mail: FakeMail, listener: TcpListener) -> io::Result<Infallible> {
    loop {
        let (stream, _) = listener.accept().await?;
        mail.connected();
        let talk = Talk { mail: mail.clone(), stream: BufReader::new(stream), is_known: false, from: None, to: None };
        tokio::spawn(talk.hold());
    }
}

/// One connection.
struct Talk {
    mail: FakeMail,
    stream: BufReader<TcpStream>,
    is_known: bool,
    from: Option<String>,
    to: Option<String>,
}

/// Whether the talk goes on.
type Going = io::Result<bool>;

impl Talk {
    async fn hold(mut self) {
        // Hung up on purpose, or by the other side.
        let _ = self.talk().await;
    }

    async fn talk(&mut self) -> io::Result<()> {
        if !self.pass(Stage::Greeting).await? {
            return Ok(());
        }
        self.say("220 fake.invalid ready").await?;
        while let Some(line) = self.line().await? {
            if !self.answer(line.trim_end()).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Deals out what is meant for the letter at this stage; says whether the talk goes on as usual.
    async fn pass(&mut self, stage: Stage) -> Going {
        match self.mail.fate_at(stage) {
            MailFate::Refused(_, code) => {
                self.say(&format!("{code} refused on purpose")).await?;
                Ok(false)
            }
            MailFate::Dropped(_) => Err(io::ErrorKind::ConnectionAborted.into()),
            MailFate::Accepted | MailFate::AcceptedAndDropped => Ok(true),
        }
    }

    async fn answer(&mut self, line: &str) -> Going {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" if self.mail.login().is_some() => {
                self.say("250-fake.invalid\r\n250-AUTH PLAIN\r\n250 8BITMIME").await?;
            }
            "EHLO" | "HELO" => self.say("250-fake.invalid\r\n250 8BITMIME").await?,
            "AUTH" => self.identify(rest).await?,
            "MAIL" if !self.is_known && self.mail.login().is_some() => self.say("530 who are you?").await?,
            "MAIL" => {
                self.from = Some(address(rest));
                self.say("250 noted").await?;
            }
            "RCPT" if self.from.is_none() => self.say("503 from whom?").await?,
            "RCPT" if self.pass(Stage::Recipient).await? => {
                self.to = Some(address(rest));
                self.say("250 noted").await?;
            }
            "RCPT" => {}
            "DATA" if self.to.is_none() => self.say("503 to whom?").await?,
            "DATA" => return self.take().await,
            "RSET" => {
                (self.from, self.to) = (None, None);
                self.say("250 forgotten").await?;
            }
            "NOOP" => self.say("250 here").await?,
            "QUIT" => {
                self.say("221 bye").await?;
                return Ok(false);
            }
            _ => self.say("502 not known here").await?,
        }
        Ok(true)
    }

    async fn identify(&mut self, rest: &str) -> io::Result<()> {
        let shown = rest.strip_prefix("PLAIN ").and_then(|text| STANDARD.decode(text).ok()).unwrap_or_default();
        let expected = self.mail.login().map(|(user, password)| format!("\0{user}\0{password}"));
        self.is_known = expected.is_some_and(|expected| expected.as_bytes() == shown);
        self.say(if self.is_known { "235 welcome" } else { "535 nobody by that name" }).await
    }

    async fn take(&mut self) -> Going {
        self.say("354 go on").await?;
        let mut text = String::new();
        loop {
            let Some(line) = self.line().await? else { return Ok(false) };
            match line.trim_end() {
                "." => break,
                // A dot at the beginning is doubled on the way.
                line => text.push_str(&format!("{}\r\n", line.strip_prefix('.').unwrap_or(line))),
            }
        }
        let (from, to) = (self.from.take().unwrap_or_default(), self.to.take().unwrap_or_default());
        match self.mail.fate_at(Stage::Text) {
            MailFate::Refused(_, code) => self.say(&format!("{code} refused on purpose")).await?,
            MailFate::Dropped(_) => return Ok(false),
            MailFate::AcceptedAndDropped => {
                self.mail.store(StoredLetter { from, to, text });
                return Ok(false);
            }
            MailFate::Accepted => {
                self.mail.store(StoredLetter { from, to, text });
                self.say("250 kept").await?;
            }
        }
        Ok(true)
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        Ok((self.stream.read_line(&mut line).await? > 0).then_some(line))
    }

    async fn say(&mut self, text: &str) -> io::Result<()> {
        self.stream.write_all(format!("{text}\r\n").as_bytes()).await
    }
}

/// What stands between the angle brackets.
fn address(text: &str) -> String {
    let inner = text.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or_else(String::new, |(address, _)| address.to_owned())
}
