//! [`TestClinic`]: one of the two clinics of a test, and the server both live on.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use carrier::{LONGEST_HOOK, Smtp, Twilio};
use clinic::documents::{Archive, Limits};
use clinic::duties::Means;
use clinic::messages::sending::Line;
use clinic::webhooks::courier::Courier;
use http::Method;
use objects::Store;
use tempfile::TempDir;
use tenancy::duties::Worker;
use tenancy::{Actor, Clock, ConnectionLimits, House, HouseConfig, Migration, TenantRef, TenantTx};
use uuid::Uuid;
use web::listen::{Tls, WireLimits};
use web::{App, Settings, Texts};

use crate::audit::Audited;
use crate::call::Call;
use crate::client::Client;
use crate::database::{Database, MORNING, Rows, root_key};
use crate::people::PersonBuilder;
use crate::response::Response;

/// What a test may want to be different.
pub struct Setup {
    pub connections: u32,
    pub settings: Settings,
    pub migrations: &'static [Migration],
    /// How much may be kept in documents.
    pub limits: Limits,
}

impl Default for Setup {
    fn default() -> Self {
        Self { connections: 8, settings: Settings::default(), migrations: clinic::MIGRATIONS, limits: LIMITS }
    }
}

const LIMITS: Limits = Limits { largest: 8 * 1024 * 1024, quota: 1024 * 1024 * 1024 };

/// A clinic of a test. Clones are the same clinic.
#[derive(Clone)]
pub struct TestClinic {
    server: Arc<Server>,
    tenant: TenantRef,
}

struct Server {
    app: App,
    router: Router,
    archive: Archive,
    objects: Arc<TempDir>,
    // The last: connections go before the database does.
    database: Arc<Database>,
}

impl TestClinic {
    pub async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    pub async fn with(setup: Setup) -> Self {
        let database = Arc::new(Database::copy_of_template().await);
        let objects = Arc::new(tempfile::tempdir().expect("a folder for objects"));
        Self::on(database, objects, setup, Clock::held_at(MORNING.parse().expect("an instant"))).await
    }

    async fn on(database: Arc<Database>, objects: Arc<TempDir>, setup: Setup, clock: Clock) -> Self {
        let limits = setup.limits;
        let app = open(&database, setup, clock).await;
        let store = Store::open(&objects.path().to_string_lossy(), []).expect("a store");
        let archive = Archive { store, limits };
        let tenant = app.house().tenant_by_slug("nile").await.expect("the first clinic");
        let router = clinic::server(app.clone(), archive.clone());
        Self { server: Arc::new(Server { app, router, archive, objects, database }), tenant }
    }

    /// Ends the program; its clinic can be had again as it stands now.
    pub async fn freeze(self) -> Frozen {
        self.house().close().await;
        Frozen(self)
    }

    /// The second clinic on the same server.
    pub async fn other(&self) -> Self {
        let tenant = self.house().tenant_by_slug("seine").await.expect("the second clinic");
        Self { server: Arc::clone(&self.server), tenant }
    }

    /// A second program on the same database, as after an upgrade or beside the first.
    pub async fn another_program(&self, setup: Setup) -> App {
        open(&self.server.database, setup, self.clock().clone()).await
    }

    /// The same clinic as a second program serves it, which shares nothing with the first but the database.
    pub async fn at_another_node(&self) -> Self {
        let app = self.another_program(Setup::default()).await;
        let (archive, objects) = (self.server.archive.clone(), Arc::clone(&self.server.objects));
        let (router, database) = (clinic::server(app.clone(), archive.clone()), Arc::clone(&self.server.database));
        Self { server: Arc::new(Server { app, router, archive, objects, database }), tenant: self.tenant.clone() }
    }

    pub fn house(&self) -> &House {
        self.server.app.house()
    }

    pub fn app(&self) -> &App {
        &self.server.app
    }

    /// Where documents lie.
    pub fn archive(&self) -> &Archive {
        &self.server.archive
    }

    /// The folder that documents lie in.
    pub fn objects(&self) -> &std::path::Path {
        self.server.objects.path()
    }

    pub fn router(&self) -> Router {
        self.server.router.clone()
    }

    pub fn database(&self) -> &Database {
        &self.server.database
    }

    pub fn tenant(&self) -> &TenantRef {
        &self.tenant
    }

    pub fn host(&self) -> String {
        format!("{}.localhost", self.tenant.slug)
    }

    pub fn schema(&self) -> &str {
        self.tenant.schema.as_str()
    }

    pub fn clock(&self) -> &Clock {
        self.house().clock()
    }

    pub fn advance(&self, by: jiff::SignedDuration) {
        self.clock().advance(by);
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::visitor(self)
    }

    pub fn patient(&self) -> PersonBuilder {
        PersonBuilder::patient(self)
    }

    pub fn contact(&self, kind: &str) -> PersonBuilder {
        PersonBuilder::contact(self, kind)
    }

    /// A transaction for setting a scene, past the policy but not past the record.
    pub async fn scene(&self) -> TenantTx {
        let ticket = self.house().ticket(self.tenant.clone(), Actor::Job { name: "scene" });
        self.house().begin(ticket).await.expect("a transaction")
    }

    /// Does everything that the program does by itself and that is due now; says how many duties that were.
    pub async fn run_duties(&self) -> usize {
        self.worker().run_due().await.expect("duties")
    }

    /// Does one of this clinic's duties now, whenever it is due.
    pub async fn run_duty(&self, name: &str) {
        assert!(self.worker().run_now(self.tenant.id, name).await.expect("a duty"), "{name} was not done");
    }

    fn worker(&self) -> Worker {
        const SETTLED: jiff::SignedDuration = jiff::SignedDuration::from_mins(2);
        // Nobody answers there: clinics of a test send nothing unless they say by whom.
        let nowhere = "http://127.0.0.1:9/".parse().expect("an address");
        let (twilio, smtp) = (Twilio::new(nowhere), Smtp::new(Arc::new(|_| false)));
        let line = Line { twilio, smtp, public_url: "https://{host}".to_owned(), settled: SETTLED };
        let (texts, archive) = (Arc::clone(self.app().texts()), self.archive().clone());
        let courier = Courier::new(self.app().settings().webhook_reach, LONGEST_HOOK);
        let means = Means { texts, line, archive, courier };
        Worker::new(self.house(), clinic::duties::all(self.house(), &means))
    }

    /// Runs SQL as the superuser; `{room}` stands for this clinic's schema.
    pub async fn sql_as_superuser(&self, sql: &str) -> Rows {
        self.database().sql(&sql.replace("{room}", self.schema())).await
    }

    /// The first value of the first row, as the superuser sees it.
    pub async fn value(&self, sql: &str) -> String {
        let rows = self.sql_as_superuser(sql).await;
        rows.first().and_then(|row| row.first()).cloned().unwrap_or_default()
    }

    /// The whole record of this clinic, oldest first.
    pub async fn audit(&self) -> Vec<Audited> {
        Audited::read(self, "true").await
    }

    /// What one request left in the record.
    pub async fn audit_of(&self, response: &Response) -> Vec<Audited> {
        let id: Uuid = response.header("x-request-id").parse().expect("every answer names its request");
        Audited::read(self, &format!("request_id = '{id}'")).await
    }

    pub(crate) fn call(&self, method: Method, path: &str) -> Call {
        Call::new(self.router(), method, path).header("host", &self.host())
    }

    /// Serves on a real socket, for as long as the test runs.
    pub async fn listen(&self) -> SocketAddr {
        self.listen_with(None, WireLimits::default()).await
    }

    /// As [`listen`](Self::listen), with TLS and limits of the test's own.
    pub async fn listen_with(&self, tls: Option<Tls>, limits: WireLimits) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(web::listen::listen(listener, tls, self.router(), limits, std::future::pending()));
        address
    }
}

/// A clinic in which much was written, which takes longer than to copy it: for many who each change it in their way.
pub struct Frozen(TestClinic);

impl Frozen {
    pub async fn copy(&self) -> TestClinic {
        let Server { database, objects, .. } = &*self.0.server;
        let copied = tempfile::tempdir().expect("a folder for objects");
        copy_folder(objects.path(), copied.path()).expect("a copy of the objects");
        let clock = Clock::held_at(self.0.clock().now());
        TestClinic::on(Arc::new(database.copy().await), Arc::new(copied), Setup::default(), clock).await
    }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&there)?;
            copy_folder(&entry.path(), &there)?;
        } else {
            std::fs::copy(entry.path(), &there)?;
        }
    }
    Ok(())
}

/// Patient: the machine may have other things to do.
pub fn connections(total: u32) -> ConnectionLimits {
    ConnectionLimits { total, per_clinic: total, patience: Duration::from_secs(30) }
}

/// Read once: that takes longer than most requests.
fn texts() -> Arc<Texts> {
    static TEXTS: LazyLock<Arc<Texts>> =
        LazyLock::new(|| Arc::new(clinic::load_texts().expect("texts that can be read")));
    Arc::clone(&TEXTS)
}

async fn open(database: &Database, setup: Setup, clock: Clock) -> App {
    let config = HouseConfig {
        admin: database.options(),
        root: root_key(),
        clock,
        migrations: setup.migrations,
        connections: connections(setup.connections),
    };
    let house = House::open(config).await.expect("a house");
    let settings = Settings {
        patient_paths: clinic::PATIENT_PATHS,
        upload_routes: clinic::UPLOAD_ROUTES,
        max_upload: setup.limits.largest,
        ..setup.settings
    };
    App::new(house, texts(), settings, clinic::error_page)
}
