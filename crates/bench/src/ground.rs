//! What is driven: a server with generated clinics, in a folder that is gone afterwards, or one that already runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tenancy::cluster::Cluster;
use tenancy::{Clock, ConnectionLimits, House, HouseConfig};
use uuid::Uuid;
use vault::{FileProvider, KeyProvider as _};

use crate::clinics::{self, Clinic, PASSWORD, USERNAME};
use crate::server::Server;
use crate::{Options, Outcome, tell};

pub struct Ground {
    pub clinics: Vec<Clinic>,
    pub url: String,
    folder: TempDir,
    own: Option<Own>,
}

/// A server of our own.
struct Own {
    praxis: PathBuf,
    superuser_url: String,
    server: Server,
    idle: u64,
    /// The same without what it keeps in memory; started when first asked for.
    forgetful: Option<Server>,
}

/// A folder that PostgreSQL's own account can pass through.
pub fn folder() -> Outcome<TempDir> {
    let folder = tempfile::Builder::new().prefix("praxis-bench-").tempdir()?;
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o711))?;
    Ok(folder)
}

/// A house in the folder, and its PostgreSQL, which stops when that is dropped by the last one.
pub async fn house(folder: &Path) -> Outcome<(House, Cluster)> {
    let cluster = Cluster::open(folder).await?;
    cluster.create_database_if_missing("praxis").await?;
    let provider = FileProvider::new(folder.join("root.key"));
    let root = if folder.join("root.key").exists() { provider.load()? } else { provider.create()? };
    let admin: PgConnectOptions = cluster.superuser_url("praxis").parse()?;
    let house = House::open(HouseConfig {
        admin,
        root,
        clock: Clock::default(),
        migrations: clinic::MIGRATIONS,
        connections: ConnectionLimits::default(),
    });
    Ok((house.await?, cluster))
}

impl Ground {
    pub async fn prepare(options: &Options) -> Outcome<Self> {
        match &options.url {
            Some(url) => Self::given(url, options),
            None => Self::generated(options).await,
        }
    }

    async fn generated(options: &Options) -> Outcome<Self> {
        let Options { clinics: count, patients, appointments, .. } = options;
        tell(&format!("{count} clinics x {patients} patients x {appointments} appointments"));
        let folder = folder()?;
        let (house, cluster) = house(folder.path()).await?;
        let mut clinics = Vec::new();
        for number in 0..options.clinics {
            clinics.push(clinics::furnish(&house, number, options.patients).await?);
        }
        house.close().await;
        let superuser_url = cluster.superuser_url("praxis");
        clinics::book(&superuser_url, &clinics, options)?;
        let server = Server::start(&options.praxis, folder.path(), &[])?;
        // The server holds it now.
        cluster.close().await?;
        let (url, idle) = (server.url.clone(), server.resident());
        for clinic in &mut clinics {
            clinic.token = sign_in(&url, &clinic.host, USERNAME, PASSWORD)?;
        }
        let own = Own { praxis: options.praxis.clone(), superuser_url, server, idle, forgetful: None };
        Ok(Self { clinics, url, folder, own: Some(own) })
    }

    fn given(url: &str, options: &Options) -> Outcome<Self> {
        let (Some(username), Some(file)) = (&options.username, &options.password_file) else {
            return Err("--url needs --username and --password-file".into());
        };
        let password = fs::read_to_string(file)?;
        let mut clinics = Vec::new();
        for host in &options.host {
            let token = sign_in(url, host, username, password.trim_end())?;
            let people = get(url, host, &token, "/api/patients/?page_size=100")?;
            let id = |value: &serde_json::Value| value.get("id")?.as_str()?.parse::<Uuid>().ok();
            let people = people.get("results").and_then(serde_json::Value::as_array).ok_or("no list of patients")?;
            let doctor = subject(&token).ok_or("the access token names nobody")?;
            let patients = people.iter().filter_map(id).collect();
            clinics.push(Clinic { host: host.clone(), schema: String::new(), token, doctor, patients });
        }
        Ok(Self { clinics, url: url.to_owned(), folder: folder()?, own: None })
    }

    /// Where pgbench finds the same tables.
    pub fn superuser_url(&self) -> Option<&str> {
        self.own.as_ref().map(|own| own.superuser_url.as_str())
    }

    /// A second program on the same data, which keeps no day in memory.
    pub fn forgetful_url(&mut self) -> Outcome<String> {
        let Some(own) = &mut self.own else { return Err("a server that already runs keeps what it keeps".into()) };
        let server = match own.forgetful.take() {
            Some(server) => server,
            None => Server::start(&own.praxis, self.folder.path(), &[("PRAXIS_DAY_KEPT_SECONDS", "0")])?,
        };
        Ok(own.forgetful.insert(server).url.clone())
    }

    pub fn script(&self, name: &str, text: &str) -> Outcome<PathBuf> {
        let path = self.folder.path().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }

    /// KiB when ready, and now.
    pub fn memory(&self) -> Option<(u64, u64)> {
        self.own.as_ref().map(|own| (own.idle, own.server.resident()))
    }

    pub fn close(self) -> Outcome {
        let Some(own) = self.own else { return Ok(()) };
        if let Some(server) = own.forgetful {
            server.stop()?;
        }
        own.server.stop()
    }
}

fn sign_in(url: &str, host: &str, username: &str, password: &str) -> Outcome<String> {
    let body = serde_json::json!({ "username": username, "password": password }).to_string();
    let tokens = curl(url, host, "/api/auth/login/", &["-H", "content-type: application/json", "-d", &body])?;
    let access = tokens.get("access").and_then(serde_json::Value::as_str).ok_or("no access token")?;
    Ok(access.to_owned())
}

/// Whom an access token was issued to.
fn subject(token: &str) -> Option<Uuid> {
    let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<serde_json::Value>(&claims).ok()?.get("sub")?.as_str()?.parse().ok()
}

fn get(url: &str, host: &str, token: &str, path: &str) -> Outcome<serde_json::Value> {
    curl(url, host, path, &["-H", &format!("authorization: Bearer {token}")])
}

fn curl(url: &str, host: &str, path: &str, more: &[&str]) -> Outcome<serde_json::Value> {
    let answer = Command::new("curl")
        .args(["--silent", "--show-error", "--fail", "-H", &format!("host: {host}")])
        .args(more)
        .arg(format!("{url}{path}"))
        .output()?;
    serde_json::from_slice(&answer.stdout)
        .map_err(|_| format!("{path} at {host}: {}", String::from_utf8_lossy(&answer.stderr)).into())
}
