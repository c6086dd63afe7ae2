//! How fast messages leave, and how long a code takes that is asked for while thousands of reminders wait.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clinic::messages::operations::{Secrets, save};
use clinic::messages::settings::{Messaging, Provider};
use clinic::patients::accounts;
use clinic::patients::model::Identity;
use fake_carrier::{FakeCarrier, Settings, Stored, serve};
use jiff::Timestamp;
use people::Region;
use tenancy::{Action, Actor, Clock, House, Subject};
use web::Expected;

use crate::clinics::{self, Clinic};
use crate::server::Server;
use crate::sign_in::{NO_LIMITS, ms, percentile};
use crate::wire::Line;
use crate::{Options, Outcome, ground};

pub const NAME: &str = "outbox";

const CLINICS: usize = 20;
/// Of each clinic: reminders that were due while nobody sent.
const REMINDERS: usize = 500;
/// Of each clinic: patients who ask for a code meanwhile, and have no appointment.
const ASKING: usize = 10;
const ACCOUNT: &str = "AC1";
const TOKEN: &str = "secret";
const STUCK: Duration = Duration::from_secs(300);

pub struct Outbox {
    sent: usize,
    took: Duration,
    codes: Vec<Duration>,
}

pub async fn measure(options: &Options) -> Outcome<Outbox> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let (mut furnished, mut asking) = (Vec::new(), Vec::new());
    for number in 0..CLINICS {
        let clinic = clinics::furnish(&house, number, ASKING + REMINDERS).await?;
        asking.extend(prepare(&house, &clinic).await?);
        furnished.push(clinic);
    }
    house.close().await;
    for clinic in &furnished {
        book(&cluster.superuser_url("praxis"), clinic)?;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let carrier = carrier();
    tokio::spawn(serve(carrier.clone(), listener));
    let settings = [NO_LIMITS, &[("PRAXIS_TWILIO_BASE_URL", url.as_str())]].concat();
    let server = Server::start(&options.praxis, folder.path(), &settings)?;
    cluster.close().await?;
    let asked = {
        let (url, carrier) = (server.url.clone(), carrier.clone());
        tokio::task::spawn_blocking(move || ask(&url, asking, &carrier)).await??
    };
    let outbox = Outbox::of(&all(&carrier, asked.len()).await?, asked);
    server.stop()?;
    outbox
}

fn carrier() -> FakeCarrier {
    FakeCarrier::new(Settings {
        account: ACCOUNT.to_owned(),
        token: TOKEN.to_owned(),
        number: "+15005550006".to_owned(),
        // Nobody is told: callbacks are another matter.
        bring_to: Some("http://127.0.0.1:9".to_owned()),
        now: Arc::new(|| Clock::default().now()),
    })
}

/// Somebody who is going to ask for a code: at which host, with which phone, under which name.
struct Asking {
    host: String,
    phone: String,
    username: String,
}

/// The clinic sends by the carrier, and its first patients have accounts.
async fn prepare(house: &House, clinic: &Clinic) -> Outcome<Vec<Asking>> {
    let tenant = house.tenant_at(&clinic.host).await?.ok_or("no clinic")?;
    let mut tx = house.begin(house.ticket(tenant, Actor::Job { name: "bench" })).await?;
    let settings = Messaging {
        provider: Provider::Twilio,
        account_sid: ACCOUNT.to_owned(),
        service_sid: "MG1".to_owned(),
        quiet_from: jiff::civil::Time::midnight(),
        quiet_until: jiff::civil::Time::midnight(),
        ..Messaging::default()
    };
    save(&mut tx, &settings, &Secrets { token: Some(TOKEN.to_owned()), ..Secrets::default() }, &Expected::Any).await?;
    let mut asking = Vec::new();
    for (number, patient) in clinic.patients.iter().take(ASKING).enumerate() {
        let (phone, username) = (clinics::phone(number), format!("patient {number}"));
        let identity = Identity::parse(&phone, &username, Region::parse("EG")).map_err(|_| "no identity")?;
        accounts::create(&mut tx, Action::ChangePatientAccount, *patient, &identity).await?;
        tx.record(Action::ChangePatientAccount, Subject::patient(*patient));
        asking.push(Asking { host: clinic.host.clone(), phone: identity.phone.as_e164().to_owned(), username });
    }
    tx.commit().await?;
    Ok(asking)
}

/// One appointment for each of the others, of which to remind was due in the last two hours.
fn book(url: &str, clinic: &Clinic) -> Outcome {
    let ids: Vec<String> = clinic.patients.iter().skip(ASKING).map(|id| format!("'{id}'::uuid")).collect();
    let sql = format!(
        "set search_path = {schema}, extensions;
         insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, busy_until,
             group_id, currency, overbooked, created_at, updated_at, moved_at)
         select visit, patient, '{doctor}', 'consultation', 'booked', at, at + interval '5 seconds', at,
                at + interval '5 seconds', visit, 'EGP', false, at - interval '3 days', now(), now()
         from (select gen_random_uuid() as visit, patient, now() + interval '1435 minutes' - number * interval '10 seconds' as at
               from unnest(array[{ids}]) with ordinality as p (patient, number)) as v;
         insert into reminder_mark (planned_until) values (now() - interval '3 hours');
         analyze",
        schema = clinic.schema,
        doctor = clinic.doctor,
        ids = ids.join(", ")
    );
    let done = Command::new("psql").args(["--quiet", "--set", "ON_ERROR_STOP=1", url, "-c", &sql]).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
}

/// Asks for one code after the other as soon as reminders go out; says to which number, and when.
fn ask(url: &str, asking: Vec<Asking>, carrier: &FakeCarrier) -> Outcome<Vec<(String, Timestamp)>> {
    let began = Instant::now();
    while carrier.messages().is_empty() {
        if began.elapsed() > STUCK {
            return Err("nothing goes out".into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut asked = Vec::new();
    for Asking { host, phone, username } in asking {
        let form = format!("phone={}&username={}", phone.replace('+', "%2B"), username.replace(' ', "+"));
        let mut line = Line::open(url, &host)?;
        asked.push((phone, Clock::default().now()));
        let head = "content-type: application/x-www-form-urlencoded\r\nconnection: close\r\n";
        let answer = line.ask("POST /patient/patient-login/", head, &form)?;
        if answer.status != 303 {
            return Err(format!("no code: {}", answer.status).into());
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    Ok(asked)
}

/// Everything that was to go out, once it has.
async fn all(carrier: &FakeCarrier, codes: usize) -> Outcome<Vec<Stored>> {
    let (mut pulse, began) = (tokio::time::interval(Duration::from_millis(100)), Instant::now());
    loop {
        let messages = carrier.messages();
        if messages.len() >= CLINICS * REMINDERS + codes {
            return Ok(messages);
        }
        if began.elapsed() > STUCK {
            return Err(format!("{} messages went out, and then no more", messages.len()).into());
        }
        pulse.tick().await;
    }
}

impl Outbox {
    fn of(messages: &[Stored], asked: Vec<(String, Timestamp)>) -> Outcome<Self> {
        let (Some(first), Some(last)) = (messages.first(), messages.last()) else { return Err("no messages".into()) };
        let took = Duration::try_from(last.created_at.duration_since(first.created_at))?;
        let mut codes = Vec::new();
        // The same numbers are used in every clinic: whoever asked first was sent to first.
        let mut to_codes: Vec<&Stored> =
            messages.iter().filter(|it| asked.iter().any(|(to, _)| *to == it.to)).collect();
        for (to, at) in asked {
            let place = to_codes.iter().position(|message| message.to == to).ok_or("a code is missing")?;
            codes.push(Duration::try_from(to_codes.remove(place).created_at.duration_since(at))?);
        }
        Ok(Self { sent: messages.len(), took, codes })
    }

    pub fn text(mut self) -> String {
        let (p50, p95) = (ms(percentile(&mut self.codes, 50)), ms(percentile(&mut self.codes, 95)));
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let rate = self.sent as f64 / self.took.as_secs_f64();
        format!(
            "{} messages of {CLINICS} clinics left in {:.1} s, {rate:.0} a second; {} codes that were asked for meanwhile \
             reached the carrier after p50 {p50:.0} ms, p95 {p95:.0} ms.",
            self.sent,
            self.took.as_secs_f64(),
            self.codes.len()
        )
    }
}
