//! Clinics whose reminders were due while nobody sent, a carrier that misbehaves, and a program that is killed while it sends.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clinic::accounts::operations::{NewStaff, create};
use clinic::messages::operations::{Secrets, save};
use clinic::messages::settings::{Messaging, Provider};
use clinic::parties::model::{NewParty, PartyKind, Sex};
use clinic::parties::operations::import;
use fake_carrier::{Behaviour, FakeCarrier, Order, Settings, serve};
use people::{Phone, Region};
use tenancy::cluster::Cluster;
use tenancy::{Actor, Clock, ConnectionLimits, House, HouseConfig, NewTenant, Role, TenantTx};
use uuid::Uuid;
use vault::FileProvider;
use web::Expected;

use crate::folder::{Folder, psql};
use crate::program::Program;

const ACCOUNT: &str = "AC1";
const TOKEN: &str = "secret";
/// What broke off is found out half a minute later; nothing may stand still for longer than that and some to spare.
const STUCK: Duration = Duration::from_secs(150);
/// Each further try of what was refused waits longer.
const ALL_SETTLED: Duration = Duration::from_secs(300);

#[derive(Debug, Clone, Copy)]
pub struct Size {
    clinics: usize,
    /// Of each clinic, with one reminder each.
    patients: usize,
    pub kills: usize,
}

impl Size {
    /// What takes a minute; with `FAULTS=full` what was promised.
    pub fn wanted() -> Self {
        match std::env::var("FAULTS").as_deref() {
            Ok("full") => Self { clinics: 20, patients: 100, kills: 20 },
            _ => Self { clinics: 4, patients: 60, kills: 6 },
        }
    }

    pub fn reminders(self) -> usize {
        self.clinics * self.patients
    }
}

pub struct Post {
    pub program: Program,
    carrier: FakeCarrier,
    carrier_url: String,
    address: String,
    schemas: Vec<String>,
    cluster: Cluster,
    folder: Folder,
    began: Instant,
}

/// How many messages the clinics have, by what became of them; and how often the carrier has one, by number.
#[derive(Debug)]
pub struct Ended {
    by_status: BTreeMap<String, usize>,
    carried: BTreeMap<String, usize>,
}

impl Ended {
    /// Each reminder is known to be out and the carrier has it once, or was given up and waits for a person.
    pub fn says_what_the_carrier_has(&self, size: Size) {
        let twice: Vec<_> = self.carried.iter().filter(|(_, times)| **times > 1).collect();
        assert!(twice.is_empty(), "sent twice: {twice:?}");
        let of = |status| self.by_status.get(status).copied().unwrap_or(0);
        assert_eq!(self.by_status.values().sum::<usize>(), size.reminders(), "one each: {self:?}");
        assert_eq!(of("sent") + of("delivered") + of("dead"), size.reminders(), "nothing is left lying: {self:?}");
        assert!(of("sent") + of("delivered") <= self.carried.len(), "said to be out, and is not: {self:?}");
        assert!(self.carried.len() + of("dead") >= size.reminders(), "lost: {self:?}");
        assert!(of("dead") * 20 <= size.reminders(), "given up too soon: {self:?}");
    }
}

impl Post {
    pub async fn open(size: Size) -> Self {
        let folder = Folder::new();
        let cluster = Cluster::open(folder.path()).await.expect("a cluster");
        let schemas = furnish(&folder, &cluster, size).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let carrier_url = format!("http://{}", listener.local_addr().expect("an address"));
        // Always the same: callbacks for one that was killed reach the next.
        let address = free_address();
        let carrier = FakeCarrier::new(Settings {
            account: ACCOUNT.to_owned(),
            token: TOKEN.to_owned(),
            number: "+15005550006".to_owned(),
            bring_to: Some(format!("http://{address}")),
            now: Arc::new(|| Clock::default().now()),
        });
        tokio::spawn(serve(carrier.clone(), listener));
        let program = start(&folder, &carrier_url, &address).await;
        Self { program, carrier, carrier_url, address, schemas, cluster, folder, began: Instant::now() }
    }

    pub async fn start_again(&mut self) {
        self.program = start(&self.folder, &self.carrier_url, &self.address).await;
    }

    pub fn carrier_misbehaves(&self, round: usize) {
        let orders = [Order::Backwards, Order::Doubled, Order::Never, Order::InOrder];
        self.carrier.behave(Behaviour {
            too_many: 4,
            errors: 4,
            drops: 4,
            accepts_and_drops: 8,
            delay_ms: 10,
            callbacks: orders.get(round % orders.len()).copied().unwrap_or_default(),
            seed: round as u64,
        });
    }

    pub fn carrier_behaves(&self) {
        self.carrier.behave(Behaviour::default());
    }

    /// Returns once the carrier has so many more, or has all that it will get.
    pub async fn has_gone_on(&self, more: usize) {
        let (mut pulse, since) = (tokio::time::interval(Duration::from_millis(2)), Instant::now());
        let before = self.carrier.messages().len();
        while self.carrier.messages().len() < before + more {
            if since.elapsed() > Duration::from_secs(1) && self.open_messages() == 0 {
                return;
            }
            assert!(since.elapsed() < STUCK, "nothing goes out any more: {:?}", self.by_status());
            pulse.tick().await;
        }
    }

    pub async fn all_are_settled(&self) -> Ended {
        let (mut pulse, since) = (tokio::time::interval(Duration::from_millis(100)), Instant::now());
        while self.open_messages() > 0 {
            assert!(since.elapsed() < ALL_SETTLED, "still open: {:?}", self.by_status());
            pulse.tick().await;
        }
        let mut carried = BTreeMap::new();
        for message in self.carrier.messages() {
            *carried.entry(message.to).or_insert(0) += 1;
        }
        let ended = Ended { by_status: self.by_status(), carried };
        let _ = writeln!(std::io::stderr(), "{:?} after {:?}", ended.by_status, self.began.elapsed());
        ended
    }

    fn open_messages(&self) -> usize {
        let by_status = self.by_status();
        // Before the first plan there is none at all.
        if by_status.is_empty() {
            return 1;
        }
        ["queued", "sending"].iter().filter_map(|status| by_status.get(*status)).sum()
    }

    fn by_status(&self) -> BTreeMap<String, usize> {
        let each = self.schemas.iter().map(|room| format!("select status from {room}.message"));
        let all = each.collect::<Vec<_>>().join(" union all ");
        let answer = psql(&self.cluster, &format!("select status, count(*) from ({all}) as m group by 1"));
        let lines = answer.expect("an answer");
        let count = |line: &str| {
            let (status, count) = line.split_once('|').expect("two columns");
            (status.to_owned(), count.parse().expect("a number"))
        };
        lines.lines().map(count).collect()
    }

    pub async fn close(mut self) {
        self.program.kill().await;
        self.cluster.clone().close().await.expect("the last one out stops it");
    }
}

async fn start(folder: &Folder, carrier: &str, address: &str) -> Program {
    let settings =
        [("PRAXIS_TWILIO_BASE_URL", carrier), ("PRAXIS_LISTEN", address), ("PRAXIS_CARRIER_SETTLED_SECONDS", "30")];
    Program::start(folder.path(), &settings).await
}

fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").to_string()
}

/// Clinics that had no program for two hours, in which reminders were due. Answers where their tables are.
async fn furnish(folder: &Folder, cluster: &Cluster, size: Size) -> Vec<String> {
    cluster.create_database_if_missing("praxis").await.expect("a database");
    let house = House::open(HouseConfig {
        admin: cluster.superuser_url("praxis").parse().expect("an address"),
        root: FileProvider::new(folder.path().join("root.key")).create().expect("a key"),
        clock: Clock::default(),
        migrations: clinic::MIGRATIONS,
        connections: ConnectionLimits::default(),
    });
    let house = house.await.expect("a house");
    let mut schemas = Vec::new();
    for number in 0..size.clinics {
        let tenant = house.create_tenant(&new_clinic(number)).await.expect("a clinic");
        let mut tx =
            house.begin(house.ticket(tenant.clone(), Actor::Job { name: "scene" })).await.expect("a transaction");
        let doctor = hire(&mut tx).await;
        import(&mut tx, &people(number, size.patients), |_| ()).await.expect("patients");
        let settings = Messaging {
            provider: Provider::Twilio,
            account_sid: ACCOUNT.to_owned(),
            service_sid: "MG1".to_owned(),
            // Whatever the hour at which this is tested.
            quiet_from: jiff::civil::Time::midnight(),
            quiet_until: jiff::civil::Time::midnight(),
            ..Messaging::default()
        };
        save(&mut tx, &settings, &Secrets { token: Some(TOKEN.to_owned()), ..Secrets::default() }, &Expected::Any)
            .await
            .expect("settings");
        tx.commit().await.expect("a clinic");
        psql(cluster, &booked(tenant.schema.as_str(), doctor)).expect("appointments");
        schemas.push(tenant.schema.as_str().to_owned());
    }
    house.close().await;
    schemas
}

fn new_clinic(number: usize) -> NewTenant {
    NewTenant {
        slug: format!("north{number}"),
        name: format!("North {number}"),
        domains: vec![format!("north{number}.localhost")],
        region: "EG".to_owned(),
        // The day before at the same hour is a day earlier, on every day of the year.
        time_zone: "UTC".to_owned(),
        currency: "EGP".to_owned(),
        locale: "en".to_owned(),
    }
}

async fn hire(tx: &mut TenantTx) -> Uuid {
    let new = NewStaff {
        username: "doctor".to_owned(),
        display_name: "Doctor".to_owned(),
        phone: None,
        roles: vec![Role::Doctor],
        password: None,
        locale: None,
    };
    create(tx, &new, None).await.expect("a doctor").uuid()
}

/// Nobody has the number of somebody else.
fn people(clinic: usize, count: usize) -> Vec<NewParty> {
    let region = Region::parse("EG").expect("a region");
    let person = |number: usize| NewParty {
        kind: PartyKind::Patient,
        given_name: "Somebody".to_owned(),
        family_name: format!("Number {number}"),
        date_of_birth: None,
        sex: Sex::Unknown,
        mrn: None,
        phone: Some(Phone::parse(&format!("010{:08}", 10_000_000 + clinic * 1000 + number), region).expect("a number")),
        email: None,
        address: None,
        language: None,
        preferred_channel: None,
        emergency_contacts: Vec::new(),
        insurance: None,
        consents: Vec::new(),
        notes: None,
        active: true,
    };
    (0..count).map(person).collect()
}

/// One appointment each, of which to remind was due in the last hour.
fn booked(room: &str, doctor: Uuid) -> String {
    format!(
        "with visit as (
             select gen_random_uuid() as id, id as patient,
                    now() + interval '24 hours' - row_number() over () * interval '20 seconds' - interval '5 minutes' as at
             from {room}.party)
         insert into {room}.appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, busy_until,
             group_id, currency, overbooked, created_at, updated_at, moved_at)
         select id, patient, '{doctor}', 'consultation', 'booked', at, at + interval '10 seconds', at,
                at + interval '10 seconds', id, 'EGP', false, at - interval '3 days', now(), now() from visit;
         insert into {room}.reminder_mark (planned_until) values (now() - interval '2 hours')"
    )
}
