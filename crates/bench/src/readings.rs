//! What readings cost: one at a time from many devices, a thousand at a time, and a year of them drawn.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clinic::accounts::machines::{NewToken, create_token};
use jiff::{SignedDuration, Timestamp};
use tenancy::duties::{Duty, Worker};
use tenancy::{Actor, Clock, House};

use crate::clinics::{self, Clinic, PASSWORD, USERNAME};
use crate::server::Server;
use crate::sign_in::{NO_LIMITS, ms, percentile};
use crate::wire::Line;
use crate::{Options, Outcome, ground};

pub const NAME: &str = "readings";

const PATIENTS: usize = 500;
const CONNECTIONS: u32 = 64;
const GATEWAYS: usize = 4;
const BATCHES: i64 = 400;
const BATCH: i64 = 1000;
const LOOKS: usize = 40;
const BOARDS: usize = 2000;
/// A reading a minute.
const YEAR: i64 = 365 * 24 * 60;

pub struct Readings {
    single: String,
    batched: f64,
    before: Vec<Duration>,
    after: Vec<Duration>,
    points: usize,
    neighbour: Neighbour,
}

/// How another clinic's board answers while nothing is sent, and while this one sends what it can.
struct Neighbour {
    alone: Vec<Duration>,
    beside: Vec<Duration>,
}

pub async fn measure(options: &Options) -> Outcome<Readings> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let clinic = clinics::furnish(&house, 0, PATIENTS).await?;
    let token = token(&house).await?;
    let other = clinics::furnish(&house, 1, 100).await?;
    house.close().await;
    let server = Server::start(&options.praxis, folder.path(), NO_LIMITS)?;
    let single = one_by_one(&server.url, &clinic, &token, (folder.path(), options.seconds))?;
    let batched = by_the_thousand(&server.url, &clinic, &token)?;
    let neighbour =
        next_door(&server.url, &other, wrk(&server.url, &clinic, &token, (folder.path(), options.seconds))?)?;
    server.stop()?;
    a_year(&cluster.superuser_url("praxis"), &clinic)?;
    let server = Server::start(&options.praxis, folder.path(), NO_LIMITS)?;
    let (before, _) = look(&server.url, &clinic, &token)?;
    gather(folder.path()).await?;
    let (after, points) = look(&server.url, &clinic, &token)?;
    server.stop()?;
    cluster.close().await?;
    Ok(Readings { single, batched, before, after, points, neighbour })
}

async fn token(house: &House) -> Outcome<String> {
    let tenant = house.tenants().await?.into_iter().next().ok_or("no clinic")?;
    let mut tx = house.begin(house.ticket(tenant, Actor::Operator)).await?;
    let scopes = vec!["readings:write".to_owned(), "readings:read".to_owned()];
    let (_, token) = create_token(&mut tx, &NewToken { name: "bench".to_owned(), scopes, expires_at: None }).await?;
    tx.commit().await?;
    Ok(token)
}

/// Each thread of wrk sends readings of its own: another patient and another microsecond each time.
const LUA: &str = r#"
local n = 0
local threads = 0
function setup(t) t:set("thread", threads) threads = threads + 1 end
function request()
  n = n + 1
  local body = string.format('{"patient":"%s","sensor_type":"heart_rate","value":"%d.%d","unit":"/min","measured_at":"%s%02d:%02d:%02d.%06dZ"}',
    patients[n % #patients + 1], 60 + n % 60, n % 10, DAY, 1 + thread, math.floor(n / 60) % 60, n % 60, n)
  return wrk.format("POST", "/api/v1/readings/", { Host = HOST, Authorization = "Token " .. TOKEN, ["Content-Type"] = "application/json" }, body)
end
function done(summary, latency)
  local wrong = summary.errors
  print(string.format("RESULT %.0f a second, p50 %.1f ms, p99 %.1f ms, %d errors", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
"#;

fn one_by_one(url: &str, clinic: &Clinic, token: &str, how: (&Path, u32)) -> Outcome<String> {
    let done = wrk(url, clinic, token, how)?.output()?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let line = said.lines().find_map(|line| line.strip_prefix("RESULT ")).ok_or("wrk printed no result")?;
    Ok(line.to_owned())
}

/// Sends readings one at a time for so many seconds.
fn wrk(url: &str, clinic: &Clinic, token: &str, (folder, seconds): (&Path, u32)) -> Outcome<Command> {
    let patients: Vec<String> = clinic.patients.iter().map(|id| format!("'{id}'")).collect();
    let yesterday = day(1);
    let lua = format!(
        "HOST, TOKEN, DAY = '{}', '{token}', '{yesterday}T'\npatients = {{ {} }}\n{LUA}",
        clinic.host,
        patients.join(", ")
    );
    let script = folder.join("readings.lua");
    std::fs::write(&script, lua)?;
    let mut command = Command::new("wrk");
    command.args(["-t2", &format!("-c{CONNECTIONS}"), &format!("-d{seconds}s"), "-s"]).arg(&script).arg(url);
    command.stdout(Stdio::piped());
    Ok(command)
}

fn next_door(url: &str, other: &Clinic, mut sending: Command) -> Outcome<Neighbour> {
    let mut line = Line::open(url, &other.host)?;
    let tokens: serde_json::Value = serde_json::from_str(&line.sign_in(USERNAME, PASSWORD)?.body)?;
    let access = tokens.get("access").and_then(serde_json::Value::as_str).ok_or("no access token")?;
    let headers = format!("authorization: Bearer {access}\r\n");
    let mut look = || {
        let answer = line.ask("GET /reception/dashboard/", &headers, "")?;
        if answer.status == 200 { Ok(answer.took) } else { Err(format!("the board: {}", answer.status).into()) }
    };
    // The first ones find nothing in memory.
    for _ in 0..100 {
        look()?;
    }
    let alone = (0..BOARDS).map(|_| look()).collect::<Outcome<_>>()?;
    let (mut sender, mut beside) = (sending.spawn()?, Vec::new());
    while sender.try_wait()?.is_none() {
        beside.push(look()?);
    }
    Ok(Neighbour { alone, beside })
}

/// A day in UTC so many days ago.
fn day(ago: i64) -> String {
    let then = Clock::default().now().saturating_sub(SignedDuration::from_hours(24 * ago)).unwrap_or(Timestamp::MIN);
    then.strftime("%Y-%m-%d").to_string()
}

/// How many readings a second come in by a few gateways, each of which sends one batch after the other.
fn by_the_thousand(url: &str, clinic: &Clinic, token: &str) -> Outcome<f64> {
    let headers = format!("authorization: Token {token}\r\ncontent-type: application/json\r\n");
    let bodies: Vec<String> = (0..BATCHES).map(|batch| body(clinic, batch)).collect();
    let send = |bodies: &[String]| {
        let mut line = Line::open(url, &clinic.host).map_err(|error| error.to_string())?;
        for body in bodies {
            let answer = line.ask("POST /api/v1/readings/batch/", &headers, body).map_err(|error| error.to_string())?;
            if answer.status != 200 || !answer.body.contains("\"refused\":0") {
                return Err(format!("a batch: {}", answer.status));
            }
        }
        Ok(())
    };
    let began = Instant::now();
    std::thread::scope(|scope| {
        let gateways: Vec<_> =
            bodies.chunks(bodies.len().div_ceil(GATEWAYS)).map(|bodies| scope.spawn(|| send(bodies))).collect();
        gateways.into_iter().try_for_each(|gateway| gateway.join().map_err(|_| "a gateway broke".to_owned())?)
    })?;
    #[expect(clippy::cast_precision_loss, reason = "four hundred thousand")]
    let count = (BATCHES * BATCH) as f64;
    Ok(count / began.elapsed().as_secs_f64())
}

fn body(clinic: &Clinic, batch: i64) -> String {
    let (patient, day) = (clinic.patient(usize::try_from(batch).unwrap_or(0)), day(3));
    let one = |n: i64| {
        format!(
            r#"{{"patient":"{patient}","sensor_type":"glucometer","value":"1{:02}.5","unit":"mg/dL","measured_at":"{day}T{:02}:{:02}:{:02}.{batch:03}Z"}}"#,
            n % 100,
            n / 3600,
            n / 60 % 60,
            n % 60
        )
    };
    let readings: Vec<String> = (0..BATCH).map(one).collect();
    format!(r#"{{"readings":[{}]}}"#, readings.join(","))
}

/// A reading a minute of one patient for a year, as they would have come; none of them was gathered yet.
fn a_year(url: &str, clinic: &Clinic) -> Outcome {
    let sql = format!(
        "set search_path = {schema}, extensions;
         select add_reading_month((now() - n * interval '1 month')::date) from generate_series(0, 12) as n;
         insert into reading (patient_id, sensor_type, measured_at, source_id, received_at, amount, value, unit)
         select '{patient}', 'spo2', at, '{patient}', at, 90 + n % 10, 90 + n % 10, '%'
         from (select n, date_trunc('minute', now()) - n * interval '1 minute' as at from generate_series(1, {YEAR}) as n) as one
         order by at;
         update reading_progress set gathered_until = now() - interval '2 years'",
        schema = clinic.schema,
        patient = clinic.patient(0)
    );
    let vacuum = format!("vacuum analyze {}.reading", clinic.schema);
    let done =
        Command::new("psql").args(["--quiet", "--set", "ON_ERROR_STOP=1", url, "-c", &sql, "-c", &vacuum]).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
}

/// Lets the server's own duty gather the year into hours.
async fn gather(folder: &Path) -> Outcome {
    let (house, _cluster) = ground::house(folder).await?;
    let tenant = house.tenants().await?.into_iter().next().ok_or("no clinic")?;
    let own = house.clone();
    let duty =
        Duty::new("gather_readings", move |tenant| clinic::sensors::duties::gather_readings(own.clone(), tenant));
    let worker = Worker::new(&house, vec![duty]);
    // Again until there is nothing left of a year that came at once.
    for _ in 0..64 {
        worker.run_now(tenant.id, "gather_readings").await?;
    }
    house.close().await;
    Ok(())
}

fn look(url: &str, clinic: &Clinic, token: &str) -> Outcome<(Vec<Duration>, usize)> {
    let mut line = Line::open(url, &clinic.host)?;
    let headers = format!("authorization: Token {token}\r\n");
    let start = format!(
        "GET /api/v1/readings/series/?patient={}&sensor_type=spo2&from={}&points=1000",
        clinic.patient(0),
        day(365)
    );
    let (mut took, mut points) = (Vec::new(), 0);
    for _ in 0..LOOKS {
        let answer = line.ask(&start, &headers, "")?;
        if answer.status != 200 {
            return Err(format!("{start}: {}", answer.status).into());
        }
        points = answer.body.matches("\"at\"").count();
        took.push(answer.took);
    }
    Ok((took, points))
}

impl Readings {
    pub fn text(mut self) -> String {
        let (before, worst) = (ms(percentile(&mut self.before, 50)), ms(percentile(&mut self.before, 95)));
        let (after, worst_after) = (ms(percentile(&mut self.after, 50)), ms(percentile(&mut self.after, 95)));
        let (alone, beside) =
            (ms(percentile(&mut self.neighbour.alone, 99)), ms(percentile(&mut self.neighbour.beside, 99)));
        format!(
            "Readings one at a time over {CONNECTIONS} connections: {}. By the thousand, from {GATEWAYS} gateways at \
             once: {:.0} readings a second. A year of a reading a minute ({YEAR}) as {} points: p50 {after:.1} ms, p95 {worst_after:.1} \
             ms; before they are gathered into hours p50 {before:.1} ms, p95 {worst:.1} ms. The board of another clinic while this one \
             sends over {CONNECTIONS} connections: p99 {beside:.1} ms, {alone:.1} ms without.",
            self.single, self.batched, self.points
        )
    }
}
