//! Our side of the line against the fake mail server, over a socket.

use std::sync::Arc;

use carrier::{Letter, MailServer, Outcome, Retry, Security, Smtp, Token};
use fake_carrier::{FakeMail, MailFate, Stage, serve_mail};
use tokio::net::TcpListener;

struct Line {
    mail: FakeMail,
    smtp: Smtp,
    server: MailServer,
}

impl Line {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mail = FakeMail::default();
        tokio::spawn(serve_mail(mail.clone(), listener));
        let server = MailServer {
            host: "127.0.0.1".to_owned(),
            port,
            security: Security::Plain,
            login: None,
            sender: "desk@nile.example".parse().unwrap(),
            sender_name: String::new(),
        };
        Self { mail, smtp: Smtp::new(Arc::new(|_| true)), server }
    }

    /// Hands letters in, all in one session.
    async fn send(&self, to: &[&str]) -> Vec<Outcome> {
        let mut session = self.smtp.session(&self.server);
        let mut outcomes = Vec::new();
        for (number, to) in to.iter().enumerate() {
            let reference = number.to_string();
            let at = "2030-01-07T07:00:00Z".parse().unwrap();
            let letter = Letter { reference: &reference, to, subject: "Your visit", body: "x", at };
            outcomes.push(session.send(letter).await);
        }
        session.close().await;
        outcomes
    }
}

fn code(outcome: &Outcome) -> (&str, Option<Retry>) {
    match outcome {
        Outcome::Accepted(accepted) => (&accepted.sid, None),
        Outcome::Refused(refusal) => (&refusal.code, Some(refusal.retry)),
        Outcome::Unknown => ("unknown", None),
    }
}

#[tokio::test]
async fn letters_of_one_session_go_over_one_connection_and_bear_our_names() {
    let line = Line::open().await;
    let outcomes = line.send(&["mona@example.org", "omar@example.org"]).await;
    let names: Vec<_> = outcomes.iter().map(code).collect();
    assert_eq!(names, [("<0@nile.example>", None), ("<1@nile.example>", None)]);
    let letters = line.mail.letters();
    assert_eq!((letters.len(), letters[1].header("message-id")), (2, Some("<1@nile.example>")));
    assert_eq!(letters[0].header("date"), Some("Mon, 07 Jan 2030 07:00:00 +0000"));
    assert_eq!(line.mail.connections(), 1);
}

#[tokio::test]
async fn what_the_server_said_is_known_and_what_it_could_not_say_is_not() {
    let line = Line::open().await;
    line.mail.treat([
        MailFate::Refused(Stage::Greeting, 421),
        MailFate::Refused(Stage::Recipient, 550),
        MailFate::Refused(Stage::Text, 452),
        MailFate::Dropped(Stage::Recipient),
        MailFate::Dropped(Stage::Text),
        MailFate::AcceptedAndDropped,
    ]);
    let outcomes = line.send(&["mona@example.org"; 7]).await;
    let said: Vec<_> = outcomes.iter().map(code).collect();
    let expected = [
        ("smtp_421", Some(Retry::Later(None))),
        ("smtp_550", Some(Retry::Never)),
        ("smtp_452", Some(Retry::Later(None))),
        ("unreachable", Some(Retry::Later(None))),
        ("unknown", None),
        ("unknown", None),
        ("<6@nile.example>", None),
    ];
    assert_eq!(said, expected);
    assert_eq!(line.mail.letters().len(), 2);
}

#[tokio::test]
async fn a_server_that_nobody_reaches_has_nothing() {
    let mut line = Line::open().await;
    line.server.port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    assert_eq!(code(&line.send(&["mona@example.org"]).await[0]), ("unreachable", Some(Retry::Later(None))));
    line.smtp = Smtp::new(Arc::new(|_| false));
    assert_eq!(code(&line.send(&["mona@example.org"]).await[0]), ("out_of_reach", Some(Retry::Never)));
}

#[tokio::test]
async fn a_password_is_said_to_no_server_that_does_not_encrypt() {
    let mut line = Line::open().await;
    line.server.security = Security::StartTls;
    line.server.login = Some(("desk".to_owned(), Token::new("secret".to_owned())));
    assert_eq!(code(&line.send(&["mona@example.org"]).await[0]), ("no_starttls", Some(Retry::Never)));
    line.server.security = Security::Tls;
    assert_eq!(code(&line.send(&["mona@example.org"]).await[0]).1, Some(Retry::Later(None)));
    assert!(line.mail.letters().is_empty());
}

#[tokio::test]
async fn an_address_that_not_every_server_knows_is_refused_here() {
    let line = Line::open().await;
    for to in ["منى@example.org", "nobody"] {
        assert_eq!(code(&line.send(&[to]).await[0]), ("address", Some(Retry::Never)), "{to}");
    }
}
