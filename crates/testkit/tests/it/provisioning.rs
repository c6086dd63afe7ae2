//! Making clinics, and what is refused before anything is made.

use tenancy::{Error, Migration, NewTenant};
use testkit::{Call, Setup, TestClinic};

fn volga() -> NewTenant {
    NewTenant {
        slug: "volga".to_owned(),
        name: "Volga Clinic".to_owned(),
        domains: vec!["volga.localhost".to_owned(), "volga.example".to_owned()],
        region: "RU".to_owned(),
        time_zone: "Europe/Moscow".to_owned(),
        currency: "RUB".to_owned(),
        locale: "en".to_owned(),
    }
}

#[tokio::test]
async fn a_new_clinic_is_open_at_once_at_each_of_its_domains() {
    let clinic = TestClinic::new().await;

    let made = clinic.house().create_tenant(&volga()).await.unwrap();

    for host in ["volga.localhost", "volga.example"] {
        Call::new(clinic.router(), http::Method::GET, "/").header("host", host).await.expect(200);
    }
    assert_eq!(made.status.as_str(), "active");
    let keys = clinic.house().key_states(&made).await.unwrap();
    assert_eq!((keys.len(), keys[0].1.to_string().as_str()), (1, "active"));
    assert_eq!(clinic.house().tenants().await.unwrap().len(), 3);
}

#[tokio::test]
async fn what_cannot_be_a_clinic_is_refused_field_by_field() {
    let clinic = TestClinic::new().await;
    let odd = NewTenant {
        slug: "Volga; drop".to_owned(),
        name: "  ".to_owned(),
        domains: vec!["volga_.localhost".to_owned()],
        region: "ru".to_owned(),
        time_zone: "Mars/Olympus".to_owned(),
        currency: "rubles".to_owned(),
        locale: "tlh".to_owned(),
    };

    let Err(Error::Invalid(fields)) = clinic.house().create_tenant(&odd).await else { panic!("not refused") };

    let named: Vec<&str> = fields.iter().map(|field| field.field.as_ref()).collect();
    assert_eq!(named, ["slug", "name", "domain", "region", "currency", "time_zone", "locale"]);
    for slug in ["", "x", "1a", "-a", "a_b", "A", &"a".repeat(41)] {
        let refused = clinic.house().create_tenant(&NewTenant { slug: slug.to_owned(), ..volga() }).await;
        assert_eq!(refused.unwrap_err().code(), "invalid", "{slug}");
    }
}

#[tokio::test]
async fn a_slug_or_domain_that_is_taken_leaves_nothing_behind() {
    let clinic = TestClinic::new().await;
    let schemas = "select count(*) from pg_namespace where nspname like 't\\_%'";
    let before = clinic.value(schemas).await;

    for taken in [
        NewTenant { slug: "nile".to_owned(), domains: vec![], ..volga() },
        NewTenant { domains: vec!["volga.localhost".to_owned(), "nile.localhost".to_owned()], ..volga() },
    ] {
        assert_eq!(clinic.house().create_tenant(&taken).await.unwrap_err().code(), "already_recorded");
    }
    assert_eq!(clinic.value(schemas).await, before);
    assert_eq!(clinic.value("select count(*) from platform.domain").await, "2");
    clinic.house().create_tenant(&volga()).await.unwrap();
}

/// As far as the people, and then a step that fails.
const BROKEN: &[Migration] = &[
    clinic::MIGRATIONS[0],
    Migration { version: 2, name: "0002_broken", sql: "create table half (id uuid); select 1 / 0" },
];

#[tokio::test]
async fn a_clinic_whose_making_was_broken_off_is_made_by_the_next_try() {
    let clinic = TestClinic::new().await;
    let broken = clinic.another_program(Setup { migrations: BROKEN, ..Setup::default() }).await;
    let first = NewTenant { name: "Typo".to_owned(), domains: vec!["wolga.localhost".to_owned()], ..volga() };
    assert_eq!(broken.house().create_tenant(&first).await.unwrap_err().code(), "internal");
    assert_eq!(
        clinic.value("select status || schema_version from platform.tenant where slug = 'volga'").await,
        "provisioning1"
    );
    Call::new(clinic.router(), http::Method::GET, "/").header("host", "wolga.localhost").await.expect(503);

    let made = clinic.house().create_tenant(&volga()).await.unwrap();

    assert_eq!((made.status.as_str(), made.name.as_str()), ("active", "Volga Clinic"));
    Call::new(clinic.router(), http::Method::GET, "/").header("host", "volga.localhost").await.expect(200);
    assert_eq!(clinic.house().domains_of(&made).await.unwrap(), ["volga.example", "volga.localhost"]);
    assert_eq!(clinic.house().key_states(&made).await.unwrap().len(), 1);
    assert_eq!(clinic.value("select count(*) from pg_namespace where nspname like 't\\_%'").await, "3");
    assert_eq!(clinic.value("select count(*) from platform.migration where outcome = 'failed'").await, "0");
    assert_eq!(clinic.house().create_tenant(&volga()).await.unwrap_err().code(), "already_recorded");
}

#[tokio::test]
async fn of_two_who_make_one_clinic_at_once_one_does() {
    let clinic = TestClinic::new().await;
    let other = clinic.another_program(Setup::default()).await;
    let new = volga();

    let (one, two) = tokio::join!(clinic.house().create_tenant(&new), other.house().create_tenant(&new));

    let codes: Vec<_> = [one, two].into_iter().filter_map(|made| made.err().map(|error| error.code())).collect();
    assert_eq!(codes, ["already_recorded"]);
    assert_eq!(clinic.value("select status from platform.tenant where slug = 'volga'").await, "active");
}

#[tokio::test]
async fn another_root_key_does_not_open_the_house() {
    let clinic = TestClinic::new().await;
    let config = tenancy::HouseConfig {
        admin: clinic.database().options(),
        root: vault::RootKey::from_bytes([8; 32]),
        clock: clinic.clock().clone(),
        migrations: clinic::MIGRATIONS,
        connections: testkit::connections(1),
    };

    let Err(refused) = tenancy::House::open(config).await else { panic!("a wrong key was taken") };

    assert!(refused.to_string().starts_with("the root key does not belong to this database"));
}

#[tokio::test]
async fn a_platform_newer_than_the_program_is_left_alone() {
    let clinic = TestClinic::new().await;
    clinic
        .sql_as_superuser(
            "insert into platform.migration (version, name, outcome, at) values (99, 'later', 'applied', now())",
        )
        .await;
    let config = tenancy::HouseConfig {
        admin: clinic.database().options(),
        root: testkit::root_key(),
        clock: clinic.clock().clone(),
        migrations: clinic::MIGRATIONS,
        connections: testkit::connections(1),
    };

    let Err(refused) = tenancy::House::open(config).await else { panic!("a newer schema was taken") };

    assert!(refused.to_string().contains("version 99"), "{refused}");
}
