//! Whom and what the rows of a table name, found in the clinic: many at a time, once a batch.

use std::collections::HashMap;

use people::{Mrn, names};
use tenancy::{Action, Result, Role, TenantTx};
use uuid::Uuid;

use super::Refusal;
use super::plain::Cells;
use crate::accounts::operations as staff;
use crate::parties::bulk::patients_with;
use crate::parties::naming::{Meant, patients_named};
use crate::rooms::operations::names as room_names;
use crate::schedule::model::Service;
use crate::schedule::operations as schedule;

/// A patient as a row names one.
#[derive(Clone)]
pub struct PatientNamed {
    mrn: Option<Mrn>,
    number: Option<i64>,
}

/// Longer than any record number.
const LINE: usize = 100;

/// By record number, by the clinic's own number, or by both.
pub fn patient(cells: &mut Cells<'_>) -> Option<PatientNamed> {
    let mrn = cells.text("mrn", LINE).map(|text| Mrn::parse(&text));
    let number = cells.text("patient_number", LINE).map(|text| people::text::ascii_digits(&text).parse::<i64>());
    match (&mrn, &number) {
        (Some(Err(_)), _) => cells.refuse("mrn", "mrn_unusable"),
        (_, Some(Err(_))) => cells.refuse("patient_number", "patient_unknown"),
        (None, None) if !cells.is_refused() => cells.refuse("patient_number", "patient_missing"),
        _ => {}
    }
    let named = PatientNamed { mrn: mrn.and_then(Result::ok), number: number.and_then(Result::ok) };
    (named.mrn.is_some() || named.number.is_some()).then_some(named)
}

/// Several of one name are nobody.
struct ByName<T>(HashMap<String, Vec<T>>);

impl<T> ByName<T> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    fn add(&mut self, name: &str, what: T) {
        self.0.entry(names::key(name)).or_default().push(what);
    }

    fn one(&self, name: &str) -> Result<&T, Several> {
        match self.0.get(&names::key(name)).map(Vec::as_slice) {
            Some([one]) => Ok(one),
            Some([_, _, ..]) => Err(Several(true)),
            _ => Err(Several(false)),
        }
    }
}

/// Whether a name is that of several; of nobody otherwise.
struct Several(bool);

impl Several {
    const fn refusal(
        self,
        field: &'static [&'static str],
        (ambiguous, unknown): (&'static str, &'static str),
    ) -> Refusal {
        Refusal::of(field, if self.0 { ambiguous } else { unknown })
    }
}

/// Somebody who sees patients.
struct Provider {
    id: Uuid,
    works_here: bool,
}

/// The living patients whom rows name.
pub struct Patients {
    meant: Meant,
    by_mrn: HashMap<String, Uuid>,
}

impl Patients {
    pub async fn load(tx: &mut TenantTx, action: Action, patients: &[&PatientNamed]) -> Result<Self> {
        let (mut mrns, mut numbers): (Vec<Mrn>, Vec<i64>) = (Vec::new(), Vec::new());
        for named in patients {
            mrns.extend(named.mrn.clone());
            numbers.extend(named.number);
        }
        let by_mrn = patients_with(tx, action, &mrns).await?;
        let meant = patients_named(tx, action, &[], &numbers).await?;
        Ok(Self { meant, by_mrn })
    }

    pub fn one(&self, named: &PatientNamed) -> Result<Uuid, Refusal> {
        let by_mrn = named.mrn.as_ref().map(|mrn| self.by_mrn.get(&mrn.canonical()).copied());
        let by_number = named.number.map(|number| self.meant.by_number(number));
        match (by_mrn, by_number) {
            (Some(None), _) => Err(Refusal::of(&["mrn"], "patient_unknown")),
            (_, Some(None)) => Err(Refusal::of(&["patient_number"], "patient_unknown")),
            (Some(Some(one)), Some(Some(other))) if one != other => Err(Refusal::of(&["mrn"], "patient_ambiguous")),
            (Some(Some(found)), _) | (None, Some(Some(found))) => Ok(found),
            (None, None) => Err(Refusal::of(&["patient_number", "mrn"], "patient_missing")),
        }
    }
}

/// What there is in the clinic, by the names under which rows know it.
pub struct Names {
    patients: Patients,
    by_username: ByName<Provider>,
    by_display: ByName<Provider>,
    services: ByName<Service>,
    rooms: ByName<Uuid>,
}

impl Names {
    pub async fn load(tx: &mut TenantTx, action: Action, patients: &[&PatientNamed]) -> Result<Self> {
        let patients = Patients::load(tx, action, patients).await?;
        let (mut by_username, mut by_display) = (ByName::new(), ByName::new());
        for one in staff::list_for(tx, action).await? {
            let sees_patients = |role: &Role| matches!(role, Role::Doctor | Role::Therapist | Role::Assistant);
            if one.roles.iter().any(sees_patients) {
                let provider = || Provider { id: one.id, works_here: one.active };
                by_username.add(&one.username, provider());
                by_display.add(&one.display_name, provider());
            }
        }
        let mut services = ByName::new();
        for service in schedule::list_for(tx, action).await? {
            let name = service.offer.name.clone();
            services.add(&name, service);
        }
        let mut rooms = ByName::new();
        for (id, name) in room_names(tx, action).await? {
            rooms.add(&name, id);
        }
        Ok(Self { patients, by_username, by_display, services, rooms })
    }

    pub fn patient(&self, named: &PatientNamed) -> Result<Uuid, Refusal> {
        self.patients.one(named)
    }

    /// By user name, which nobody shares, or by the name that is shown. Who has left was there in the past.
    pub fn provider(&self, name: &str, is_past: bool) -> Result<Uuid, Refusal> {
        let found = self.by_username.one(name).or_else(|_| self.by_display.one(name));
        let found =
            found.map_err(|several| several.refusal(&["provider"], ("provider_ambiguous", "provider_unknown")))?;
        if found.works_here || is_past { Ok(found.id) } else { Err(Refusal::of(&["provider"], "provider_unknown")) }
    }

    pub fn service(&self, name: &str) -> Result<&Service, Refusal> {
        let found = self.services.one(name);
        found.map_err(|several| several.refusal(&["service"], ("service_ambiguous", "service_unknown")))
    }

    pub fn room(&self, name: &str) -> Result<Uuid, Refusal> {
        let found = self.rooms.one(name).copied();
        found.map_err(|several| several.refusal(&["room"], ("room_unknown", "room_unknown")))
    }
}
