//! The house: the pools, keys, clock and recorder that all clinics share. The only owner of database connections.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions as _, PgPool};
use uuid::Uuid;
use vault::{ClinicKeys, KeyState, RootKey};

use crate::audit::{Event, Origin, Outcome, Subject, Witness};
use crate::bus::Bus;
use crate::connections::{ConnectionLimits, Connections};
use crate::recorder::Recorder;
use crate::tenant::Tenant;
use crate::tx::Ticket;
use crate::{Action, Actor, Clock, Error, Migration, Result, TenantRef, TenantTx, directory, platform};

/// How the house is opened.
pub struct HouseConfig {
    /// A login that may create schemas and roles; used for migrations and provisioning only.
    pub admin: PgConnectOptions,
    pub root: RootKey,
    pub clock: Clock,
    /// What every clinic's schema is made of, oldest first.
    pub migrations: &'static [Migration],
    pub connections: ConnectionLimits,
}

#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    root: RootKey,
    clock: Clock,
    migrations: &'static [Migration],
    admin: PgConnectOptions,
    roles: platform::Roles,
    /// What belongs to no clinic is sealed with these.
    own_keys: Arc<ClinicKeys>,
    /// Where operators work.
    place: TenantRef,
    platform: PgPool,
    /// Its connections hold the locks of duties.
    duties: PgPool,
    connections: Connections,
    recorder: Recorder,
    bus: Bus,
    tenants: Cache<String, Option<TenantRef>>,
    keys: Cache<Uuid, Arc<ClinicKeys>>,
}

impl House {
    /// Brings the platform schema up to date, checks the root key and opens the pools.
    pub async fn open(config: HouseConfig) -> Result<Self, OpenHouseError> {
        let roles = platform::prepare(&config.admin, &config.root, &config.clock).await?;
        let app = session_options(&config.admin, &roles.app, &roles.app_password);
        let recorder = session_options(&config.admin, &roles.recorder, &roles.recorder_password);
        let patience = config.connections.patience;
        let platform = pool(&app, 4, patience);
        let duties = pool(&app, DUTY_CONNECTIONS, patience);
        let node = config.clock.new_uuid();
        Ok(Self(Arc::new(Inner {
            own_keys: Arc::new(ClinicKeys::of_installation(&config.root)),
            place: Arc::new(Tenant::platform()),
            root: config.root,
            migrations: config.migrations,
            admin: config.admin,
            roles,
            // A look at a clinic needs no transaction of its own to be kept from changing anything.
            connections: Connections::new(app.options([("default_transaction_read_only", "on")]), config.connections),
            recorder: Recorder::start(&recorder, patience),
            bus: Bus::start(platform.clone(), node),
            platform,
            duties,
            tenants: Cache::builder().max_capacity(20_000).time_to_live(Duration::from_secs(1)).build(),
            keys: Cache::builder().max_capacity(10_000).time_to_live(Duration::from_secs(60)).build(),
            clock: config.clock,
        })))
    }

    /// A transaction that may change things.
    pub async fn begin(&self, ticket: Ticket) -> Result<TenantTx> {
        TenantTx::begin(self, ticket, true).await
    }

    /// For looking only; its record shares a disk flush with others.
    pub async fn read(&self, ticket: Ticket) -> Result<TenantTx> {
        TenantTx::begin(self, ticket, false).await
    }

    /// Records what did not happen: a denial or a failed attempt, which has no transaction of its own.
    pub async fn record_refusal(
        &self,
        ticket: &Ticket,
        action: Action,
        subject: Subject,
        outcome: Outcome,
    ) -> Result<()> {
        if ticket.tenant.is_platform() {
            // What is refused there is refused by operations that record it themselves.
            return Ok(());
        }
        let keys = self.keys_of(&ticket.tenant).await?;
        let witness = Witness { actor: &ticket.actor, origin: &ticket.origin, keys: &keys };
        let mut event = Event::new(&witness, self.clock().new_uuid(), self.clock().now(), action, subject);
        event.outcome = outcome;
        self.recorder().record(ticket.tenant.schema.clone(), vec![event]).await
    }

    /// The clinic that lives at a host name; `None` for a stranger.
    pub async fn tenant_at(&self, host: &str) -> Result<Option<TenantRef>> {
        let load =
            async { Box::pin(directory::at_domain(&self.0.platform, host)).await.map(|found| found.map(Arc::new)) };
        self.0.tenants.try_get_with_by_ref(host, load).await.map_err(|error| directory::shared(&error))
    }

    pub async fn tenant_by_slug(&self, slug: &str) -> Result<TenantRef> {
        directory::by_slug(&self.0.platform, slug).await?.map(Arc::new).ok_or(Error::NotFound)
    }

    /// `None` for a stranger.
    pub(crate) async fn tenant_by_id(&self, id: Uuid) -> Result<Option<TenantRef>> {
        Ok(directory::by_id(&self.0.platform, id).await?.map(Arc::new))
    }

    pub async fn tenants(&self) -> Result<Vec<TenantRef>> {
        directory::all(&self.0.platform).await
    }

    /// Every address of every clinic, with the clinic's name.
    pub async fn domains(&self) -> Result<Vec<(String, String)>> {
        directory::domains(&self.0.platform).await
    }

    /// The host at which a clinic is found.
    pub async fn domain_of(&self, tenant: &TenantRef) -> Result<String> {
        directory::domain_of(&self.0.platform, tenant.id).await?.ok_or(Error::NotFound)
    }

    /// A ticket for work that no request asked for.
    pub fn ticket(&self, tenant: TenantRef, actor: Actor) -> Ticket {
        let origin = Origin { request_id: self.clock().new_uuid(), ..Origin::default() };
        Ticket { tenant, actor: Arc::new(actor), origin: Arc::new(origin) }
    }

    /// Whether this program can serve a schema of that version.
    pub fn serves(&self, schema_version: i32) -> bool {
        self.0.migrations.last().is_none_or(|newest| newest.version == schema_version)
    }

    /// The version of a clinic's tables that this program works with.
    pub fn newest_version(&self) -> i32 {
        self.0.migrations.last().map_or(0, |newest| newest.version)
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> bool {
        sqlx::query_scalar!("select 1 as one").fetch_one(&self.0.platform).await.is_ok()
    }

    /// Closes every connection; what is under way ends first.
    pub async fn close(&self) {
        self.0.connections.close().await;
        self.0.duties.close().await;
        self.0.platform.close().await;
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn bus(&self) -> &Bus {
        &self.0.bus
    }

    /// Forgets what is known of hosts, after a clinic was created, suspended or moved.
    pub fn forget_tenants(&self) {
        self.0.tenants.invalidate_all();
    }

    /// Where operators work; no clinic.
    pub fn platform_place(&self) -> &TenantRef {
        &self.0.place
    }

    pub async fn keys_of(&self, tenant: &TenantRef) -> Result<Arc<ClinicKeys>> {
        if tenant.is_platform() {
            return Ok(Arc::clone(&self.0.own_keys));
        }
        let load = async {
            let (platform, root) = (&self.0.platform, &self.0.root);
            Box::pin(directory::load_keys(platform, root, tenant.id)).await.map(Arc::new)
        };
        self.0.keys.try_get_with(tenant.id, load).await.map_err(|error| directory::shared(&error))
    }

    pub async fn key_states(&self, tenant: &TenantRef) -> Result<Vec<(i32, KeyState)>> {
        directory::key_states(&self.0.platform, tenant.id).await
    }

    pub(crate) fn connections(&self) -> &Connections {
        &self.0.connections
    }

    pub(crate) fn recorder(&self) -> &Recorder {
        &self.0.recorder
    }

    pub(crate) fn own_keys(&self) -> &ClinicKeys {
        &self.0.own_keys
    }

    pub(crate) fn platform_pool(&self) -> &PgPool {
        &self.0.platform
    }

    pub(crate) fn duty_pool(&self) -> PgPool {
        self.0.duties.clone()
    }

    pub(crate) fn root(&self) -> &RootKey {
        &self.0.root
    }

    pub(crate) fn migrations(&self) -> &'static [Migration] {
        self.0.migrations
    }

    pub(crate) fn roles(&self) -> &platform::Roles {
        &self.0.roles
    }

    /// A pool under the owner's login, for migrations and provisioning; closed when dropped.
    pub(crate) fn admin_pool(&self, connections: u32) -> PgPool {
        let options = self.0.admin.clone().options([("lock_timeout", "10s")]);
        PgPoolOptions::new().max_connections(connections).connect_lazy_with(options)
    }
}

/// One for each duty that a node does at once, and one to look with.
const DUTY_CONNECTIONS: u32 = 7;

/// Limits that hold for every statement of a request: nothing may wait for ever.
fn session_options(admin: &PgConnectOptions, role: &str, password: &str) -> PgConnectOptions {
    admin
        .clone()
        .username(role)
        .password(password)
        .application_name("praxis")
        .statement_cache_capacity(256)
        .options([
            ("statement_timeout", "5s"),
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "10s"),
            ("synchronous_commit", "on"),
            ("client_min_messages", "error"),
        ])
        .log_statements(tracing::log::LevelFilter::Off)
        .log_slow_statements(tracing::log::LevelFilter::Off, Duration::ZERO)
}

fn pool(options: &PgConnectOptions, connections: u32, patience: Duration) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(patience)
        .idle_timeout(Duration::from_secs(300))
        .max_lifetime(Duration::from_secs(1800))
        .connect_lazy_with(options.clone())
}

/// Why the house cannot be opened; each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenHouseError {
    #[error(
        "cannot use the database: {0}\nCheck DATABASE_URL, that PostgreSQL 15 or newer runs, and that the login may create schemas and roles."
    )]
    Database(#[from] sqlx::Error),
    #[error(
        "the root key does not belong to this database\nPut back the key file that was used when it was created (see docs/operations.md); Praxis never replaces a key over existing data."
    )]
    WrongRootKey,
    #[error(
        "the database schema (version {found}) is newer than this program (version {known})\nInstall the newer Praxis, or restore a backup made before the upgrade."
    )]
    Newer { found: i32, known: i32 },
    #[error(transparent)]
    Other(#[from] Error),
}
