//! Many people who write at once, each for a patient of their own: drafts that are kept while somebody types, notes that are
//! signed, documents that are uploaded. Each remembers what it was told.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clinic::Clinic;
use crate::http::{Answer, Request};
use crate::weight::{self, Door};

/// Before somebody who was asked to come again does.
const PAUSE: Duration = Duration::from_millis(300);

/// For an answer, while hundreds wait for the same two cores.
const PATIENCE: Duration = Duration::from_secs(20);

/// Nothing may take longer, however often the program is killed.
const STUCK: Duration = Duration::from_secs(120);

/// Pieces of a document; each is 64 KiB.
const PIECES: usize = 2;

/// What somebody was told, and so what must be found.
#[derive(Debug)]
enum Told {
    /// A draft, and what was kept last.
    Draft(String, String),
    /// A signed note, and what it says.
    Signed(String, String),
    Document(String),
}

pub struct Writers {
    all: JoinSet<Vec<Told>>,
    stop: watch::Sender<bool>,
    done: watch::Sender<usize>,
}

impl Writers {
    /// So many, a third of each kind.
    pub fn start(clinic: &Clinic, how_many: usize) -> Self {
        let ((stop, _), (done, _)) = (watch::channel(false), watch::channel(0));
        let mut all = JoinSet::new();
        for number in 0..how_many {
            let writer = Writer {
                number,
                address: clinic.address.subscribe(),
                token: clinic.token.clone(),
                done: done.clone(),
                stop: stop.subscribe(),
                told: Vec::new(),
            };
            all.spawn(writer.work());
        }
        Self { all, stop, done }
    }

    /// Returns once so many more things were acknowledged, by whomever.
    pub async fn have_gone_on(&self, more: usize) {
        let mut done = self.done.subscribe();
        let wanted = *done.borrow_and_update() + more;
        let gone = tokio::time::timeout(STUCK, done.wait_for(|done| *done >= wanted)).await;
        gone.expect("they got on").expect("writers");
    }

    /// Lets everybody end what they are at.
    pub async fn stop(mut self) -> Written {
        self.stop.send_replace(true);
        let mut told = Vec::new();
        while let Some(one) = tokio::time::timeout(STUCK, self.all.join_next()).await.expect("an end") {
            told.extend(one.expect("a writer that found nothing to complain of"));
        }
        Written(told)
    }
}

struct Writer {
    number: usize,
    address: watch::Receiver<SocketAddr>,
    token: String,
    done: watch::Sender<usize>,
    stop: watch::Receiver<bool>,
    told: Vec<Told>,
}

impl Writer {
    async fn work(mut self) -> Vec<Told> {
        let name = json!({ "family_name": format!("Patient {}", self.number) });
        let patient = self.create("/api/patients/", "patient", name).await;
        match self.number % 3 {
            0 => self.type_on(&patient).await,
            1 => self.sign(&patient).await,
            _ => self.upload(&patient).await,
        }
        self.told
    }

    fn is_over(&self) -> bool {
        *self.stop.borrow()
    }

    /// Keeps one draft, again and again.
    async fn type_on(&mut self, patient: &str) {
        let (note, mut text) = (self.draft(patient, 0).await, String::new());
        while !self.is_over() {
            text = format!("{text} word{}", text.len());
            let body = json!({ "subjective": text });
            self.send("PUT", &format!("/api/notes/{note}/"), None, Some(body)).await;
        }
        self.told.push(Told::Draft(note, text.trim().to_owned()));
    }

    /// Signs one note after another.
    async fn sign(&mut self, patient: &str) {
        for round in 0.. {
            let (note, text) = (self.draft(patient, round).await, format!("Visit {round} of {patient}"));
            let body = json!({ "subjective": text, "objective": "o", "assessment": "a", "plan": "p" });
            self.send("PUT", &format!("/api/notes/{note}/"), None, Some(body)).await;
            let key = format!("sign {note}");
            self.send("POST", &format!("/api/notes/{note}/sign/"), Some(&key), None).await;
            self.told.push(Told::Signed(note, text));
            if self.is_over() {
                return;
            }
        }
    }

    async fn upload(&mut self, patient: &str) {
        for round in 0.. {
            let body = json!({ "title": format!("Scan {round}"), "kind": "imaging", "contact": patient });
            let id = self.create("/business/documents", &format!("document {round}"), body).await;
            let document = format!("/business/documents/{id}");
            while weight::send(&self.door(), &document, PIECES, PIECES).await != Some(200) {
                self.wait().await;
            }
            self.acknowledged();
            self.told.push(Told::Document(document));
            if self.is_over() {
                return;
            }
        }
    }

    async fn draft(&mut self, patient: &str, round: usize) -> String {
        let visit = json!({ "patient": patient });
        let encounter = self.create("/api/encounters/", &format!("visit {round}"), visit).await;
        self.create("/api/notes/", &format!("note {round}"), json!({ "encounter": encounter })).await
    }

    async fn create(&mut self, path: &str, key: &str, body: Value) -> String {
        let key = format!("writer {} {key}", self.number);
        let made = self.send("POST", path, Some(&key), Some(body)).await;
        made.json()["id"].as_str().expect("an id").to_owned()
    }

    fn door(&self) -> Door {
        Door { address: *self.address.borrow(), token: self.token.clone() }
    }

    fn acknowledged(&self) {
        self.done.send_modify(|done| *done += 1);
    }

    async fn wait(&mut self) {
        let _ = tokio::time::timeout(PAUSE, self.stop.wait_for(|_| false)).await;
    }

    /// Asks again, under the same key, until it is acknowledged.
    async fn send(&mut self, method: &'static str, path: &str, key: Option<&str>, body: Option<Value>) -> Answer {
        loop {
            let door = self.door();
            let request = Request { method, path, token: &door.token, idempotency_key: key, body: body.clone() };
            match request.send_within(door.address, PATIENCE).await {
                Some(answer) if matches!(answer.status, 200 | 201) => {
                    self.acknowledged();
                    return answer;
                }
                None => {}
                Some(answer) if matches!(answer.status, 429 | 503) => {}
                Some(answer) if answer.status == 409 && answer.json()["code"] == "idempotency_in_progress" => {}
                Some(answer) => panic!("{method} {path}: {answer:?}"),
            }
            self.wait().await;
        }
    }
}

/// What everybody was told together.
pub struct Written(Vec<Told>);

impl Written {
    /// All of it is there, word by word and byte by byte, and nothing is there by half.
    pub async fn stands(&self, clinic: &Clinic) {
        let (mut drafts, mut signed, mut documents) = (0, 0, 0);
        for told in &self.0 {
            match told {
                Told::Draft(note, text) => {
                    drafts += 1;
                    let found = clinic.get(&format!("/api/notes/{note}/")).await;
                    assert_eq!((&found["status"], &found["subjective"]), (&json!("draft"), &json!(text)));
                }
                Told::Signed(note, text) => {
                    signed += 1;
                    let found = clinic.get(&format!("/api/notes/{note}/")).await;
                    assert_eq!((&found["status"], &found["subjective"]), (&json!("signed"), &json!(text)));
                    let verified = clinic.get(&format!("/api/notes/{note}/verify/")).await;
                    assert_eq!(verified["is_intact"], true, "{verified}");
                }
                Told::Document(document) => {
                    documents += 1;
                    assert_eq!(weight::fetch(&clinic.door(), document).await, PIECES);
                }
            }
        }
        assert!(drafts > 0 && signed > 0 && documents > 0, "{drafts} drafts, {signed} signed, {documents} documents");
        assert_eq!(clinic.ask("select count(*) from {room}.note where status = 'signed'"), signed.to_string());
        assert_eq!(clinic.ask("select count(*) from {room}.encounter where status = 'finished'"), signed.to_string());
        let recorded = "select count(*) from {room}.audit_event where action = 'sign_note' and outcome = 'success'";
        assert_eq!(clinic.ask(recorded), signed.to_string());
        let wordless = "select count(*) from {room}.note n left join {room}.note_version v
            on v.note_id = n.id and v.version = n.version where v.id is null";
        assert_eq!(clinic.ask(wordless), "0");
    }
}
