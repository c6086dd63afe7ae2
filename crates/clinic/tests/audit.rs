//! The record can be added to and nothing else, whoever asks. Needs a server: `./test` gives `TEST_DATABASE_URL`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it has to say by panicking")]

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use tenancy::{Action, Actor, Clock, ConnectionLimits, House, HouseConfig, NewTenant, Subject, TenantRef};
use vault::{FileProvider, KeyProvider as _};

/// A house of its own, in a database of its own.
struct Place {
    house: House,
    clinic: TenantRef,
    database: String,
    server: PgConnectOptions,
}

impl Place {
    async fn new() -> Self {
        let server = std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL: run this by ./test");
        let server: PgConnectOptions = server.parse().unwrap();
        let clock = Clock::default();
        let database = format!("audit_{}", clock.new_uuid().simple());
        run(&server, &format!("create database {database}")).await;
        let key = std::env::temp_dir().join(format!("{database}.key"));
        let provider = FileProvider::new(&key);
        provider.create().unwrap();
        let root = provider.load().unwrap();
        std::fs::remove_file(key).unwrap();
        let admin = server.clone().database(&database);
        let migrations = clinic::MIGRATIONS;
        let house =
            House::open(HouseConfig { admin, root, clock, migrations, connections: ConnectionLimits::default() });
        let house = house.await.unwrap();
        let new = NewTenant {
            slug: "north".to_owned(),
            name: "North".to_owned(),
            domains: vec!["north.localhost".to_owned()],
            region: "EG".to_owned(),
            time_zone: "Africa/Cairo".to_owned(),
            currency: "EGP".to_owned(),
            locale: "en".to_owned(),
        };
        let clinic = house.create_tenant(&new).await.unwrap();
        Self { house, clinic, database, server }
    }

    async fn record_something(&self) {
        let mut tx = self.house.begin(self.house.ticket(self.clinic.clone(), Actor::Operator)).await.unwrap();
        tx.authorize(Action::ViewAudit).unwrap();
        tx.record(Action::ViewAudit, Subject::new("audit", None));
        tx.commit().await.unwrap();
    }

    async fn as_superuser(&self, sql: &str) -> bool {
        let mut connection = self.server.clone().database(&self.database).connect().await.unwrap();
        let schema = self.clinic.schema.as_str();
        let sql = format!("set search_path = {schema}; {sql}");
        let done = connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.is_ok();
        connection.close().await.unwrap();
        done
    }

    async fn leave(self) {
        self.house.close().await;
        run(&self.server, &format!("drop database {} with (force)", self.database)).await;
    }
}

async fn run(server: &PgConnectOptions, sql: &str) {
    let mut connection = server.connect().await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap();
    connection.close().await.unwrap();
}

const CHANGES: [&str; 3] =
    ["update audit_event set outcome = 'denied'", "delete from audit_event", "truncate audit_event"];

#[tokio::test]
async fn nobody_can_change_what_was_recorded() {
    let place = Place::new().await;
    place.record_something().await;

    for change in CHANGES {
        let ticket = place.house.ticket(place.clinic.clone(), Actor::Operator);
        let mut tx = place.house.begin(ticket).await.unwrap();
        let db = tx.authorize(Action::ViewAudit).unwrap();
        let refused = db.execute(sqlx::raw_sql(change)).await.unwrap_err();
        let code = refused.as_database_error().and_then(sqlx::error::DatabaseError::code);
        assert_eq!(code.as_deref(), Some("42501"), "{change}: the clinic's role has no such right");

        assert!(!place.as_superuser(change).await, "{change}: the trigger refuses even its owner");
    }
    place.leave().await;
}

#[tokio::test]
async fn a_row_that_was_altered_all_the_same_is_named() {
    let place = Place::new().await;
    place.record_something().await;
    place.record_something().await;
    let verify = async || {
        let ticket = place.house.ticket(place.clinic.clone(), Actor::Operator);
        let mut tx = place.house.read(ticket).await.unwrap();
        let verdict = clinic::audit::verify::verify(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        verdict
    };
    assert!(verify().await.fault.is_none());

    let forgery = "alter table audit_event disable trigger user;
        update audit_event set origin = (select origin from audit_event order by seq limit 1)
            where seq = (select min(seq) + 1 from audit_event)";
    assert!(place.as_superuser(forgery).await);

    let fault = verify().await.fault.unwrap();
    assert_eq!(fault.what, "does not open under the clinic's key");
    place.leave().await;
}
