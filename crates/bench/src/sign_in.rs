//! What signing in costs, and what being signed in does.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clinic::accounts::operations::{NewStaff, create};
use tenancy::{Actor, House, Role};

use crate::clinics::{self, PASSWORD, USERNAME};
use crate::server::Server;
use crate::wire::Line;
use crate::{Options, Outcome, ground, tell};

pub const NAME: &str = "sign-in";

const TRIES: usize = 1000;
/// Fewer than lock an account, for each of the people whose passwords are guessed at.
const GUESSES: usize = 10;
const SIGN_INS: usize = 200;
const LOOKS: usize = 20_000;
const FLOOD: usize = 200;
const FLOOD_LASTS: Duration = Duration::from_secs(15);
pub const NO_LIMITS: &[(&str, &str)] = &[
    ("PRAXIS_RATE_PRINCIPAL", "off"),
    ("PRAXIS_RATE_ADDRESS", "off"),
    ("PRAXIS_RATE_CLINIC", "off"),
    ("PRAXIS_RATE_CREDENTIALS", "off"),
];

pub struct SignIn {
    lines: Vec<String>,
}

/// Where it is measured.
struct Place {
    url: String,
    host: String,
    patient: String,
}

impl Place {
    fn line(&self) -> Outcome<Line> {
        Line::open(&self.url, &self.host)
    }
}

pub async fn measure(options: &Options) -> Outcome<SignIn> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let clinic = clinics::furnish(&house, 0, 100).await?;
    hire(&house).await?;
    house.close().await;
    let server = start(&options.praxis, folder.path())?;
    cluster.close().await?;
    let place = Place { url: server.url.clone(), patient: clinic.patient(0), host: clinic.host };
    let lines = vec![beside_argon(&place)?, signed_in(&place)?, alike(&place)?, flood(&place, &server)?];
    server.stop()?;
    Ok(SignIn { lines })
}

fn start(praxis: &Path, folder: &Path) -> Outcome<Server> {
    Server::start(praxis, folder, NO_LIMITS)
}

/// Somebody for each few guesses, and one to be locked out.
async fn hire(house: &House) -> Outcome {
    let tenant = house.tenants().await?.into_iter().next().ok_or("no clinic")?;
    let hash = web::hash_password(PASSWORD)?;
    let mut tx = house.begin(house.ticket(tenant, Actor::Operator)).await?;
    for username in (0..TRIES / GUESSES).map(guessed).chain(["locked".to_owned()]) {
        let new = NewStaff {
            display_name: username.clone(),
            username,
            phone: None,
            roles: vec![Role::Reception],
            password: Some(PASSWORD.to_owned()),
            locale: None,
        };
        create(&mut tx, &new, Some(&hash)).await?;
    }
    Ok(tx.commit().await?)
}

fn guessed(number: usize) -> String {
    format!("somebody {number}")
}

/// A sign-in beside the bare hash of the same parameters, in turns.
fn beside_argon(place: &Place) -> Outcome<String> {
    tell("sign-in beside the bare Argon2id");
    let mut line = place.line()?;
    let (mut whole, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..SIGN_INS {
        let began = Instant::now();
        web::hash_password(PASSWORD)?;
        bare.push(began.elapsed());
        let answer = line.sign_in(USERNAME, PASSWORD)?;
        if answer.status != 200 {
            return Err(format!("sign-in: {} {}", answer.status, answer.body).into());
        }
        whole.push(answer.took);
    }
    let (whole, bare) = (median(&mut whole), median(&mut bare));
    Ok(format!(
        "A sign-in with password takes {:.1} ms where bare Argon2id takes {:.1} ms: {:.2} of it (medians of {SIGN_INS}, in turns).",
        ms(whole),
        ms(bare),
        ms(whole) / ms(bare)
    ))
}

/// The same small answer to a stranger, to a cookie and to an access token, in turns.
fn signed_in(place: &Place) -> Outcome<String> {
    tell("what being signed in adds");
    let mut line = place.line()?;
    let token = format!("authorization: Bearer {}\r\n", access(&mut line)?);
    let form = format!("username={USERNAME}&password={}", PASSWORD.replace(' ', "+"));
    let page = line.ask("POST /doctor/staff-login/", "content-type: application/x-www-form-urlencoded\r\n", &form)?;
    let secret = page.head.lines().find_map(|line| line.split("praxis=").nth(1)?.split(';').next().map(str::to_owned));
    let cookie = format!("cookie: praxis={}\r\n", secret.ok_or("no cookie")?);
    let mut took = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..LOOKS {
        for (headers, took) in ["", &cookie, &token].into_iter().zip(&mut took) {
            took.push(line.ask("GET /api/nowhere/", headers, "")?.took);
        }
    }
    let [stranger, cookie, token] = took.map(|mut took| median(&mut took));
    Ok(format!(
        "Being signed in adds {:.3} ms by cookie and {:.3} ms by access token to the {:.3} ms of an answer that needs no \
         database (medians of {LOOKS}, in turns).",
        ms(cookie) - ms(stranger),
        ms(token) - ms(stranger),
        ms(stranger)
    ))
}

fn access(line: &mut Line) -> Outcome<String> {
    let answer = line.sign_in(USERNAME, PASSWORD)?;
    let tokens: serde_json::Value = serde_json::from_str(&answer.body)?;
    Ok(tokens.get("access").and_then(serde_json::Value::as_str).ok_or("no access token")?.to_owned())
}

/// A name that nobody has, a wrong password, and an account that is locked, in turns.
fn alike(place: &Place) -> Outcome<String> {
    tell("unknown, wrong and locked");
    let mut line = place.line()?;
    for _ in 0..16 {
        line.sign_in("locked", "not it")?;
    }
    let mut took = [Vec::new(), Vec::new(), Vec::new()];
    for number in 0..TRIES {
        let tries = [
            (format!("nobody {number}"), "not it"),
            (guessed(number / GUESSES), "not it"),
            ("locked".to_owned(), PASSWORD),
        ];
        for ((username, password), took) in tries.into_iter().zip(&mut took) {
            let answer = line.sign_in(&username, password)?;
            if answer.status != 401 {
                return Err(format!("{username}: {} {}", answer.status, answer.body).into());
            }
            took.push(answer.took);
        }
    }
    let all = took.map(|mut took| ms(median(&mut took)));
    let apart = all.iter().copied().fold(f64::MIN, f64::max) - all.iter().copied().fold(f64::MAX, f64::min);
    let [unknown, wrong, locked] = all;
    Ok(format!(
        "An unknown name is refused after {unknown:.2} ms, a wrong password after {wrong:.2} ms, a locked account after \
         {locked:.2} ms: {apart:.2} ms apart (medians of {TRIES} each, in turns)."
    ))
}

/// How many got in, were told to come again, or got anything else.
#[derive(Default)]
struct Flood {
    over: AtomicBool,
    passed: AtomicU64,
    shed: AtomicU64,
    other: AtomicU64,
}

impl Flood {
    /// One of many who sign in again and again.
    fn press(&self, place: &Place) -> Outcome {
        let mut line = place.line()?;
        while !self.over.load(Ordering::Relaxed) {
            let count = match line.sign_in(USERNAME, PASSWORD)?.status {
                200 => &self.passed,
                503 => &self.shed,
                _ => &self.other,
            };
            count.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Two hundred who sign in without a break, and one who goes on reading.
fn flood(place: &Place, server: &Server) -> Outcome<String> {
    tell("a flood of sign-ins");
    let mut line = place.line()?;
    let token = format!("authorization: Bearer {}\r\n", access(&mut line)?);
    let start = format!("GET /api/patients/{}/", place.patient);
    let mut read = |lasts: Duration| -> Outcome<Duration> {
        let (began, mut took) = (Instant::now(), Vec::new());
        while began.elapsed() < lasts {
            let answer = line.ask(&start, &token, "")?;
            if answer.status != 200 {
                return Err(format!("reading: {}", answer.status).into());
            }
            took.push(answer.took);
        }
        Ok(percentile(&mut took, 95))
    };
    let (quiet, before) = (read(Duration::from_secs(3))?, server.resident());
    let flood = Flood::default();
    let (busy, highest) = std::thread::scope(|scope| {
        for _ in 0..FLOOD {
            scope.spawn(|| flood.press(place));
        }
        let watch = scope.spawn(|| {
            let mut highest = 0;
            while !flood.over.load(Ordering::Relaxed) {
                highest = highest.max(server.resident());
                std::thread::sleep(Duration::from_millis(50));
            }
            highest
        });
        let busy = read(FLOOD_LASTS);
        flood.over.store(true, Ordering::Relaxed);
        (busy, watch.join().unwrap_or_default())
    });
    let counted = |count: &AtomicU64| count.load(Ordering::Relaxed);
    let mut text = format!(
        "{FLOOD} clients who sign in without a break for {} s: {} got in, {} were told to come again (503), {} got anything \
         else.",
        FLOOD_LASTS.as_secs(),
        counted(&flood.passed),
        counted(&flood.shed),
        counted(&flood.other)
    );
    let _ = write!(
        text,
        " Memory (RSS) went from {} to {} MB at most; somebody signed in who reads a patient meanwhile waits {:.1} ms \
         instead of {:.1} ms (p95).",
        before / 1024,
        highest / 1024,
        ms(busy?),
        ms(quiet)
    );
    Ok(text)
}

fn median(took: &mut [Duration]) -> Duration {
    percentile(took, 50)
}

pub fn percentile(took: &mut [Duration], percent: usize) -> Duration {
    took.sort_unstable();
    took.get(took.len() * percent / 100).copied().unwrap_or_default()
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

impl SignIn {
    pub fn text(&self) -> String {
        self.lines.join("\n\n")
    }
}
