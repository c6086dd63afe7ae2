//! Whatever happens, and wherever counting is broken off: what was kept and what is counted now is the sum of the rows.

use std::sync::Arc;

use clinic::analytics::operations as analytics;
use jiff::tz::TimeZone;
use tenancy::{Actor, Tenant, TenantRef, TenantTx};
use testkit::{Role, TestClinic};

/// Numbers that look as if they were thrown, and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn of<'a>(&mut self, choices: &'a [String]) -> &'a str {
        let number = usize::try_from(self.below(u64::try_from(choices.len()).unwrap())).unwrap();
        &choices[number]
    }
}

const ZONES: [&str; 4] = ["Africa/Cairo", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu"];
const FIRST: &str = "2029-12-01";
const LAST: &str = "2030-03-31";

/// A clinic to which anything may happen.
struct Lab {
    clinic: TestClinic,
    tenant: TenantRef,
    dice: Dice,
    doctors: Vec<String>,
    patients: Vec<String>,
}

impl Lab {
    async fn open(seed: u64) -> Self {
        let clinic = TestClinic::new().await;
        let (mut doctors, mut patients) = (Vec::new(), Vec::new());
        for _ in 0..2 {
            doctors.push(clinic.hire(&[Role::Doctor]).await.id.to_string());
        }
        for _ in 0..3 {
            patients.push(clinic.patient().create().await.id.to_string());
        }
        let tenant = clinic.tenant().clone();
        Self { clinic, tenant, dice: Dice(seed), doctors, patients }
    }

    fn zone(&self) -> &str {
        self.tenant.time_zone.iana_name().unwrap()
    }

    async fn sql(&self, sql: &str) {
        self.clinic.sql_as_superuser(sql).await;
    }

    /// Some instant of these months, often near a midnight.
    fn instant(&mut self) -> String {
        let (day, hour, minute) = (self.dice.below(100), self.dice.below(24), self.dice.below(4) * 15);
        format!("timestamptz '2029-12-08T00:00:00Z' + interval '{day} days {hour} hours {minute} minutes'")
    }

    async fn happen(&mut self) {
        match self.dice.below(12) {
            0..=2 => self.book().await,
            3..=5 => self.change().await,
            6 | 7 => self.pay().await,
            8 => self.remind().await,
            9 => self.move_zone(),
            _ => self.count().await,
        }
    }

    async fn book(&mut self) {
        let status = self.status();
        let kind = ["consultation", "follow-up"][usize::try_from(self.dice.below(2)).unwrap()];
        let (doctor, patient) = (self.dice.of(&self.doctors).to_owned(), self.dice.of(&self.patients).to_owned());
        let at = self.instant();
        self.sql(&format!(
            "insert into {{room}}.appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from,
                 busy_until, group_id, currency, overbooked, created_at, updated_at, moved_at)
             select v.id, '{patient}', '{doctor}', '{kind}', {status}, at, at + interval '20 minutes', at,
                 at + interval '20 minutes', v.id, 'EGP', true, at, at, at
             from (select gen_random_uuid() as id, {at} as at) as v"
        ))
        .await;
    }

    fn status(&mut self) -> &'static str {
        let all =
            ["booked", "fulfilled", "fulfilled", "cancelled", "noshow", "pending", "waitlist", "entered-in-error"];
        match all[usize::try_from(self.dice.below(8)).unwrap()] {
            "booked" => "'booked'",
            "fulfilled" => "'fulfilled'",
            "cancelled" => "'cancelled'",
            "noshow" => "'noshow'",
            "pending" => "'pending'",
            "waitlist" => "'waitlist'",
            _ => "'entered-in-error'",
        }
    }

    /// One appointment is moved, goes on, is deleted, restored, given to somebody else, or goes into another chart.
    async fn change(&mut self) {
        let set = match self.dice.below(7) {
            0 => {
                let at = self.instant();
                format!(
                    "starts_at = {at}, ends_at = {at} + interval '30 minutes', busy_from = {at}, busy_until = {at} + interval '30 minutes'"
                )
            }
            1 => format!("status = {}, previous_status = status, cancelled_late = true", self.status()),
            2 => "deleted_at = created_at".to_owned(),
            3 => "deleted_at = null".to_owned(),
            4 => format!("provider_id = '{}'", self.dice.of(&self.doctors)),
            5 => format!("patient_id = '{}'", self.dice.of(&self.patients)),
            _ => "status = 'cancelled', previous_status = 'proposed'".to_owned(),
        };
        let number = self.dice.below(40);
        self.sql(&format!(
            "update {{room}}.appointment set {set}
             where id = (select id from {{room}}.appointment order by created_at, id offset {number} limit 1)"
        ))
        .await;
    }

    async fn pay(&mut self) {
        let (at, patient) = (self.instant(), self.dice.of(&self.patients).to_owned());
        let (kind, method, sign) =
            if self.dice.below(2) == 0 { ("charge", "null", "") } else { ("payment", "'card'", "-") };
        let number = self.dice.below(40);
        self.sql(&format!(
            "insert into {{room}}.transaction (id, kind, method, contact_id, appointment_id, currency, amount_minor, tax_minor,
                 effect_minor, receipt_required, created_at)
             values (gen_random_uuid(), '{kind}', {method}, '{patient}',
                 (select id from {{room}}.appointment order by created_at, id offset {number} limit 1), 'EGP', 1000, 100,
                 {sign}1000, false, {at})"
        ))
        .await;
        let later = self.instant();
        self.sql(&format!(
            "insert into {{room}}.transaction (id, kind, method, cause, contact_id, of_id, currency, amount_minor, tax_minor,
                 effect_minor, receipt_required, created_at)
             select gen_random_uuid(), case kind when 'charge' then 'adjustment' else 'refund' end,
                 case kind when 'payment' then 'cash' end, case kind when 'charge' then 'discount' end, contact_id, id, 'EGP',
                 case kind when 'charge' then -10 else 10 end, 0, case kind when 'charge' then -10 else 10 end, false, {later}
             from {{room}}.transaction where of_id is null order by created_at, id limit 1"
        ))
        .await;
    }

    async fn remind(&mut self) {
        let (number, offset) = (self.dice.below(40), self.dice.below(5000));
        self.sql(&format!(
            "insert into {{room}}.message (id, kind, channel, status, recipient, body, created_at, appointment_id, starts_at,
                 offset_minutes, scheduled_for, next_attempt_at)
             select gen_random_uuid(), 'appointment_reminder', 'sms', 'queued', '', '', created_at, id, starts_at, {offset},
                 created_at, created_at
             from {{room}}.appointment order by created_at, id offset {number} limit 1
             on conflict do nothing"
        ))
        .await;
        let status = ["sent", "delivered", "failed"][usize::try_from(self.dice.below(3)).unwrap()];
        self.sql(&format!(
            "update {{room}}.message set status = '{status}', answer = 'confirmed', answered_at = created_at
             where id = (select id from {{room}}.message order by created_at, id offset {number} limit 1)"
        ))
        .await;
    }

    fn move_zone(&mut self) {
        let zone = ZONES[usize::try_from(self.dice.below(4)).unwrap()];
        self.tenant = Arc::new(Tenant { time_zone: TimeZone::get(zone).unwrap(), ..(*self.tenant).clone() });
    }

    async fn tx(&self) -> TenantTx {
        let ticket = self.clinic.house().ticket(self.tenant.clone(), Actor::Job { name: "count_days" });
        self.clinic.house().begin(ticket).await.unwrap()
    }

    /// A step of the duty, in any order; now and then it breaks off before it is committed.
    async fn count(&mut self) {
        let mut tx = self.tx().await;
        match self.dice.below(6) {
            0 => {
                analytics::keep_zone(&mut tx).await.unwrap();
            }
            1 => {
                analytics::settle_hanging(&mut tx).await.unwrap();
            }
            2 => {
                analytics::settle_visits(&mut tx).await.unwrap();
            }
            3 => {
                analytics::settle_newcomers(&mut tx).await.unwrap();
            }
            4 => {
                analytics::settle_money(&mut tx).await.unwrap();
            }
            _ => {
                analytics::settle_reminders(&mut tx).await.unwrap();
            }
        }
        if self.dice.below(4) > 0 {
            tx.commit().await.unwrap();
        }
    }

    /// What is told beside the plain sum of the rows: rows that are only in one of them.
    async fn differences(&self, told: &str, rows: &str) -> String {
        let (zone, schema) = (self.zone(), self.clinic.schema());
        let sql = format!(
            "with told as ({told}), plain as ({rows})
             select string_agg(d::text, '; ') from (
                 (select 'told', told::text from told except select 'told', plain::text from plain) union all
                 (select 'rows', plain::text from plain except select 'rows', told::text from told)) as d"
        );
        let sql =
            sql.replace("{zone}", zone).replace("{room}", schema).replace("{first}", FIRST).replace("{last}", LAST);
        self.clinic.value(&sql).await
    }

    async fn check(&self, when: &str) {
        for by_months in ["true", "false"] {
            for (what, told, rows) in BESIDE {
                let told = told.replace("{by_months}", by_months);
                let found = self.differences(&told, rows).await;
                assert_eq!(found, "", "{what}, by months {by_months}, {when}, in {}", self.zone());
            }
        }
    }
}

/// What is told, and the plain sum of the rows that it is to be.
const BESIDE: [(&str, &str, &str); 5] = [
    (
        "visits",
        "select date_trunc('month', day::timestamp) as month, provider_id, kind, sum(pending)::bigint, sum(booked)::bigint,
             sum(fulfilled)::bigint, sum(cancelled)::bigint, sum(cancelled_late)::bigint, sum(noshow)::bigint,
             sum(minutes)::bigint
         from {room}.visit_days('{zone}', '{first}', '{last}', {by_months}) group by 1, 2, 3",
        "select date_trunc('month', starts_at at time zone '{zone}') as month, provider_id, kind,
             count(*) filter (where status = 'pending'), count(*) filter (where status = 'booked'),
             count(*) filter (where status = 'fulfilled'), count(*) filter (where status = 'cancelled'),
             count(*) filter (where status = 'cancelled' and cancelled_late), count(*) filter (where status = 'noshow'),
             coalesce(sum(extract(epoch from ends_at - starts_at)::bigint) filter (where status <> 'cancelled'), 0)::bigint / 60
         from {room}.appointment
         where deleted_at is null and status not in ('waitlist', 'proposed', 'entered-in-error')
           and (status <> 'cancelled' or previous_status is null or previous_status not in ('waitlist', 'proposed'))
           and (starts_at at time zone '{zone}')::date between '{first}' and '{last}'
         group by 1, 2, 3",
    ),
    (
        "hours",
        "select weekday, (hour - 1)::int, sum(n)::bigint from {room}.visit_days('{zone}', '{first}', '{last}', {by_months}) v
         cross join lateral unnest(v.by_hour) with ordinality as h (n, hour) where n > 0 group by 1, 2",
        "select extract(isodow from starts_at at time zone '{zone}')::int, extract(hour from starts_at at time zone '{zone}')::int,
             count(*)
         from {room}.appointment
         where deleted_at is null and status not in ('waitlist', 'proposed', 'entered-in-error', 'cancelled')
           and (starts_at at time zone '{zone}')::date between '{first}' and '{last}'
         group by 1, 2",
    ),
    (
        "first visits",
        "select provider_id, kind, starts_at, count(*) from {room}.first_visits('2029-01-01', '2031-01-01') group by 1, 2, 3",
        "select provider_id, kind, starts_at, count(*) from (
             select distinct on (patient_id) patient_id, provider_id, kind, starts_at from {room}.appointment
             where status = 'fulfilled' and deleted_at is null order by patient_id, starts_at, id) as f group by 1, 2, 3",
    ),
    (
        "money",
        "select date_trunc('month', day::timestamp) as month, currency, provider_id, kind, sum(charged_minor)::bigint,
             sum(charged_tax_minor)::bigint, sum(put_right_minor)::bigint, sum(payments)::bigint,
             sum(taken_minor[2])::bigint, sum(returned_minor[1])::bigint
         from {room}.money_days('{zone}', '{first}', '{last}', {by_months}) group by 1, 2, 3, 4",
        "select date_trunc('month', t.created_at at time zone '{zone}') as month, t.currency, a.provider_id, a.kind,
             coalesce(sum(t.amount_minor) filter (where t.kind = 'charge'), 0)::bigint,
             coalesce(sum(t.tax_minor) filter (where t.kind = 'charge'), 0)::bigint,
             coalesce(sum(t.amount_minor) filter (where t.kind = 'adjustment'), 0)::bigint,
             count(*) filter (where t.kind = 'payment'),
             coalesce(sum(t.amount_minor) filter (where t.kind = 'payment'), 0)::bigint,
             coalesce(sum(t.amount_minor) filter (where t.kind = 'refund'), 0)::bigint
         from {room}.transaction t left join {room}.transaction r on r.id = t.of_id
         left join {room}.appointment a on a.id = coalesce(t.appointment_id, r.appointment_id)
         where (t.created_at at time zone '{zone}')::date between '{first}' and '{last}'
         group by 1, 2, 3, 4",
    ),
    (
        "reminders",
        "select date_trunc('month', day::timestamp) as month, provider_id, kind, channel, sum(waiting)::bigint,
             sum(sent)::bigint, sum(delivered)::bigint, sum(failed)::bigint, sum(confirmed)::bigint
         from {room}.reminder_days('{zone}', '{first}', '{last}', {by_months}) group by 1, 2, 3, 4",
        "select date_trunc('month', m.starts_at at time zone '{zone}') as month, a.provider_id, a.kind, m.channel,
             count(*) filter (where m.status = 'queued'), count(*) filter (where m.status = 'sent'),
             count(*) filter (where m.status = 'delivered'), count(*) filter (where m.status = 'failed'),
             count(*) filter (where m.answer = 'confirmed')
         from {room}.message m join {room}.appointment a on a.id = m.appointment_id
         where (m.starts_at at time zone '{zone}')::date between '{first}' and '{last}'
         group by 1, 2, 3, 4",
    ),
];

async fn whatever_happens(seed: u64) {
    let mut lab = Lab::open(seed).await;
    for step in 0..120 {
        lab.happen().await;
        if step % 3 == 0 {
            lab.check(&format!("after {step} steps of {seed}")).await;
        }
    }
    // Whatever is left to be counted.
    for _ in 0..8 {
        lab.clinic.run_duty("count_days").await;
    }
    lab.tenant = lab.clinic.tenant().clone();
    lab.check(&format!("after all of {seed}")).await;
    let left = lab.clinic.value("select count(*) from {room}.recount").await;
    assert_eq!(left, "0", "everything is counted in the end");
}

#[tokio::test]
async fn kept_and_counted_numbers_are_the_sum_of_the_rows() {
    whatever_happens(0x5eed_1001).await;
}

#[tokio::test]
async fn kept_and_counted_numbers_are_the_sum_of_other_rows() {
    whatever_happens(0x5eed_2002).await;
}

#[tokio::test]
async fn kept_and_counted_numbers_are_the_sum_of_more_rows() {
    whatever_happens(0x5eed_3003).await;
}
