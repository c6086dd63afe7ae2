//! Upgrades of all clinics: one that fails says why, the others go on, and the next run goes on where it stopped.

use tenancy::{Migration, NewTenant};
use testkit::{Role, Setup, TestClinic};

/// The product's steps and these.
fn with(steps: &[Migration]) -> &'static [Migration] {
    Vec::leak([clinic::MIGRATIONS, steps].concat())
}

fn newest() -> i32 {
    clinic::MIGRATIONS.last().unwrap().version
}

fn step(number: i32, name: &'static str, sql: &'static str) -> Migration {
    Migration { version: newest() + number, name, sql }
}

const HURT: &str = "create table hurt (id int); insert into hurt select 1 / (select count(*) from audit_event)::int";

#[tokio::test]
async fn one_clinic_that_fails_says_why_and_the_rest_go_on() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    // The step divides by the number of entries: it fails where there are none.
    clinic.patient().create().await;
    let third = NewTenant {
        slug: "volga".to_owned(),
        name: "Volga".to_owned(),
        domains: vec![],
        region: "RU".to_owned(),
        time_zone: "Europe/Moscow".to_owned(),
        currency: "RUB".to_owned(),
        locale: "en".to_owned(),
    };
    clinic.advance(jiff::SignedDuration::from_secs(1));
    let third = clinic.house().create_tenant(&third).await.unwrap();
    clinic
        .sql_as_superuser(
            &format!("insert into {}.audit_event select * from {{room}}.audit_event", third.schema.as_str())
                .replace("select *", "overriding system value select *"),
        )
        .await;
    let steps = with(&[step(1, "first", "create table fine (id int)"), step(2, "hurt", HURT)]);
    let app = clinic.another_program(Setup { migrations: steps, ..Setup::default() }).await;

    let report = app.house().migrate_all().await.unwrap();

    assert_eq!((report.current, report.migrated.as_slice()), (0, ["nile".to_owned(), "volga".to_owned()].as_slice()));
    let (slug, reason) = &report.failed[0];
    assert_eq!((slug.as_str(), report.failed.len()), ("seine", 1));
    assert!(reason.contains("division by zero"), "{reason}");
    let pending = app.house().pending_migrations().await.unwrap();
    assert_eq!((pending.len(), pending[0].slug.as_str(), pending[0].schema_version), (1, "seine", newest() + 1));
    assert!(pending[0].last_error.as_deref().unwrap().contains("division by zero"));
    // The step that failed left nothing behind; the one before it stays.
    let tables = other
        .sql_as_superuser(
            "select tablename from pg_tables where schemaname = '{room}' and tablename in ('fine', 'hurt')",
        )
        .await;
    assert_eq!(tables, [["fine"]]);
}

#[tokio::test]
async fn the_next_run_goes_on_where_the_last_one_stopped() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    clinic.patient().create().await;
    let steps = with(&[step(1, "first", "create table fine (id int)"), step(2, "hurt", HURT)]);
    let app = clinic.another_program(Setup { migrations: steps, ..Setup::default() }).await;
    assert_eq!(app.house().migrate_all().await.unwrap().failed.len(), 1);

    other.patient().create().await;
    let report = app.house().migrate_all().await.unwrap();

    assert_eq!((report.current, report.migrated.len(), report.failed.len()), (1, 1, 0));
    assert_eq!(app.house().migrate_all().await.unwrap().current, 2);
    let ledger = "select m.version, m.outcome, m.error is null from platform.migration m join platform.tenant t on t.id = m.tenant_id where t.slug = 'seine' order by 1";
    let rows = clinic.sql_as_superuser(ledger).await;
    assert!(rows.iter().all(|row| row[1] == "applied" && row[2] == "t"), "{rows:?}");
    assert_eq!(rows.len(), steps.len());
}

#[tokio::test]
async fn the_oldest_clinic_goes_first_and_when_it_fails_the_others_are_spared() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let steps = with(&[step(1, "broken", "create table fine (id int); select nonsense")]);
    let app = clinic.another_program(Setup { migrations: steps, ..Setup::default() }).await;

    let report = app.house().migrate_all().await.unwrap();

    assert_eq!((report.migrated.len(), report.failed.len()), (0, 1));
    let untouched = other.value("select schema_version from platform.tenant where slug = 'seine'").await;
    assert_eq!(untouched, newest().to_string());
    assert_eq!(clinic.value("select count(*) from pg_tables where tablename = 'fine'").await, "0");
}

#[tokio::test]
async fn two_programs_that_upgrade_at_once_take_turns() {
    let clinic = TestClinic::new().await;
    let steps = with(&[step(1, "once", "create table once (id int)"), step(2, "twice", "create table twice (id int)")]);
    let setup = || Setup { migrations: steps, ..Setup::default() };
    let (one, two) = (clinic.another_program(setup()).await, clinic.another_program(setup()).await);

    let (first, second) = tokio::join!(one.house().migrate_all(), two.house().migrate_all());

    assert_eq!((first.unwrap().failed.len(), second.unwrap().failed.len()), (0, 0));
    assert_eq!(clinic.value("select count(*) from pg_tables where tablename in ('once', 'twice')").await, "4");
}

#[tokio::test]
async fn the_old_program_stops_serving_a_clinic_that_was_upgraded() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let steps = with(&[step(1, "first", "create table fine (id int)")]);
    let app = clinic.another_program(Setup { migrations: steps, ..Setup::default() }).await;
    app.house().migrate_all().await.unwrap();
    clinic.house().forget_tenants();

    desk.get("/api/patients/").await.expect(503);
}
