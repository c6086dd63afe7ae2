//! `praxis demo`: two clinics to look around in, with staff, patients and three weeks of visits.

pub mod carrier;
mod names;
mod visits;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clinic::accounts::operations::{NewStaff, create};
use clinic::appointments::model::Kind;
use clinic::messages::operations::forget_notices;
use clinic::parties::model::{Address, Channel, EmergencyContact, NewParty, PartyKind, Sex};
use clinic::parties::{input::Reading, operations as parties};
use clinic::patients::accounts;
use clinic::patients::model::Identity;
use clinic::schedule::model::{BookableBy, NewService};
use clinic::schedule::operations as schedule;
use people::{Email, Mrn, Phone, Region};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use tenancy::{Action, Actor, House, NewTenant, Role, Subject, TenantRef};
use uuid::Uuid;

use super::say;
use crate::config::Config;
use crate::ground::Outcome;
use names::Names;

const PATIENTS: usize = 300;

/// A demo clinic and who works in it.
struct Plan {
    slug: &'static str,
    name: &'static str,
    locale: &'static str,
    names: &'static Names,
    staff: &'static [(&'static str, &'static str, Role)],
    /// What patients can book by themselves: its name, what it is, minutes, and for how many at once.
    services: &'static [(&'static str, Kind, u16, u32)],
}

const PLANS: [Plan; 2] = [
    Plan {
        slug: "demo",
        name: "Riverside Clinic",
        locale: "en",
        names: &names::ENGLISH,
        staff: &[
            ("admin", "Grace Admin", Role::Admin),
            ("doctor", "Dr Hannah Marsh", Role::Doctor),
            ("doctor 2", "Dr Peter Lindqvist", Role::Doctor),
            ("therapist", "Olivia Chen, OT", Role::Therapist),
            ("assistant", "Sam Porter, OTA", Role::Assistant),
            ("reception", "Daniel Frost", Role::Reception),
            ("billing", "Ruth Calder", Role::Billing),
            ("viewer", "Ned Quill", Role::Viewer),
            ("auditor", "Iris Vale", Role::Auditor),
        ],
        services: &[
            ("Consultation", Kind::Consultation, 30, 1),
            ("Follow-up", Kind::FollowUp, 15, 1),
            ("Back school", Kind::TherapySession, 60, 8),
        ],
    },
    Plan {
        slug: "amal",
        name: "عيادة الأمل",
        locale: "ar",
        names: &names::ARABIC,
        staff: &[
            ("admin", "منى المدير", Role::Admin),
            ("doctor", "د. سامي فؤاد", Role::Doctor),
            ("doctor 2", "د. ليلى حداد", Role::Doctor),
            ("therapist", "هدى نصار", Role::Therapist),
            ("assistant", "يوسف عمر", Role::Assistant),
            ("reception", "أمل إبراهيم", Role::Reception),
            ("billing", "كريم صالح", Role::Billing),
            ("viewer", "نادر فارس", Role::Viewer),
            ("auditor", "سلمى رشدي", Role::Auditor),
        ],
        services: &[
            ("استشارة", Kind::Consultation, 30, 1),
            ("متابعة", Kind::FollowUp, 15, 1),
            ("تمارين الظهر", Kind::TherapySession, 60, 8),
        ],
    },
];

pub fn credentials_file(config: &Config) -> PathBuf {
    config.data_dir.join("demo-credentials.txt")
}

pub async fn run(house: &House, config: &Config) -> Outcome<ExitCode> {
    if !house.tenants().await?.is_empty() {
        return Err("there are clinics already; the demo is for an empty platform".into());
    }
    furnish(house, config).await?;
    Ok(ExitCode::SUCCESS)
}

/// Makes both clinics and writes the credentials where only the owner can read them.
pub async fn furnish(house: &House, config: &Config) -> Outcome {
    let password = web::sessions::new_secret().chars().take(16).collect::<String>();
    let hash = web::hash_password(&password)?;
    let mut lines = format!("Password of every user of the demo clinics: {password}\n\n");
    let mut patients_of = "\nA patient, whose code waits under Messages:\n".to_owned();
    for plan in &PLANS {
        say(&format!("Furnishing {} ({PATIENTS} patients, three weeks of visits)", plan.name));
        let tenant = found(house, plan).await?;
        let providers = hire(house, &tenant, plan, (&password, &hash)).await?;
        offer(house, &tenant, plan).await?;
        let patients = register(house, &tenant, plan).await?;
        visits::fill(house, &tenant, &providers, &patients, &plan.names.notes).await?;
        tell_nobody(house, &tenant).await?;
        let patient = patients.first().ok_or("the demo has no patients")?;
        let known_by = let_in(house, &tenant, *patient).await?;
        house.refresh_statistics(&tenant).await?;
        lines.push_str(&format!("{}.localhost\n", plan.slug));
        for (username, _, role) in plan.staff {
            lines.push_str(&format!("  {username:<12} {}\n", role.as_str()));
        }
        patients_of.push_str(&format!("  {}.localhost  {known_by}\n", plan.slug));
    }
    lines.push_str(&patients_of);
    let path = credentials_file(config);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    file.write_all(lines.as_bytes())?;
    say(&lines);
    Ok(())
}

/// These visits were agreed on long ago.
async fn tell_nobody(house: &House, tenant: &TenantRef) -> Outcome {
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Job { name: "demo" })).await?;
    forget_notices(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a patient an account, and says by what they are known.
async fn let_in(house: &House, tenant: &TenantRef, patient: Uuid) -> Outcome<String> {
    let (phone, username) = ("0100 000 0001", "patient");
    let identity = Identity::parse(phone, username, Region::parse(&tenant.region)).map_err(tenancy::Error::Invalid)?;
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Job { name: "demo" })).await?;
    accounts::create(&mut tx, Action::ChangePatientAccount, patient, &identity).await?;
    tx.record(Action::ChangePatientAccount, Subject::patient(patient));
    tx.commit().await?;
    Ok(format!("phone {phone}, user name {username}"))
}

async fn offer(house: &House, tenant: &TenantRef, plan: &Plan) -> Outcome {
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Job { name: "demo" })).await?;
    for (position, (name, kind, minutes, capacity)) in (0..).zip(plan.services) {
        let service = NewService {
            name: (*name).to_owned(),
            kind: *kind,
            duration_minutes: *minutes,
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            capacity: *capacity,
            lead_minutes: 60,
            horizon_days: Some(60),
            step_minutes: None,
            bookable_by: BookableBy::Patients,
            price_minor: None,
            needs_room: false,
            equipment: Vec::new(),
            providers: Vec::new(),
            rooms: Vec::new(),
            position,
        };
        schedule::create(&mut tx, &service).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn found(house: &House, plan: &Plan) -> Outcome<TenantRef> {
    let new = NewTenant {
        slug: plan.slug.to_owned(),
        name: plan.name.to_owned(),
        domains: vec![format!("{}.localhost", plan.slug)],
        region: "EG".to_owned(),
        time_zone: "Africa/Cairo".to_owned(),
        currency: "EGP".to_owned(),
        locale: plan.locale.to_owned(),
    };
    Ok(house.create_tenant(&new).await?)
}

async fn hire(
    house: &House,
    tenant: &TenantRef,
    plan: &Plan,
    (password, hash): (&str, &str),
) -> Outcome<Vec<uuid::Uuid>> {
    let mut providers = Vec::new();
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Operator)).await?;
    for (username, display_name, role) in plan.staff {
        let new = NewStaff {
            username: (*username).to_owned(),
            display_name: (*display_name).to_owned(),
            phone: None,
            roles: vec![*role],
            password: Some(password.to_owned()),
            locale: None,
        };
        let id = create(&mut tx, &new, Some(hash)).await?;
        if matches!(role, Role::Doctor | Role::Therapist) {
            providers.push(id.uuid());
        }
    }
    tx.commit().await?;
    Ok(providers)
}

/// The same people each time: a demo that can be talked about.
async fn register(house: &House, tenant: &TenantRef, plan: &Plan) -> Outcome<Vec<uuid::Uuid>> {
    let mut random = SmallRng::seed_from_u64(plan.slug.len() as u64);
    let today = tenant.day_of(house.clock().now());
    let region = Region::parse(&tenant.region);
    let reading = Reading { region, order: people::DateOrder::DayMonthYear, today };
    let people: Vec<NewParty> = (0..PATIENTS).map(|number| person(plan.names, number, &reading, &mut random)).collect();
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Operator)).await?;
    let ids = parties::import(&mut tx, &people, |_| ()).await?;
    tx.commit().await?;
    Ok(ids)
}

fn person(names: &Names, number: usize, reading: &Reading, random: &mut SmallRng) -> NewParty {
    let female = random.random_bool(0.53);
    let given = if female { names.female } else { names.male };
    let pick =
        |list: &[&'static str], random: &mut SmallRng| list.choose(random).copied().unwrap_or_default().to_owned();
    let phone = format!("010{:08}", random.random_range(10_000_000..99_999_999));
    let born = reading.today.saturating_sub(jiff::Span::new().days(random.random_range(400..33_000)));
    let emergency = EmergencyContact {
        name: format!("{} {}", pick(names.male, random), pick(names.family, random)),
        phone: Some(format!("+2010{:08}", random.random_range(10_000_000..99_999_999))),
        relationship: None,
    };
    NewParty {
        kind: PartyKind::Patient,
        given_name: pick(given, random),
        family_name: pick(names.family, random),
        date_of_birth: Some(born),
        sex: if female { Sex::Female } else { Sex::Male },
        mrn: Mrn::parse(&format!("N-{:06}", 4000 + number)).ok(),
        phone: reading.region.and_then(|region| Phone::parse(&phone, region).ok()),
        email: Email::parse(&format!("patient{number}@example.org")).ok().filter(|_| number.is_multiple_of(3)),
        address: Some(Address {
            line1: Some(format!("{} {}", random.random_range(1..90), pick(names.streets, random))),
            city: Some(pick(names.cities, random)),
            country: Some("EG".to_owned()),
            ..Address::default()
        }),
        language: Some(names.language.to_owned()),
        preferred_channel: Some(if number.is_multiple_of(9) { Channel::Email } else { Channel::Sms }),
        emergency_contacts: if number.is_multiple_of(2) { vec![emergency] } else { Vec::new() },
        insurance: None,
        consents: Vec::new(),
        notes: None,
        active: true,
    }
}
