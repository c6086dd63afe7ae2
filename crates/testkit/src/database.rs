//! One database a test, copied from a template in which two clinics have been made the way `praxis tenant create`
//! makes them; and the superuser's view of it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, PgConnection, Row as _, ValueRef as _};
use tenancy::cluster::Cluster;
use tenancy::{Clock, House, HouseConfig, NewTenant};
use vault::RootKey;

/// A Monday, 9 o'clock in Cairo: when every test begins.
pub const MORNING: &str = "2030-01-07T07:00:00Z";

/// Change it when what the template holds changes in another way than by a migration.
const TEMPLATE_VERSION: u32 = 2;
const TEMPLATE_LOCK: i64 = 0x74_6573_746b_6974;

/// The same in every test: the template's keys are wrapped with it.
pub fn root_key() -> RootKey {
    RootKey::from_bytes([7; 32])
}

/// Rows as text, nulls as empty text.
pub type Rows = Vec<Vec<String>>;

/// A test's own database; gone when dropped.
pub struct Database {
    name: String,
    server: PgConnectOptions,
    superuser: PgPool,
}

impl Database {
    pub async fn copy_of_template() -> Self {
        let server = server().await;
        let template = template(&server).await;
        Self::copy_of(server, &template).await
    }

    /// As this one stands now. Ends every connection to it: nobody may be connected to what is copied.
    pub async fn copy(&self) -> Self {
        self.superuser.close().await;
        let mut db = self.server.connect().await.expect("the test server takes connections");
        end_connections(&mut db, &self.name).await;
        Self::copy_of(self.server.clone(), &self.name).await
    }

    async fn copy_of(server: PgConnectOptions, template: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("praxis_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let mut db = server.connect().await.expect("the test server takes connections");
        run(&mut db, &format!("drop database if exists {name} with (force)")).await;
        // As files: page by page through the log takes twice as long.
        run(&mut db, &format!("create database {name} template {template} strategy file_copy")).await;
        let superuser = PgPoolOptions::new().max_connections(4).connect_lazy_with(server.clone().database(&name));
        Self { name, server, superuser }
    }

    /// The superuser's login to this database.
    pub fn options(&self) -> PgConnectOptions {
        self.server.clone().database(&self.name)
    }

    /// Runs SQL as the superuser, to whom no wall applies; several statements are fine.
    pub async fn sql(&self, sql: &str) -> Rows {
        let mut db = self.superuser.acquire().await.expect("a connection for the superuser");
        rows_of(&mut db, sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"))
    }

    /// As [`sql`](Self::sql), for what is expected to be refused; a transaction begun in it is rolled back.
    pub async fn try_sql(&self, sql: &str) -> sqlx::Result<Rows> {
        let mut db = self.superuser.acquire().await?;
        let rows = rows_of(&mut db, sql).await;
        rows_of(&mut db, "rollback").await?;
        rows
    }
}

impl Drop for Database {
    /// On a thread of its own: the test's runtime may be on its way out. And not waited for without end: PostgreSQL
    /// waits for connections that are just being made, and ours are made by the very thread that waits here.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let (done, wait) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
            runtime.block_on(async {
                if let Ok(mut db) = server.connect().await {
                    let sql = format!("drop database if exists {name} with (force)");
                    let _ = db.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await;
                }
            });
            let _ = done.send(());
        });
        // Once sent, the statement is carried out whether we stay or not.
        let _ = wait.recv_timeout(Duration::from_millis(300));
    }
}

async fn end_connections(db: &mut PgConnection, database: &str) {
    run(db, &format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'")).await;
}

async fn run(db: &mut PgConnection, sql: &str) {
    db.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
}

/// The simple protocol gives every value as text, whatever its type.
pub async fn rows_of(db: &mut PgConnection, sql: &str) -> sqlx::Result<Rows> {
    let rows = db.fetch_all(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await?;
    Ok(rows.iter().map(cells).collect())
}

fn cells(row: &PgRow) -> Vec<String> {
    let cell = |column: usize| {
        let value = row.try_get_raw(column).expect("the row has its columns");
        if value.is_null() { String::new() } else { value.as_str().expect("a value as text").to_owned() }
    };
    (0..row.len()).map(cell).collect()
}

/// `./test` starts a server and names it; without one, a cluster of our own is made once and left running,
/// so that the next test of the next run finds it.
async fn server() -> PgConnectOptions {
    let url = match std::env::var("TEST_DATABASE_URL") {
        Ok(url) => url,
        Err(_) => own_cluster().await,
    };
    url.parse().expect("TEST_DATABASE_URL is a postgresql:// URL")
}

async fn own_cluster() -> String {
    let user = std::env::var("USER").unwrap_or_else(|_| "anybody".to_owned());
    let folder = PathBuf::from(format!("/tmp/praxis-testkit-{user}"));
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o711).create(&folder);
    made.expect("a folder for the tests' PostgreSQL");
    let cluster = Cluster::open(&folder).await.expect("a PostgreSQL for the tests");
    let url = cluster.superuser_url("postgres");
    // Never closed: the claim ends with this process, the server stays.
    std::mem::forget(cluster);
    url
}

/// The template's name; made by whichever test comes first.
async fn template(server: &PgConnectOptions) -> String {
    let name = format!("praxis_template_{:016x}", fingerprint());
    let ready = format!("select 1 from pg_database where datname = '{name}' and datistemplate");
    let mut db = server.connect().await.expect("the test server takes connections");
    if !rows_of(&mut db, &ready).await.expect("a list of databases").is_empty() {
        return name;
    }
    run(&mut db, &format!("select pg_advisory_lock({TEMPLATE_LOCK})")).await;
    if rows_of(&mut db, &ready).await.expect("a list of databases").is_empty() {
        run(&mut db, &format!("drop database if exists {name} with (force)")).await;
        run(&mut db, &format!("create database {name}")).await;
        make_clinics(server.clone().database(&name)).await;
        run(&mut db, &format!("alter database {name} with allow_connections false")).await;
        end_connections(&mut db, &name).await;
        run(&mut db, &format!("alter database {name} with is_template true")).await;
    }
    name
}

fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    TEMPLATE_VERSION.hash(&mut hasher);
    include_str!("../../tenancy/migrations/0001_platform.sql").hash(&mut hasher);
    include_str!("../../tenancy/migrations/0002_operators.sql").hash(&mut hasher);
    include_str!("../../tenancy/src/platform.rs").hash(&mut hasher);
    include_str!("../../tenancy/src/provision.rs").hash(&mut hasher);
    for migration in clinic::MIGRATIONS {
        (migration.version, migration.sql).hash(&mut hasher);
    }
    hasher.finish()
}

async fn make_clinics(admin: PgConnectOptions) {
    let clock = Clock::held_at(MORNING.parse().expect("an instant"));
    let config = HouseConfig {
        admin,
        root: root_key(),
        clock,
        migrations: clinic::MIGRATIONS,
        connections: crate::clinic::connections(2),
    };
    let house = House::open(config).await.expect("a house");
    for new in clinics() {
        house.create_tenant(&new).await.expect("a clinic");
        // The first is the older one.
        house.clock().advance(jiff::SignedDuration::from_secs(1));
    }
    house.close().await;
}

/// Two clinics that share nothing but the house: country, zone, currency and language differ.
fn clinics() -> [NewTenant; 2] {
    let clinic = |slug: &str, name: &str, place: [&str; 4]| NewTenant {
        slug: slug.to_owned(),
        name: name.to_owned(),
        domains: vec![format!("{slug}.localhost")],
        region: place[0].to_owned(),
        time_zone: place[1].to_owned(),
        currency: place[2].to_owned(),
        locale: place[3].to_owned(),
    };
    [
        clinic("nile", "Nile Clinic", ["EG", "Africa/Cairo", "EGP", "en"]),
        clinic("seine", "Clinique de la Seine", ["FR", "Europe/Paris", "EUR", "fr"]),
    ]
}
