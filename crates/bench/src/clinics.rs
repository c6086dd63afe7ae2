//! Generated clinics: made-up people and a full diary.

use std::process::Command;

use clinic::accounts::operations::{NewStaff, create};
use clinic::parties::model::{NewParty, PartyKind, Sex};
use clinic::parties::operations as parties;
use people::{Mrn, Phone, Region};
use tenancy::{Actor, House, NewTenant, Role, TenantRef};
use uuid::Uuid;

use crate::{Options, Outcome};

pub const USERNAME: &str = "doctor";
pub const PASSWORD: &str = "a bench is for sitting";

/// Where requests go, and the ids they may name.
pub struct Clinic {
    pub host: String,
    /// Of a clinic of our own: where its tables are.
    pub schema: String,
    pub token: String,
    pub doctor: Uuid,
    pub patients: Vec<Uuid>,
}

impl Clinic {
    /// One of its patients; any number will do.
    pub fn patient(&self, number: usize) -> String {
        self.patients.get(number % self.patients.len().max(1)).copied().unwrap_or_default().to_string()
    }
}

pub fn new(number: usize) -> NewTenant {
    NewTenant {
        slug: format!("bench{number}"),
        name: format!("Bench {number}"),
        domains: vec![format!("bench{number}.localhost")],
        region: "EG".to_owned(),
        time_zone: "Africa/Cairo".to_owned(),
        currency: "EGP".to_owned(),
        locale: "en".to_owned(),
    }
}

pub async fn furnish(house: &House, number: usize, patients: usize) -> Outcome<Clinic> {
    let new = new(number);
    let host = new.domains.concat();
    let tenant = house.create_tenant(&new).await?;
    let (doctor, patients) = people(house, &tenant, patients).await?;
    Ok(Clinic { host, schema: tenant.schema.as_str().to_owned(), token: String::new(), doctor, patients })
}

async fn people(house: &House, tenant: &TenantRef, count: usize) -> Outcome<(Uuid, Vec<Uuid>)> {
    let hash = web::hash_password(PASSWORD)?;
    let new = NewStaff {
        username: USERNAME.to_owned(),
        display_name: "Doctor".to_owned(),
        phone: None,
        roles: vec![Role::Doctor, Role::Reception],
        password: Some(PASSWORD.to_owned()),
        locale: None,
    };
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Operator)).await?;
    let doctor = create(&mut tx, &new, Some(&hash)).await?;
    let everybody: Vec<NewParty> = (0..count).map(person).collect();
    let ids = parties::import(&mut tx, &everybody, |_| ()).await?;
    tx.commit().await?;
    Ok((doctor.uuid(), ids))
}

const GIVEN: [&str; 12] =
    ["José", "Layla", "Amélie", "Omar", "Hannah", "Yusuf", "Chloé", "Karim", "Ruth", "Samir", "Noor", "Peter"];
const FAMILY: [&str; 11] =
    ["Gómez", "Haddad", "Marsh", "El Masry", "Lindqvist", "Nakamura", "O’Brien", "Rossi", "Schäfer", "Yilmaz", "Zhang"];

/// Nobody in a clinic has the phone of somebody else.
pub fn phone(number: usize) -> String {
    format!("010{:08}", 10_000_000 + number)
}

fn person(number: usize) -> NewParty {
    let pick =
        |list: &[&'static str], number: usize| list.get(number % list.len()).copied().unwrap_or_default().to_owned();
    let region = Region::parse("EG");
    let days = i64::try_from(number % 25_000).unwrap_or(0);
    NewParty {
        kind: PartyKind::Patient,
        given_name: pick(&GIVEN, number),
        family_name: format!("{}{}", pick(&FAMILY, number / GIVEN.len()), number / 132),
        date_of_birth: Some(jiff::civil::date(1940, 1, 1).saturating_add(jiff::Span::new().days(days))),
        sex: Sex::Unknown,
        mrn: Mrn::parse(&format!("B-{number:06}")).ok(),
        phone: region.and_then(|region| Phone::parse(&phone(number), region).ok()),
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

/// Appointments hold nothing sealed here, so plain SQL can make very many: sixty a day from today on.
pub fn book(url: &str, clinics: &[Clinic], options: &Options) -> Outcome {
    for clinic in clinics {
        let sql = format!(
            "set search_path = {schema}, extensions;
             with visit as (
                 select gen_random_uuid() as id, p.id as patient,
                        date_trunc('day', now()) + (row_number() over () / 60) * interval '1 day'
                            + (row_number() over () % 60) * interval '10 minutes' + interval '6 hours' as at
                 from party p, generate_series(1, {each}))
             insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, busy_until,
                 group_id, currency, overbooked, created_at, updated_at, moved_at)
             select id, patient, '{doctor}', 'consultation', 'booked', at, at + interval '10 minutes', at,
                    at + interval '10 minutes', id, 'EGP', false, now(), now(), now()
             from visit;
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
