//! A server with generated clinics: made in a folder of its own, gone afterwards.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use clinic::accounts::operations::{NewStaff, create};
use clinic::parties::model::{NewParty, PartyKind, Sex};
use clinic::parties::operations as parties;
use people::{Mrn, Phone, Region};
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tenancy::cluster::Cluster;
use tenancy::{Actor, Clock, ConnectionLimits, House, HouseConfig, NewTenant, Role, TenantRef};
use uuid::Uuid;
use vault::FileProvider;

use crate::{Options, Outcome, tell};

const PASSWORD: &str = "a bench is for sitting";

pub struct Clinic {
    pub host: String,
    pub schema: String,
    pub token: String,
    pub doctor: Uuid,
    pub patients: Vec<Uuid>,
}

pub struct Ground {
    pub clinics: Vec<Clinic>,
    pub url: String,
    pub superuser_url: String,
    pub folder: TempDir,
    pub idle_kib: u64,
    program: Child,
}

impl Ground {
    pub async fn prepare(options: &Options) -> Outcome<Self> {
        let folder = tempfile::Builder::new().prefix("praxis-bench-").tempdir()?;
        // PostgreSQL's own account has to pass through.
        fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o711))?;
        let cluster = Cluster::open(folder.path()).await?;
        cluster.create_database_if_missing("praxis").await?;
        let superuser_url = cluster.superuser_url("praxis");
        let root = FileProvider::new(folder.path().join("root.key")).create()?;
        let admin: PgConnectOptions = superuser_url.parse()?;
        let house = House::open(HouseConfig {
            admin,
            root,
            clock: Clock::default(),
            migrations: clinic::MIGRATIONS,
            connections: ConnectionLimits::default(),
        })
        .await?;
        let mut clinics = Vec::new();
        for number in 0..options.clinics {
            clinics.push(furnish(&house, number, options).await?);
            tell(&format!("  clinic {} of {}", number + 1, options.clinics));
        }
        house.close().await;
        book(&superuser_url, &clinics, options)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let program = serve(options, folder.path(), port)?;
        let url = format!("http://127.0.0.1:{port}");
        let mut ground = Self { clinics, url, superuser_url, folder, idle_kib: 0, program };
        ground.idle_kib = ground.resident_kib();
        ground.sign_in()?;
        Ok(ground)
    }

    fn sign_in(&mut self) -> Outcome {
        let body = serde_json::json!({ "username": "doctor", "password": PASSWORD }).to_string();
        for clinic in &mut self.clinics {
            let answer = Command::new("curl")
                .args(["--silent", "--fail", "-H", "content-type: application/json", "-d", &body])
                .args(["-H", &format!("host: {}", clinic.host), &format!("{}/api/auth/login/", self.url)])
                .output()?;
            let tokens: serde_json::Value = serde_json::from_slice(&answer.stdout)?;
            let access = tokens.get("access").and_then(serde_json::Value::as_str).ok_or("no access token")?;
            clinic.token = String::from(access);
        }
        Ok(())
    }

    /// What the program holds in memory now.
    pub fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    pub fn close(mut self) -> Outcome {
        Command::new("kill").args(["-TERM", &self.program.id().to_string()]).status()?;
        self.program.wait()?;
        Ok(())
    }
}

fn serve(options: &Options, folder: &std::path::Path, port: u16) -> Outcome<Child> {
    let mut program = Command::new(&options.praxis)
        .arg("serve")
        .env_clear()
        .envs(std::env::vars().filter(|(name, _)| name == "PATH" || name == "HOME"))
        .env("PRAXIS_DATA_DIR", folder)
        .env("PRAXIS_LISTEN", format!("127.0.0.1:{port}"))
        .env("PRAXIS_ADMIN_LISTEN", "")
        .env("PRAXIS_LOG", "warn")
        .stdout(Stdio::piped())
        .spawn()?;
    let out = program.stdout.take().ok_or("no output")?;
    for line in BufReader::new(out).lines() {
        if line?.starts_with("Ready") {
            return Ok(program);
        }
    }
    Err("the program ended before it was ready".into())
}

async fn furnish(house: &House, number: usize, options: &Options) -> Outcome<Clinic> {
    let host = format!("bench{number}.localhost");
    let tenant = house
        .create_tenant(&NewTenant {
            slug: format!("bench{number}"),
            name: format!("Bench {number}"),
            domains: vec![host.clone()],
            region: "EG".to_owned(),
            time_zone: "Africa/Cairo".to_owned(),
            currency: "EGP".to_owned(),
            locale: "en".to_owned(),
        })
        .await?;
    let (doctor, patients) = people(house, &tenant, options.patients).await?;
    Ok(Clinic { host, schema: tenant.schema.as_str().to_owned(), token: String::new(), doctor, patients })
}

async fn people(house: &House, tenant: &TenantRef, count: usize) -> Outcome<(Uuid, Vec<Uuid>)> {
    let hash = web::hash_password(PASSWORD)?;
    let new = NewStaff {
        username: "doctor".to_owned(),
        display_name: "Doctor".to_owned(),
        phone: None,
        roles: vec![Role::Doctor],
        password: PASSWORD.to_owned(),
        locale: None,
    };
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Operator)).await?;
    let doctor = create(&mut tx, &new, &hash).await?;
    let everybody: Vec<NewParty> = (0..count).map(person).collect();
    let ids = parties::import(&mut tx, &everybody, |_| ()).await?;
    tx.commit().await?;
    Ok((doctor.uuid(), ids))
}

const GIVEN: [&str; 12] =
    ["José", "Layla", "Amélie", "Omar", "Hannah", "Yusuf", "Chloé", "Karim", "Ruth", "Samir", "Noor", "Peter"];
const FAMILY: [&str; 11] =
    ["Gómez", "Haddad", "Marsh", "El Masry", "Lindqvist", "Nakamura", "O’Brien", "Rossi", "Schäfer", "Yilmaz", "Zhang"];

fn person(number: usize) -> NewParty {
    let pick =
        |list: &[&'static str], number: usize| list.get(number % list.len()).copied().unwrap_or_default().to_owned();
    let region = Region::parse("EG");
    NewParty {
        kind: PartyKind::Patient,
        given_name: pick(&GIVEN, number),
        family_name: format!("{}{}", pick(&FAMILY, number / GIVEN.len()), number / 132),
        date_of_birth: Some(
            jiff::civil::date(1940, 1, 1)
                .saturating_add(jiff::Span::new().days(i64::try_from(number % 25_000).unwrap_or(0))),
        ),
        sex: Sex::Unknown,
        mrn: Mrn::parse(&format!("B-{number:06}")).ok(),
        phone: region.and_then(|region| Phone::parse(&format!("010{:08}", 10_000_000 + number), region).ok()),
        email: None,
        address: None,
        language: None,
        preferred_channel: None,
        emergency_contacts: Vec::new(),
        insurance: None,
        consents: Vec::new(),
        notes: Some("Prefers the morning.".to_owned()),
        active: true,
    }
}

/// Appointments hold nothing sealed here, so plain SQL can make very many; each day has some of today's too.
fn book(url: &str, clinics: &[Clinic], options: &Options) -> Outcome {
    for clinic in clinics {
        let sql = format!(
            "set search_path = {schema}, extensions;
             insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, currency, overbooked,
                 created_at, updated_at, moved_at)
             select gen_random_uuid(), p.id, '{doctor}', 'consultation', 'booked',
                    date_trunc('day', now()) + (row_number() over () / 60) * interval '1 day'
                        + (row_number() over () % 60) * interval '10 minutes' + interval '6 hours',
                    date_trunc('day', now()) + (row_number() over () / 60) * interval '1 day'
                        + (row_number() over () % 60) * interval '10 minutes' + interval '6 hours 10 minutes',
                    'EGP', false, now(), now(), now()
             from party p, generate_series(1, {each});
             analyze",
            schema = clinic.schema,
            doctor = clinic.doctor,
            each = options.appointments
        );
        let done = Command::new("psql").args(["--quiet", "--set", "ON_ERROR_STOP=1", url, "-c", &sql]).output()?;
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into_owned().into());
        }
    }
    Ok(())
}
