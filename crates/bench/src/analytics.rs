//! What a clinic's numbers cost: years of appointments and money, before they were counted by day and after.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use clinic::accounts::operations::{NewStaff, create};
use serde_json::Value;
use tenancy::duties::{Duty, Worker};
use tenancy::{Actor, House, Role};

use crate::clinics::{self, Clinic, PASSWORD, USERNAME};
use crate::server::Server;
use crate::sign_in::{NO_LIMITS, ms, percentile};
use crate::wire::Line;
use crate::{Options, Outcome, ground};

pub const NAME: &str = "analytics";

const PATIENTS: usize = 20_000;
const DOCTORS: usize = 20;
/// As many appointments, and as many transactions.
const ROWS: u32 = 1_000_000;
const DAYS: u32 = 1_825;
const LOOKS: usize = 40;
/// Steps of the duty until all days are counted.
const STEPS: usize = 80;

/// What is asked for: five years as months, a year as months, and three months as days.
const REPORTS: [(&str, &str); 8] = [
    ("appointments of a year", "appointments/?period=last_year"),
    ("appointments of the last 90 days by day", "appointments/?period=last_90_days&step=day"),
    ("appointments of five years", "appointments/?from={five}"),
    ("utilization of a year", "utilization/?period=last_year"),
    ("new patients of a year", "patients/?period=last_year"),
    ("money of a year", "money/?period=last_year"),
    ("money of five years", "money/?from={five}"),
    ("receivables", "receivables/"),
];

pub struct Analytics {
    /// One look at a month while no day was counted yet.
    uncounted: Duration,
    counting: Duration,
    reports: Vec<(&'static str, Vec<Duration>)>,
}

pub async fn measure(options: &Options) -> Outcome<Analytics> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let clinic = clinics::furnish(&house, 0, PATIENTS).await?;
    hire(&house).await?;
    house.close().await;
    fill(&cluster.superuser_url("praxis"), &clinic)?;
    let server = Server::start(&options.praxis, folder.path(), NO_LIMITS)?;
    let mut desk = Desk::open(&server.url, &clinic)?;
    let uncounted = desk.look("appointments/?period=last_month")?;
    server.stop()?;
    let began = Instant::now();
    count(folder.path()).await?;
    let counting = began.elapsed();
    // What happened since is counted by whoever asks.
    psql(&cluster.superuser_url("praxis"), &recent(&clinic))?;
    let server = Server::start(&options.praxis, folder.path(), NO_LIMITS)?;
    let mut desk = Desk::open(&server.url, &clinic)?;
    let mut reports = Vec::new();
    for (name, path) in REPORTS {
        let path = path.replace("{five}", &desk.five_years_ago()?);
        let took = (0..LOOKS).map(|_| desk.look(&path)).collect::<Outcome<Vec<_>>>()?;
        reports.push((name, took));
    }
    server.stop()?;
    cluster.close().await?;
    Ok(Analytics { uncounted, counting, reports })
}

/// More of those who see patients.
async fn hire(house: &House) -> Outcome {
    let hash = web::hash_password(PASSWORD)?;
    let tenant = house.tenants().await?.into_iter().next().ok_or("no clinic")?;
    let mut tx = house.begin(house.ticket(tenant, Actor::Operator)).await?;
    for number in 1..DOCTORS {
        let new = NewStaff {
            username: format!("{USERNAME}{number}"),
            display_name: format!("Doctor {number}"),
            phone: None,
            roles: vec![Role::Doctor],
            password: Some(PASSWORD.to_owned()),
            locale: None,
        };
        create(&mut tx, &new, Some(&hash)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Years that are over, as if they had been there before anything was counted: nothing here is sealed, and no trigger sees
/// it. Of every second visit there is a charge and its payment; every fiftieth of them was not paid yet.
fn fill(url: &str, clinic: &Clinic) -> Outcome {
    let a_day = ROWS / DAYS + 1;
    let sql = format!(
        "set search_path = {schema}, extensions;
         update staff set roles = array['doctor', 'reception', 'billing'] where id = '{doctor}';
         alter table appointment disable trigger user;
         alter table transaction disable trigger user;
         create temp table doctor as select id, row_number() over (order by id) - 1 as n from staff;
         create temp table patient as select id, row_number() over (order by id) - 1 as n from party;
         insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, busy_until,
             group_id, currency, overbooked, created_at, updated_at, moved_at)
         select visit.id, p.id, d.id, (array['consultation', 'follow-up', 'procedure'])[1 + visit.n % 3],
             (array['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'cancelled', 'noshow'])[1 + visit.n % 7],
             at, at + interval '20 minutes', at, at + interval '20 minutes', visit.id, 'EGP', true, at, at, at
         from (select n, gen_random_uuid() as id, date_trunc('day', now()) - (n / {a_day}) * interval '1 day'
                   + interval '6 hours' + (n % {a_day} / {DOCTORS}) * interval '20 minutes' as at
               from generate_series(1, {ROWS}) as n) as visit
         join doctor d on d.n = visit.n % {DOCTORS} join patient p on p.n = visit.n::bigint * 7919 % {PATIENTS};
         create temp table charged as
             select gen_random_uuid() as charge, gen_random_uuid() as payment, id, patient_id, starts_at,
                 row_number() over () as n
             from appointment order by starts_at limit {ROWS} / 2;
         insert into transaction (id, kind, contact_id, appointment_id, currency, amount_minor, tax_minor, tax_rate,
             effect_minor, receipt_required, created_at)
         select charge, 'charge', patient_id, id, 'EGP', 35000, 4298, 1400, 35000, false, starts_at from charged;
         insert into transaction (id, kind, method, contact_id, appointment_id, currency, amount_minor, tax_minor,
             effect_minor, receipt_required, created_at)
         select payment, 'payment', (array['cash', 'card', 'insurance'])[1 + n % 3], patient_id, id, 'EGP', 35000, 0, -35000,
             false, starts_at
         from charged where n % 50 > 0;
         insert into transaction_worth (transaction_id, net_minor, refunded_minor, allocated_minor)
         select charge, 35000, 0, case when n % 50 > 0 then 35000 else 0 end from charged
         union all select payment, 35000, 0, 35000 from charged where n % 50 > 0;
         alter table appointment enable trigger user;
         alter table transaction enable trigger user;
         insert into recount (what, subject_id)
         select distinct 'patient', patient_id from appointment where status = 'fulfilled';
         analyze",
        schema = clinic.schema,
        doctor = clinic.doctor
    );
    psql(url, &sql)
}

/// A few visits of today and yesterday went on since they were counted.
fn recent(clinic: &Clinic) -> String {
    format!(
        "set search_path = {schema}, extensions;
         update appointment set status = 'fulfilled'
         where id in (select id from appointment where status = 'noshow' order by starts_at desc limit 100);
         analyze",
        schema = clinic.schema
    )
}

fn psql(url: &str, sql: &str) -> Outcome {
    let done = Command::new("psql").args(["-X", "--quiet", "--set", "ON_ERROR_STOP=1", url, "-c", sql]).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
}

/// Lets the server's own duty count all days.
async fn count(folder: &Path) -> Outcome {
    let (house, _cluster) = ground::house(folder).await?;
    let tenant = house.tenants().await?.into_iter().next().ok_or("no clinic")?;
    let own = house.clone();
    let duty = Duty::new("count_days", move |tenant| clinic::analytics::duties::count_days(own.clone(), tenant));
    let worker = Worker::new(&house, vec![duty]);
    for _ in 0..STEPS {
        worker.run_now(tenant.id, "count_days").await?;
    }
    house.close().await;
    Ok(())
}

/// Somebody who looks at numbers.
struct Desk {
    line: Line,
    headers: String,
}

impl Desk {
    fn open(url: &str, clinic: &Clinic) -> Outcome<Self> {
        let mut line = Line::open(url, &clinic.host)?;
        let tokens: Value = serde_json::from_str(&line.sign_in(USERNAME, PASSWORD)?.body)?;
        let access = tokens.get("access").and_then(Value::as_str).ok_or("no access token")?;
        Ok(Self { line, headers: format!("authorization: Bearer {access}\r\n") })
    }

    fn look(&mut self, path: &str) -> Outcome<Duration> {
        let answer = self.line.ask(&format!("GET /api/analytics/{path}"), &self.headers, "")?;
        if answer.status == 200 {
            Ok(answer.took)
        } else {
            Err(format!("{path}: {} {}", answer.status, answer.body).into())
        }
    }

    /// The first of as many days as may be asked for at once.
    fn five_years_ago(&mut self) -> Outcome<String> {
        let answer = self.line.ask("GET /api/analytics/appointments/?period=today", &self.headers, "")?;
        let told: Value = serde_json::from_str(&answer.body)?;
        let today = told.pointer("/period/to").and_then(Value::as_str).ok_or("no today")?;
        let today: jiff::civil::Date = today.parse()?;
        Ok(today.saturating_sub(jiff::Span::new().days(DAYS)).to_string())
    }
}

impl Analytics {
    pub fn text(self) -> String {
        let told = |(name, mut took): (&str, Vec<Duration>)| {
            let (p50, p95) = (ms(percentile(&mut took, 50)), ms(percentile(&mut took, 95)));
            format!("{name}: p50 {p50:.1} ms, p95 {p95:.1} ms")
        };
        let reports: Vec<String> = self.reports.into_iter().map(told).collect();
        format!(
            "Numbers of a clinic with {ROWS} appointments and about as many transactions of {DAYS} days, {DOCTORS} doctors: \
             {}. Counting all days took {:.1} s; a look at a month before that {:.0} ms.",
            reports.join("; "),
            self.counting.as_secs_f64(),
            ms(self.uncounted)
        )
    }
}
