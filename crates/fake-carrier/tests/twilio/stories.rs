//! Our side of the line against the fake carrier, over HTTP.

use std::sync::{Arc, OnceLock};

use carrier::{Account, Outcome, Progress, Retry, Sender, Text, Token, Twilio};
use fake_carrier::{Behaviour, FakeCarrier, Order, Settings, serve};
use jiff::Timestamp;
use tokio::net::TcpListener;
use url::Url;

fn now() -> Timestamp {
    static NOW: OnceLock<Timestamp> = OnceLock::new();
    *NOW.get_or_init(|| "2026-03-02T09:00:00Z".parse().unwrap())
}

struct Line {
    fake: FakeCarrier,
    twilio: Twilio,
    account: Account,
}

impl Line {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let settings = Settings {
            account: "AC1".to_owned(),
            token: "secret".to_owned(),
            number: "+15005550006".to_owned(),
            bring_to: None,
            now: Arc::new(now),
        };
        let fake = FakeCarrier::new(settings);
        fake.behave(Behaviour { callbacks: Order::Never, ..Behaviour::default() });
        tokio::spawn(serve(fake.clone(), listener));
        let account = Account {
            sid: "AC1".to_owned(),
            token: Token::new("secret".to_owned()),
            sender: Sender::Service("MG1".to_owned()),
        };
        Self { fake, twilio: Twilio::new(base), account }
    }

    async fn send(&self, to: &str, body: &str) -> Outcome {
        let callback = "https://nile.example/twilio/webhook/?ref=1";
        self.twilio.send(&self.account, Text { to, body, callback }).await
    }

    fn behave(&self, behaviour: Behaviour) {
        self.fake.behave(Behaviour { callbacks: Order::Never, ..behaviour });
    }
}

fn refusal(outcome: Outcome) -> (String, Retry) {
    match outcome {
        Outcome::Refused(refusal) => (refusal.code, refusal.retry),
        other => panic!("{other:?} is no refusal"),
    }
}

#[tokio::test]
async fn what_is_accepted_has_the_carriers_name_and_its_segments() {
    let line = Line::open().await;
    let Outcome::Accepted(accepted) = line.send("+201001234567", "غداً 9:00").await else { panic!("not accepted") };
    assert_eq!((accepted.progress, accepted.segments), (Progress::Waiting, Some(1)));
    let stored = line.fake.messages();
    assert_eq!((stored.len(), stored[0].body.as_str(), &stored[0].sid), (1, "غداً 9:00", &accepted.sid));
    assert_eq!(stored[0].callback.as_deref(), Some("https://nile.example/twilio/webhook/?ref=1"));
}

#[tokio::test]
async fn refusals_say_whether_another_try_is_worth_it() {
    let mut line = Line::open().await;
    assert_eq!(refusal(line.send("12", "x").await), ("21211".to_owned(), Retry::Never));
    assert_eq!(refusal(line.send("+201001234567", "").await), ("21602".to_owned(), Retry::Never));
    line.behave(Behaviour { too_many: 100, ..Behaviour::default() });
    let second = std::time::Duration::from_secs(1);
    assert_eq!(refusal(line.send("+201001234567", "x").await), ("20429".to_owned(), Retry::Later(Some(second))));
    line.behave(Behaviour { errors: 100, ..Behaviour::default() });
    assert_eq!(refusal(line.send("+201001234567", "x").await), ("20500".to_owned(), Retry::Later(None)));
    line.account.token = Token::new("wrong".to_owned());
    assert_eq!(refusal(line.send("+201001234567", "x").await), ("20003".to_owned(), Retry::Never));
    assert_eq!(line.fake.messages().len(), 0);
}

#[tokio::test]
async fn a_carrier_that_nobody_reaches_has_nothing() {
    let mut line = Line::open().await;
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    line.twilio = Twilio::new(Url::parse(&format!("http://{closed}")).unwrap());
    assert_eq!(refusal(line.send("+201001234567", "x").await), ("unreachable".to_owned(), Retry::Later(None)));
}

#[tokio::test]
async fn a_line_that_breaks_leaves_it_open_and_the_carriers_list_decides() {
    let line = Line::open().await;
    line.behave(Behaviour { drops: 100, ..Behaviour::default() });
    assert_eq!(line.send("+201001234567", "lost").await, Outcome::Unknown);
    line.behave(Behaviour { accepts_and_drops: 100, ..Behaviour::default() });
    assert_eq!(line.send("+201001234567", "kept").await, Outcome::Unknown);

    let found = line.twilio.find(&line.account, "+201001234567", now()).await.unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].says("kept") && found[0].says(" kept ") && !found[0].says("lost"));
    assert_eq!(line.twilio.find(&line.account, "+201007654321", now()).await, Ok(Vec::new()));
    let later = now() + jiff::SignedDuration::from_secs(1);
    assert_eq!(line.twilio.find(&line.account, "+201001234567", later).await, Ok(Vec::new()));
}

#[tokio::test]
async fn a_list_that_goes_on_is_read_to_its_end_or_not_believed() {
    let line = Line::open().await;
    for number in 0..120 {
        assert!(matches!(line.send("+201001234567", &number.to_string()).await, Outcome::Accepted(_)));
    }
    let found = line.twilio.find(&line.account, "+201001234567", now()).await.unwrap();
    assert_eq!(found.len(), 120);
    for number in 120..260 {
        line.send("+201001234567", &number.to_string()).await;
    }
    assert!(line.twilio.find(&line.account, "+201001234567", now()).await.is_err());
}

#[tokio::test]
async fn somebody_without_the_token_learns_nothing() {
    let mut line = Line::open().await;
    line.account.token = Token::new("wrong".to_owned());
    assert!(line.twilio.find(&line.account, "+201001234567", now()).await.is_err());
}
