//! Clients at work, each of whom remembers what it was told.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clinic::Clinic;
use crate::http::{Answer, Request};

/// Between two attempts, as an impatient client would.
const PAUSE: Duration = Duration::from_millis(25);

/// Nothing may take longer, however often the machine beneath is hurt.
const STUCK: Duration = Duration::from_secs(20);

const FIRST_SLOT: &str = "2035-01-01T07:00:00Z";

/// What clients were told, and so what must be found.
#[derive(Debug, Default)]
pub struct Told {
    /// Ids of contacts and appointments that were acknowledged.
    contacts: Vec<String>,
    appointments: Vec<String>,
    /// Request and patient of each chart that was shown.
    shown: Vec<(String, String)>,
    /// Requests that got no whole answer.
    pub cut_off: usize,
}

#[derive(Clone, Copy)]
enum Errand {
    Contact,
    Appointment,
    Reading,
}

pub struct Load {
    clients: JoinSet<Told>,
    stop: watch::Sender<bool>,
    progress: Arc<Progress>,
}

struct Progress {
    /// Errands done, by client.
    done: watch::Sender<Vec<usize>>,
    refused: AtomicUsize,
}

impl Load {
    pub fn start(clinic: &Clinic) -> Self {
        let (stop, _) = watch::channel(false);
        let mut clients = JoinSet::new();
        let errands =
            [Errand::Contact, Errand::Contact, Errand::Appointment, Errand::Reading, Errand::Reading, Errand::Reading];
        let done = watch::Sender::new(vec![0; errands.len()]);
        let progress = Arc::new(Progress { done, refused: AtomicUsize::new(0) });
        for (number, errand) in errands.into_iter().enumerate() {
            let client = Client {
                number,
                errand,
                address: clinic.address.subscribe(),
                token: clinic.token.clone(),
                patients: clinic.patients.clone(),
                progress: Arc::clone(&progress),
                stop: stop.subscribe(),
                told: Told::default(),
            };
            clients.spawn(client.work());
        }
        Self { clients, stop, progress }
    }

    /// Returns once every client got what it wanted so many more times.
    pub async fn has_gone_on(&self, more: usize) {
        let mut done = self.progress.done.subscribe();
        let before = done.borrow_and_update().clone();
        let further = |done: &Vec<usize>| done.iter().zip(&before).all(|(now, before)| *now >= before + more);
        let gone = tokio::time::timeout(STUCK, done.wait_for(further)).await;
        gone.expect("the clients got on").expect("clients");
    }

    /// How many times somebody was asked to come again.
    pub fn refused(&self) -> usize {
        self.progress.refused.load(Ordering::SeqCst)
    }

    /// Lets everybody end what they are at.
    pub async fn stop(mut self) -> Told {
        self.stop.send_replace(true);
        let mut all = Told::default();
        while let Some(told) = tokio::time::timeout(STUCK, self.clients.join_next()).await.expect("an end") {
            let told = told.expect("a client that found nothing to complain of");
            all.contacts.extend(told.contacts);
            all.appointments.extend(told.appointments);
            all.shown.extend(told.shown);
            all.cut_off += told.cut_off;
        }
        all
    }
}

struct Client {
    number: usize,
    errand: Errand,
    address: watch::Receiver<std::net::SocketAddr>,
    token: String,
    patients: Vec<String>,
    progress: Arc<Progress>,
    stop: watch::Receiver<bool>,
    told: Told,
}

impl Client {
    async fn work(mut self) -> Told {
        let mut round = 0_i32;
        while !*self.stop.borrow() {
            match self.errand {
                Errand::Contact => {
                    let body = json!({ "kind": "other", "family_name": format!("Client {} {round}", self.number) });
                    let id = self.write("/business/contacts", round, body).await;
                    self.told.contacts.push(id);
                }
                Errand::Appointment => {
                    let starts_at = FIRST_SLOT.parse::<Timestamp>().expect("an instant") + round.hours();
                    let body = json!({ "patient": self.patients[0], "starts_at": starts_at.to_string() });
                    let id = self.write("/business/appointments", round, body).await;
                    self.told.appointments.push(id);
                }
                Errand::Reading => self.look(round).await,
            }
            round += 1;
            self.progress.done.send_modify(|done| done[self.number] += 1);
        }
        self.told
    }

    /// Asks again, under the same key, until it is acknowledged.
    async fn write(&mut self, path: &str, round: i32, body: Value) -> String {
        let key = format!("client {} round {round}", self.number);
        let body = Some(body);
        loop {
            let token = &self.token;
            let request = Request { method: "POST", path, token, idempotency_key: Some(&key), body: body.clone() };
            let address = *self.address.borrow();
            match request.send(address).await {
                Some(answer) if answer.status == 201 => {
                    return answer.json()["id"].as_str().expect("an id").to_owned();
                }
                answer => self.again(answer).await,
            }
        }
    }

    async fn look(&mut self, round: i32) {
        let patient = self.patients[round.unsigned_abs() as usize % self.patients.len()].clone();
        let path = format!("/api/patients/{patient}/");
        loop {
            let token = &self.token;
            let request = Request { method: "GET", path: &path, token, idempotency_key: None, body: None };
            let address = *self.address.borrow();
            match request.send(address).await {
                Some(answer) if answer.status == 200 => {
                    let id = answer.header("x-request-id").expect("a request id").to_owned();
                    self.told.shown.push((id, patient));
                    return;
                }
                answer => self.again(answer).await,
            }
        }
    }

    /// The only other answers there may be, and a moment's patience.
    async fn again(&mut self, answer: Option<Answer>) {
        match answer {
            None => self.told.cut_off += 1,
            Some(answer) if answer.status == 503 => {
                let wait = answer.header("retry-after").and_then(|text| text.parse::<u32>().ok());
                assert!(wait.is_some_and(|seconds| seconds > 0), "503 without Retry-After: {answer:?}");
                assert_eq!(answer.json()["code"], "busy", "{answer:?}");
                self.progress.refused.fetch_add(1, Ordering::SeqCst);
            }
            // The attempt before this one is not over yet.
            Some(answer) if answer.status == 409 && answer.json()["code"] == "idempotency_in_progress" => {}
            Some(answer) => panic!("{answer:?}"),
        }
        let _ = tokio::time::timeout(PAUSE, self.stop.wait_for(|_| false)).await;
    }
}

impl Told {
    /// All of it is there, and each once; nothing else is.
    pub fn stands(&self, clinic: &Clinic) {
        let listed = |sql: &str| clinic.ask(sql).lines().map(str::to_owned).collect::<Vec<_>>();
        let sorted = |ids: &[String]| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids
        };
        let contacts = listed("select id from {room}.party where kind <> 'patient' order by id");
        assert_eq!(contacts, sorted(&self.contacts), "contacts");
        let appointments = listed("select id from {room}.appointment order by id");
        assert_eq!(appointments, sorted(&self.appointments), "appointments");

        for (action, count) in [("create_contact", contacts.len()), ("book_appointment", appointments.len())] {
            let recorded = clinic.ask(&format!("select count(*) from {{room}}.audit_event where action = '{action}'"));
            assert_eq!(recorded, count.to_string(), "{action}");
        }
        let recorded = "select request_id || ' ' || patient_id from {room}.audit_event where action = 'view_patient'";
        let recorded: BTreeSet<String> = listed(recorded).into_iter().collect();
        assert!(!self.shown.is_empty() && !contacts.is_empty() && !appointments.is_empty(), "nothing was done");
        for (request, patient) in &self.shown {
            assert!(recorded.contains(&format!("{request} {patient}")), "{request} was answered and is not on record");
        }
    }
}
