//! A clinic whose messages go out over a carrier and a mail server, which run beside the test and behave as badly as they
//! are told to.

mod answers;
mod api;
mod letters;
mod notices;
mod pages;
mod reminders;
mod sending;
mod texts;
mod webhook;

use std::sync::Arc;

use carrier::{Smtp, Twilio};
use clinic::messages::model::{Lane, Message, MessageKind, NewMessage, Recipient};
use clinic::messages::notices::tell;
use clinic::messages::operations::{self, Secrets};
use clinic::messages::sending::{Line, send_due};
use clinic::messages::settings::{MailSecurity, Messaging, Provider};
use fake_carrier::{Behaviour, FakeCarrier, FakeMail, Order, Settings, serve, serve_mail};
use jiff::{SignedDuration, Timestamp};
use people::{Email, Phone, Region};
use testkit::TestClinic;
use url::Url;
use uuid::Uuid;
use web::Expected;

pub const ACCOUNT: &str = "AC1";
pub const TOKEN: &str = "secret";
pub const PHONE: &str = "+201001234567";
pub const PASSWORD: &str = "post office";

/// A clinic, its carrier, and the line between them.
pub struct Ground {
    pub clinic: TestClinic,
    pub fake: FakeCarrier,
    pub mail: FakeMail,
    pub mail_port: u16,
    pub line: Line,
}

impl Ground {
    pub async fn new() -> Self {
        let clinic = TestClinic::new().await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let clock = clinic.clock().clone();
        let settings = Settings {
            account: ACCOUNT.to_owned(),
            token: TOKEN.to_owned(),
            number: "+15005550006".to_owned(),
            bring_to: Some(format!("http://{}", clinic.listen().await)),
            now: Arc::new(move || clock.now()),
        };
        let fake = FakeCarrier::new(settings);
        tokio::spawn(serve(fake.clone(), listener));
        let letters = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (mail, mail_port) = (FakeMail::with_login("clinic", PASSWORD), letters.local_addr().unwrap().port());
        tokio::spawn(serve_mail(mail.clone(), letters));
        let smtp = Smtp::new(Arc::new(|address| address.is_loopback()));
        let line = Line {
            twilio: Twilio::new(base),
            smtp,
            public_url: "https://{host}".to_owned(),
            settled: SignedDuration::from_secs(120),
        };
        let ground = Self { clinic, fake, mail, mail_port, line };
        ground.behave(Behaviour::default());
        ground.set(|_| {}).await;
        ground
    }

    /// Of itself it tells nothing: the tests say when it does.
    pub fn behave(&self, behaviour: Behaviour) {
        self.fake.behave(Behaviour { callbacks: Order::Never, ..behaviour });
    }

    /// The clinic sends by the carrier and the mail server, with these changes.
    pub async fn set(&self, change: impl FnOnce(&mut Messaging)) {
        let mut tx = self.clinic.scene().await;
        let mut messaging = Messaging {
            provider: Provider::Twilio,
            account_sid: ACCOUNT.to_owned(),
            service_sid: "MG1".to_owned(),
            mail: Provider::Smtp,
            mail_host: "127.0.0.1".to_owned(),
            mail_port: self.mail_port,
            mail_security: MailSecurity::Plain,
            mail_user: "clinic".to_owned(),
            mail_sender: "desk@nile.example".to_owned(),
            ..Messaging::default()
        };
        change(&mut messaging);
        let secrets = Secrets { token: Some(TOKEN.to_owned()), mail_password: Some(PASSWORD.to_owned()) };
        operations::save(&mut tx, &messaging, &secrets, &Expected::Any).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn queue(&self, kind: MessageKind, body: &str) -> Uuid {
        self.queue_until(kind, body, None).await
    }

    pub async fn queue_until(&self, kind: MessageKind, body: &str, expires_at: Option<Timestamp>) -> Uuid {
        let recipient = Phone::parse(PHONE, Region::parse("EG").unwrap()).unwrap().into();
        self.queue_to(recipient, kind, body, expires_at).await
    }

    /// A letter in the outbox.
    pub async fn queue_letter(&self, to: &str, body: &str) -> Uuid {
        let recipient = Recipient::Email { address: Email::parse(to).unwrap(), subject: "Your appointment".to_owned() };
        self.queue_to(recipient, MessageKind::WaitlistOffer, body, None).await
    }

    async fn queue_to(
        &self,
        recipient: Recipient,
        kind: MessageKind,
        body: &str,
        expires_at: Option<Timestamp>,
    ) -> Uuid {
        self.clinic.advance(SignedDuration::from_millis(1));
        let message = NewMessage { kind, patient: None, recipient, body: body.to_owned(), visit: None, expires_at };
        let mut tx = self.clinic.scene().await;
        let id = operations::queue(&mut tx, &message).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// One look at each line; when the next one is wanted.
    pub async fn send(&self) -> Option<Timestamp> {
        let (house, tenant) = (self.clinic.house(), self.clinic.tenant());
        let urgent = send_due(house, tenant, &self.line, Lane::Urgent).await.unwrap();
        let rest = send_due(house, tenant, &self.line, Lane::Rest).await.unwrap();
        [urgent, rest].into_iter().flatten().min()
    }

    /// Says what has to be said of appointments by now; when there is more.
    pub async fn tell(&self) -> Option<Timestamp> {
        tell(self.clinic.house(), self.clinic.app().texts(), self.clinic.tenant()).await.unwrap()
    }

    pub fn wait(&self, seconds: i64) {
        self.clinic.advance(SignedDuration::from_secs(seconds));
    }

    /// The whole outbox, the newest first.
    pub async fn outbox(&self) -> Vec<Message> {
        let mut tx = self.clinic.scene().await;
        let found = operations::list(&mut tx, 10_000).await.unwrap();
        tx.commit().await.unwrap();
        found
    }

    pub async fn message(&self, id: Uuid) -> Message {
        self.outbox().await.into_iter().find(|message| message.id == id).unwrap()
    }

    /// State and, if there is one, the reason.
    pub async fn state(&self, id: Uuid) -> (&'static str, String) {
        let message = self.message(id).await;
        let why = message.withheld.map(|why| why.as_str().to_owned()).or(message.error_code);
        (message.status.as_str(), why.unwrap_or_default())
    }

    /// What the carrier was given, the oldest first.
    pub fn carried(&self) -> Vec<String> {
        self.fake.messages().into_iter().map(|message| message.body).collect()
    }
}
