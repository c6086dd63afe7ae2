//! What looking for free times costs: many providers, many days, a full diary.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use clinic::accounts::operations::{NewStaff, create};
use tenancy::{Actor, House, Role};

use crate::clinics::{self, Clinic, PASSWORD, USERNAME};
use crate::server::Server;
use crate::sign_in::{NO_LIMITS, ms, percentile};
use crate::wire::Line;
use crate::{Options, Outcome, ground};

pub const NAME: &str = "slots";

const PROVIDERS: usize = 10;
const DAYS: usize = 30;
const BOOKINGS: usize = 5000;
const LOOKS: usize = 300;

pub struct Slots {
    found: usize,
    took: Vec<Duration>,
}

pub async fn measure(options: &Options) -> Outcome<Slots> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let clinic = clinics::furnish(&house, 0, 100).await?;
    hire(&house).await?;
    house.close().await;
    book(&cluster.superuser_url("praxis"), &clinic)?;
    let server = start(&options.praxis, folder.path())?;
    cluster.close().await?;
    let slots = look(&server.url, &clinic.host)?;
    server.stop()?;
    Ok(slots)
}

fn start(praxis: &Path, folder: &Path) -> Outcome<Server> {
    Server::start(praxis, folder, NO_LIMITS)
}

/// As many more who see patients as are wanted; one is there.
async fn hire(house: &House) -> Outcome {
    let tenant = house.tenants().await?.into_iter().next().ok_or("no clinic")?;
    let mut tx = house.begin(house.ticket(tenant, Actor::Operator)).await?;
    for number in 1..PROVIDERS {
        let new = NewStaff {
            username: format!("doctor{number}"),
            display_name: format!("Doctor {number}"),
            phone: None,
            roles: vec![Role::Doctor],
            password: None,
            locale: None,
        };
        create(&mut tx, &new, None).await?;
    }
    Ok(tx.commit().await?)
}

/// Spread over everybody's days: visits of twenty minutes, one after the other from nine o'clock in Cairo.
fn book(url: &str, clinic: &Clinic) -> Outcome {
    let sql = format!(
        "set search_path = {schema}, extensions;
         with doctor as (select id, row_number() over (order by id) - 1 as number from staff),
              patient as (select id from party limit 1)
         insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from,
             busy_until, group_id, currency, overbooked, created_at, updated_at, moved_at)
         select visit, patient.id, doctor.id, 'consultation', 'booked', at, at + interval '20 minutes', at,
                at + interval '20 minutes', visit, 'EGP', false, now(), now(), now()
         from generate_series(0, {BOOKINGS} - 1) as n
         join doctor on doctor.number = n % {PROVIDERS}
         cross join patient
         cross join lateral (select date_trunc('day', now()) + interval '7 hours' + (n / {PROVIDERS} % {DAYS}) * interval '1 day'
             + (n / {PROVIDERS} / {DAYS}) * interval '20 minutes' as at, gen_random_uuid() as visit) as time;
         analyze",
        schema = clinic.schema
    );
    let done = Command::new("psql").args(["--quiet", "--set", "ON_ERROR_STOP=1", url, "-c", &sql]).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
}

fn look(url: &str, host: &str) -> Outcome<Slots> {
    let mut line = Line::open(url, host)?;
    let tokens: serde_json::Value = serde_json::from_str(&line.sign_in(USERNAME, PASSWORD)?.body)?;
    let access = tokens.get("access").and_then(serde_json::Value::as_str).ok_or("no access token")?;
    let headers = format!("authorization: Bearer {access}\r\n");
    let today = tenancy::Clock::default().now().to_zoned(jiff::tz::TimeZone::get("Africa/Cairo")?).date();
    let last = today.checked_add(jiff::Span::new().days(i64::try_from(DAYS)? - 1))?;
    let start = format!("GET /api/slots/?minutes=30&from={today}&to={last}&limit=5000");
    let (mut found, mut took) = (0, Vec::with_capacity(LOOKS));
    for _ in 0..LOOKS {
        let answer = line.ask(&start, &headers, "")?;
        if answer.status != 200 {
            return Err(format!("{start}: {}", answer.status).into());
        }
        found = answer.body.matches("\"starts_at\"").count();
        took.push(answer.took);
    }
    Ok(Slots { found, took })
}

impl Slots {
    pub fn text(mut self) -> String {
        let (p50, p95) = (ms(percentile(&mut self.took, 50)), ms(percentile(&mut self.took, 95)));
        format!(
            "All free times of {PROVIDERS} providers on {DAYS} days between {BOOKINGS} bookings ({} found), one request after \
             the other: p50 {p50:.1} ms, p95 {p95:.1} ms.",
            self.found
        )
    }
}
