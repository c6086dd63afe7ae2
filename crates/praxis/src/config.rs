//! Settings: from the environment, from `NAME_FILE` for secrets, from an optional TOML file. Unknown ones are refused.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use tenancy::ConnectionLimits;
use web::limits::{Quota, Rates};
use web::listen::TlsFiles;

/// Why the settings cannot be used; each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("unknown setting {name} in {place}\nKnown settings: {known}")]
    Unknown { name: String, place: String, known: String },
    #[error("{name} is not usable: {reason}\nCorrect it in the environment or in the settings file.")]
    Unusable { name: &'static str, reason: String },
    #[error("cannot read {path}: {reason}\nCheck that the file exists and that this user may read it.")]
    File { path: PathBuf, reason: String },
}

/// Name, default, whether it is secret, what it is.
const KNOWN: &[(&str, &str, bool, &str)] = &[
    (
        "PRAXIS_DATA_DIR",
        ".praxis",
        false,
        "where the database, the root key and logs of a stand-alone installation live",
    ),
    ("PRAXIS_CONFIG", "", false, "a TOML file with settings; names without PRAXIS_, lower-case"),
    ("PRAXIS_LISTEN", "127.0.0.1:8000", false, "address and port of the clinics"),
    ("PRAXIS_ADMIN_LISTEN", "127.0.0.1:8001", false, "address and port of /metrics; empty for none"),
    ("PRAXIS_HTTPS", "false", false, "whether browsers reach the server by HTTPS"),
    (
        "PRAXIS_TLS_CERT_FILE",
        "",
        false,
        "certificate chain in PEM; with it and its key, HTTPS is spoken without a proxy",
    ),
    ("PRAXIS_TLS_KEY_FILE", "", false, "the certificate's private key in PEM"),
    ("PRAXIS_TLS_12", "false", false, "whether TLS 1.2 is spoken beside 1.3"),
    ("PRAXIS_TRUSTED_PROXIES", "", false, "addresses whose X-Forwarded-For is believed, comma-separated"),
    ("PRAXIS_PLATFORM_HOSTS", "localhost,127.0.0.1", false, "hosts that show the platform's own page"),
    ("PRAXIS_ROOT_KEY_FILE", "", false, "file with the root key; by default root.key in the data folder"),
    ("PRAXIS_CONNECTIONS", "32", false, "connections to PostgreSQL for the data of clinics"),
    ("PRAXIS_CONNECTIONS_PER_CLINIC", "16", false, "how many of them one clinic may use at once"),
    (
        "PRAXIS_DAY_KEPT_SECONDS",
        "900",
        false,
        "how long a day's board is kept in memory while nothing changes; 0: not at all",
    ),
    ("PRAXIS_RATE_PRINCIPAL", "300000/60", false, "requests/seconds of one person or machine; off: no limit"),
    ("PRAXIS_RATE_ADDRESS", "1200000/60", false, "requests/seconds of one address (IPv6: /64)"),
    ("PRAXIS_RATE_CLINIC", "1200000/60", false, "requests/seconds of one clinic; its strangers have as much again"),
    ("PRAXIS_RATE_CREDENTIALS", "300/60", false, "requests/seconds with passwords or codes from one address"),
    (
        "PRAXIS_IDENTITY_REACH",
        "public",
        false,
        "where clinics' Identity Services may live: public, private (also the own network), loopback (also this machine, \
         by plain http: for development)",
    ),
    (
        "PRAXIS_PUBLIC_URL",
        "https://{host}",
        false,
        "where carriers reach a clinic, {host} being its host: they sign what they tell with it",
    ),
    ("PRAXIS_TWILIO_BASE_URL", "https://api.twilio.com", false, "where Twilio is, or what stands in for it"),
    (
        "PRAXIS_CARRIER_SETTLED_SECONDS",
        "120",
        false,
        "how long after a call a carrier's list may lack what it took; at least 30",
    ),
    (
        "PRAXIS_MAIL_REACH",
        "public",
        false,
        "where clinics' mail servers may live: public, private (also the own network), loopback (also this machine)",
    ),
    (
        "PRAXIS_WEBHOOK_REACH",
        "public",
        false,
        "where those may live whom clinics have told of what happens: public, private (also the own network), loopback (also \
         this machine, by plain http: for development)",
    ),
    (
        "PRAXIS_OBJECTS",
        "",
        false,
        "where documents lie: a folder (by default objects in the data folder), or s3://bucket/folder with AWS_ENDPOINT, \
         AWS_ACCESS_KEY_ID and their like",
    ),
    ("PRAXIS_UPLOAD_MAX_MB", "200", false, "the largest document"),
    ("PRAXIS_DOCUMENTS_MAX_GB", "100", false, "how much all documents of one clinic may take"),
    ("PRAXIS_LOG", "info", false, "log filter, as in RUST_LOG"),
    ("PRAXIS_LOG_FORMAT", "auto", false, "json, text, or auto: text on a terminal"),
    ("PRAXIS_DEMO", "true", false, "whether an empty installation of its own gets two demo clinics"),
    (
        "PRAXIS_DEMO_CARRIER",
        "",
        false,
        "where the demo clinics hand in letters, when a carrier that carries nothing runs beside them",
    ),
    ("DATABASE_URL", "", true, "a PostgreSQL server to use instead of an own one"),
    ("REDIS_URL", "", true, "a Redis through which several nodes count limits together"),
];

/// Names that the documents use; all but the database's are read for what they mean here.
const ALIASES: &[&str] =
    &["DB_USER", "DB_PASSWORD", "DB_NAME", "DB_HOST", "DB_PORT", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"];

#[derive(Debug, Clone)]
pub struct Config {
    values: BTreeMap<&'static str, String>,
    pub data_dir: PathBuf,
    pub listen: SocketAddr,
    pub admin_listen: Option<SocketAddr>,
    pub https: bool,
    pub tls: Option<TlsFiles>,
    pub tls_12: bool,
    pub trusted_proxies: Vec<IpAddr>,
    pub platform_hosts: Vec<String>,
    pub root_key_file: PathBuf,
    pub connections: ConnectionLimits,
    pub day_kept: Duration,
    pub identity_reach: identity::Reach,
    pub public_url: String,
    pub twilio_base_url: url::Url,
    pub carrier_settled: SignedDuration,
    pub mail_reach: identity::Reach,
    pub webhook_reach: identity::Reach,
    pub objects: String,
    /// In bytes.
    pub upload_max: u64,
    pub documents_max: u64,
    pub log: String,
    pub log_format: String,
    pub demo: bool,
    pub demo_carrier: Option<SocketAddr>,
    pub rates: Rates,
    pub database_url: Option<String>,
    pub redis_url: Option<String>,
}

impl Config {
    pub fn load() -> Result<Self, ConfigError> {
        let environment: BTreeMap<String, String> = std::env::vars().collect();
        let mut values = BTreeMap::new();
        refuse_unknown(&environment)?;
        let file = match environment.get("PRAXIS_CONFIG").filter(|path| !path.is_empty()) {
            Some(path) => read_toml(Path::new(path))?,
            None => BTreeMap::new(),
        };
        for (name, default, ..) in KNOWN {
            let from_file = environment.get(&format!("{name}_FILE")).map(|path| read(Path::new(path))).transpose()?;
            let value = environment.get(*name).cloned().or(from_file).or_else(|| file.get(*name).cloned());
            values.insert(*name, value.unwrap_or_else(|| (*default).to_owned()));
        }
        if values.get("DATABASE_URL").is_some_and(String::is_empty)
            && let Some(url) = url_of_seeds(&environment)?
        {
            values.insert("DATABASE_URL", url);
        }
        Self::typed(values, &environment)
    }

    fn typed(
        values: BTreeMap<&'static str, String>,
        environment: &BTreeMap<String, String>,
    ) -> Result<Self, ConfigError> {
        let text = |name: &'static str| values.get(name).cloned().unwrap_or_default();
        let data_dir = PathBuf::from(text("PRAXIS_DATA_DIR"));
        let mut hosts = list(&text("PRAXIS_PLATFORM_HOSTS"));
        hosts.extend(environment.get("ALLOWED_HOSTS").map(|hosts| list(hosts)).unwrap_or_default());
        let key = text("PRAXIS_ROOT_KEY_FILE");
        let tls = tls_files(text("PRAXIS_TLS_CERT_FILE"), text("PRAXIS_TLS_KEY_FILE"))?;
        Ok(Self {
            root_key_file: if key.is_empty() { data_dir.join("root.key") } else { key.into() },
            listen: parse("PRAXIS_LISTEN", &text("PRAXIS_LISTEN"))?,
            admin_listen: parse_if_set("PRAXIS_ADMIN_LISTEN", &text("PRAXIS_ADMIN_LISTEN"))?,
            https: tls.is_some() || flag("PRAXIS_HTTPS", &text("PRAXIS_HTTPS"))?,
            tls,
            tls_12: flag("PRAXIS_TLS_12", &text("PRAXIS_TLS_12"))?,
            trusted_proxies: list(&text("PRAXIS_TRUSTED_PROXIES"))
                .iter()
                .map(|text| parse("PRAXIS_TRUSTED_PROXIES", text))
                .collect::<Result<_, _>>()?,
            platform_hosts: hosts,
            connections: ConnectionLimits {
                total: positive("PRAXIS_CONNECTIONS", &text("PRAXIS_CONNECTIONS"))?,
                per_clinic: positive("PRAXIS_CONNECTIONS_PER_CLINIC", &text("PRAXIS_CONNECTIONS_PER_CLINIC"))?,
                ..ConnectionLimits::default()
            },
            day_kept: Duration::from_secs(parse("PRAXIS_DAY_KEPT_SECONDS", &text("PRAXIS_DAY_KEPT_SECONDS"))?),
            identity_reach: reach("PRAXIS_IDENTITY_REACH", &text("PRAXIS_IDENTITY_REACH"))?,
            public_url: text("PRAXIS_PUBLIC_URL"),
            twilio_base_url: parse("PRAXIS_TWILIO_BASE_URL", &text("PRAXIS_TWILIO_BASE_URL"))?,
            carrier_settled: settled("PRAXIS_CARRIER_SETTLED_SECONDS", &text("PRAXIS_CARRIER_SETTLED_SECONDS"))?,
            mail_reach: reach("PRAXIS_MAIL_REACH", &text("PRAXIS_MAIL_REACH"))?,
            webhook_reach: reach("PRAXIS_WEBHOOK_REACH", &text("PRAXIS_WEBHOOK_REACH"))?,
            objects: match text("PRAXIS_OBJECTS") {
                unset if unset.is_empty() => data_dir.join("objects").to_string_lossy().into_owned(),
                place => place,
            },
            upload_max: u64::from(positive("PRAXIS_UPLOAD_MAX_MB", &text("PRAXIS_UPLOAD_MAX_MB"))?) << 20,
            documents_max: u64::from(positive("PRAXIS_DOCUMENTS_MAX_GB", &text("PRAXIS_DOCUMENTS_MAX_GB"))?) << 30,
            log: match environment.get("DEBUG").map(String::as_str) {
                Some("True" | "true" | "1") => "debug".to_owned(),
                _ => text("PRAXIS_LOG"),
            },
            log_format: text("PRAXIS_LOG_FORMAT"),
            demo: flag("PRAXIS_DEMO", &text("PRAXIS_DEMO"))?,
            demo_carrier: parse_if_set("PRAXIS_DEMO_CARRIER", &text("PRAXIS_DEMO_CARRIER"))?,
            rates: Rates {
                principal: quota("PRAXIS_RATE_PRINCIPAL", &text("PRAXIS_RATE_PRINCIPAL"))?,
                address: quota("PRAXIS_RATE_ADDRESS", &text("PRAXIS_RATE_ADDRESS"))?,
                clinic: quota("PRAXIS_RATE_CLINIC", &text("PRAXIS_RATE_CLINIC"))?,
                credentials: quota("PRAXIS_RATE_CREDENTIALS", &text("PRAXIS_RATE_CREDENTIALS"))?,
            },
            database_url: Some(text("DATABASE_URL")).filter(|url| !url.is_empty()),
            redis_url: Some(text("REDIS_URL")).filter(|url| !url.is_empty()),
            data_dir,
            values,
        })
    }

    /// Name, effective value with secrets struck out, and what it is.
    pub fn effective(&self) -> impl Iterator<Item = (&'static str, String, &'static str)> {
        KNOWN.iter().map(|(name, _, secret, about)| {
            let value = self.values.get(name).cloned().unwrap_or_default();
            (*name, if *secret && !value.is_empty() { "[redacted]".to_owned() } else { value }, *about)
        })
    }
}

fn refuse_unknown(environment: &BTreeMap<String, String>) -> Result<(), ConfigError> {
    let known =
        |name: &str| KNOWN.iter().any(|(known, ..)| name == *known || name.strip_suffix("_FILE") == Some(known));
    match environment.keys().find(|name| name.starts_with("PRAXIS_") && !known(name)) {
        Some(name) => Err(unknown(name, "the environment")),
        None => Ok(()),
    }
}

fn unknown(name: &str, place: &str) -> ConfigError {
    let known = KNOWN.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
    ConfigError::Unknown { name: name.to_owned(), place: place.to_owned(), known }
}

fn read_toml(path: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let failed = |reason: String| ConfigError::File { path: path.to_owned(), reason };
    let table: toml::Table = read(path)?.parse().map_err(|error: toml::de::Error| failed(error.to_string()))?;
    let mut values = BTreeMap::new();
    for (key, value) in table {
        let upper = key.to_uppercase();
        let name = if KNOWN.iter().any(|(known, ..)| *known == upper) { upper } else { format!("PRAXIS_{upper}") };
        if !KNOWN.iter().any(|(known, ..)| *known == name) {
            return Err(unknown(&key, &path.display().to_string()));
        }
        values.insert(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    Ok(values)
}

fn read(path: &Path) -> Result<String, ConfigError> {
    let text = std::fs::read_to_string(path);
    text.map(|text| text.trim_end().to_owned())
        .map_err(|error| ConfigError::File { path: path.to_owned(), reason: error.to_string() })
}

/// `DB_HOST` and its companions, as the documents' deployments have them.
fn url_of_seeds(environment: &BTreeMap<String, String>) -> Result<Option<String>, ConfigError> {
    debug_assert!(ALIASES.contains(&"DB_HOST"));
    let Some(host) = environment.get("DB_HOST").filter(|host| !host.is_empty()) else { return Ok(None) };
    let get = |name: &str, default: &str| environment.get(name).cloned().unwrap_or_else(|| default.to_owned());
    let password = match environment.get("DB_PASSWORD_FILE") {
        Some(path) => read(Path::new(path))?,
        None => get("DB_PASSWORD", ""),
    };
    let encode = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                plain if plain.is_ascii_alphanumeric() => char::from(plain).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect::<String>()
    };
    let (user, name, port) = (get("DB_USER", "postgres"), get("DB_NAME", "praxis"), get("DB_PORT", "5432"));
    Ok(Some(format!("postgresql://{}:{}@{host}:{port}/{}", encode(&user), encode(&password), encode(&name))))
}

fn parse<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<T, ConfigError>
where
    T::Err: std::fmt::Display,
{
    text.trim().parse().map_err(|error: T::Err| ConfigError::Unusable { name, reason: format!("{text:?}: {error}") })
}

fn parse_if_set<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<Option<T>, ConfigError>
where
    T::Err: std::fmt::Display,
{
    if text.is_empty() { Ok(None) } else { parse(name, text).map(Some) }
}

fn positive(name: &'static str, text: &str) -> Result<u32, ConfigError> {
    Ok(parse::<std::num::NonZeroU32>(name, text)?.get())
}

/// A call that still goes on must not be taken for one that is settled.
fn settled(name: &'static str, text: &str) -> Result<SignedDuration, ConfigError> {
    let settled = SignedDuration::from_secs(positive(name, text)?.into());
    match settled < clinic::messages::sending::SURELY_OVER {
        true => Err(ConfigError::Unusable { name, reason: format!("{text:?}: a call may take 30 seconds") }),
        false => Ok(settled),
    }
}

/// `off` and nothing at all mean that there is no limit.
fn quota(name: &'static str, text: &str) -> Result<Option<Quota>, ConfigError> {
    match text.trim() {
        "" | "off" => Ok(None),
        text => parse(name, text).map(Some),
    }
}

fn tls_files(certificate: String, key: String) -> Result<Option<TlsFiles>, ConfigError> {
    match (certificate.is_empty(), key.is_empty()) {
        (true, true) => Ok(None),
        (false, false) => Ok(Some(TlsFiles { certificate: certificate.into(), key: key.into() })),
        _ => {
            let reason = "PRAXIS_TLS_CERT_FILE and PRAXIS_TLS_KEY_FILE belong together".to_owned();
            Err(ConfigError::Unusable { name: "PRAXIS_TLS_CERT_FILE", reason })
        }
    }
}

fn flag(name: &'static str, text: &str) -> Result<bool, ConfigError> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "on" => Ok(true),
        "false" | "no" | "0" | "off" | "" => Ok(false),
        _ => Err(ConfigError::Unusable { name, reason: format!("{text:?} is neither true nor false") }),
    }
}

fn reach(name: &'static str, text: &str) -> Result<identity::Reach, ConfigError> {
    match text.trim() {
        "public" | "" => Ok(identity::Reach::Public),
        "private" => Ok(identity::Reach::Private),
        "loopback" => Ok(identity::Reach::Loopback),
        _ => Err(ConfigError::Unusable { name, reason: format!("{text:?} is none of public, private, loopback") }),
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_ascii_lowercase).collect()
}
