//! What every request handler shares.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tenancy::House;
use tokio::sync::watch;

use crate::identity_service::Services;
use crate::in_flight::{InFlight, InFlightLimits};
use crate::limits::{Limits, Rates};
use crate::machines::MachineCache;
use crate::passwords::Passwords;
use crate::policy::PolicyCache;
use crate::sessions::SessionCache;
use crate::shared::Shared;
use crate::texts::Texts;
use crate::tokens::AccessTokens;

/// How the program meets the world.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether browsers reach us by HTTPS: cookies are then `Secure` and carry the `__Host-` prefix.
    pub https: bool,
    /// Peers whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Hosts that show the platform's own landing page instead of a clinic.
    pub platform_hosts: Vec<String>,
    /// Where one signs in or up; whoever sends something there is held to a limit of its own.
    pub credential_paths: &'static [&'static str],
    /// A patient's own pages: strangers there are asked to sign in as one.
    pub patient_paths: &'static [&'static str],
    /// Templates of the routes whose handlers take in what they are sent as it comes, however large.
    pub upload_routes: &'static [&'static str],
    pub session_idle: Duration,
    pub session_absolute: Duration,
    pub access_token: Duration,
    /// How long a day's board is kept in memory while nothing changes; zero for not at all.
    pub day_kept: Duration,
    pub max_body: usize,
    /// How long a body may take to come in; a file of patients four times as long.
    pub body_timeout: Duration,
    /// The largest upload, and how long one may take. Between two of its pieces the time for bodies holds.
    pub max_upload: u64,
    pub upload_timeout: Duration,
    /// How long the rest may take.
    pub request_timeout: Duration,
    pub in_flight: InFlightLimits,
    pub rates: Rates,
    /// What several nodes know together.
    pub shared: Option<Arc<Shared>>,
    /// How near the Identity Services of clinics may live.
    pub identity_reach: identity::Reach,
    /// How near those may live whom clinics have told of what happens.
    pub webhook_reach: identity::Reach,
    /// Where carriers reach a clinic; `{host}` stands for its host. What they sign names it.
    pub public_url: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            https: false,
            trusted_proxies: Vec::new(),
            platform_hosts: vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()],
            credential_paths: &[],
            patient_paths: &[],
            upload_routes: &[],
            session_idle: Duration::from_secs(15 * 60),
            session_absolute: Duration::from_secs(12 * 3600),
            access_token: Duration::from_secs(10 * 60),
            day_kept: Duration::from_secs(15 * 60),
            max_body: 1024 * 1024,
            body_timeout: Duration::from_secs(30),
            max_upload: 200 * 1024 * 1024,
            upload_timeout: Duration::from_secs(30 * 60),
            request_timeout: Duration::from_secs(30),
            in_flight: InFlightLimits::default(),
            rates: Rates::default(),
            shared: None,
            identity_reach: identity::Reach::Public,
            webhook_reach: identity::Reach::Public,
            public_url: "https://{host}".to_owned(),
        }
    }
}

/// Renders what the product knows how to draw: an error page, in the clinic's look.
pub type ErrorPage = fn(&crate::Guest, &crate::Failure) -> String;

#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    house: House,
    texts: Arc<Texts>,
    settings: Settings,
    sessions: SessionCache,
    access_tokens: AccessTokens,
    machines: MachineCache,
    policies: PolicyCache,
    services: Services,
    passwords: Passwords,
    error_page: ErrorPage,
    stopping: watch::Sender<bool>,
    in_flight: InFlight,
    limits: Limits,
}

impl App {
    pub fn new(house: House, texts: Arc<Texts>, settings: Settings, error_page: ErrorPage) -> Self {
        let (in_flight, limits) = (InFlight::new(settings.in_flight), Limits::new(settings.rates));
        Self(Arc::new(Inner {
            services: Services::new(settings.identity_reach),
            house,
            texts,
            settings,
            sessions: SessionCache::new(),
            access_tokens: AccessTokens::new(),
            machines: MachineCache::new(),
            policies: PolicyCache::new(),
            passwords: Passwords::new(),
            error_page,
            stopping: watch::Sender::new(false),
            in_flight,
            limits,
        }))
    }

    pub fn house(&self) -> &House {
        &self.0.house
    }

    pub fn texts(&self) -> &Arc<Texts> {
        &self.0.texts
    }

    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// Ends the answers that would never end by themselves.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// Returns once the program is about to leave.
    pub async fn stopped(&self) {
        // The sender lives as long as we do.
        let _ = self.0.stopping.subscribe().wait_for(|stop| *stop).await;
    }

    /// What the nodes know together, where a Redis was named.
    pub fn shared(&self) -> Option<&Shared> {
        self.0.settings.shared.as_deref()
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.0.in_flight
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn access_tokens(&self) -> &AccessTokens {
        &self.0.access_tokens
    }

    pub(crate) fn machines(&self) -> &MachineCache {
        &self.0.machines
    }

    pub(crate) fn policies(&self) -> &PolicyCache {
        &self.0.policies
    }

    /// Forgets what was found a moment ago of sessions, tokens and policies, after one of them changed.
    pub fn forget_access(&self) {
        self.0.sessions.forget();
        self.0.machines.forget();
        self.0.policies.forget();
        self.0.services.forget();
    }

    pub(crate) fn services(&self) -> &Services {
        &self.0.services
    }

    pub(crate) fn sessions(&self) -> &SessionCache {
        &self.0.sessions
    }

    pub(crate) fn error_page(&self) -> ErrorPage {
        self.0.error_page
    }
}
