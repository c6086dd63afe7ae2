//! The chart as its page shows it.

use std::collections::HashMap;

use jiff::civil::Date;
use people::Region;
use tenancy::{Action, Id, Result, TenantTx};
use uuid::Uuid;
use web::Caller;

use super::banner::Banner;
use super::operations;
use crate::accounts;
use crate::appointments::model::Attendance;
use crate::appointments::operations as appointments;
use crate::forms::shown_phone;
use crate::parties::model::{Address, Channel, EmergencyContact, Insurance, Party};
use crate::parties::operations::{self as parties, Book};
use crate::records::model::{RecordKind, Visit};
use crate::records::operations as records;
use crate::records::view::RecordView;
use crate::shell::Moment;

/// One visit, and what was written in it as far as the reader may see it.
#[derive(Clone)]
pub struct VisitView {
    pub id: Uuid,
    pub patient: Uuid,
    pub status: String,
    pub at: Moment,
    pub provider: String,
    pub records: Vec<RecordView>,
    starts_at: jiff::Timestamp,
}

impl VisitView {
    pub fn new(visit: Visit, caller: &Caller, names: &HashMap<Uuid, String>) -> Self {
        Self {
            id: visit.id,
            patient: visit.patient,
            provider: names.get(&visit.provider).cloned().unwrap_or_default(),
            at: Moment::new(caller, visit.starts_at),
            status: visit.status,
            records: Vec::new(),
            starts_at: visit.starts_at,
        }
    }

    fn is_coming(&self, now: jiff::Timestamp) -> bool {
        self.starts_at >= now && matches!(self.status.as_str(), "booked" | "pending" | "proposed")
    }
}

/// How to reach the patient and whom else to ask.
pub struct Contact {
    pub email: Option<String>,
    pub address: Vec<String>,
    pub language: Option<String>,
    pub channel: Option<Channel>,
    pub insurance: Option<Insurance>,
    pub emergency: Vec<EmergencyContact>,
    pub notes: Option<String>,
}

impl Contact {
    fn new(party: Party, region: Option<Region>) -> Self {
        let person = party.person.into_inner();
        let with_phone = |mut contact: EmergencyContact| {
            contact.phone = contact.phone.map(|phone| shown_phone(&phone, region));
            contact
        };
        Self {
            email: person.email,
            address: person.address.map(lines).unwrap_or_default(),
            language: party.language.map(|tag| web::Locale::parse(&tag).map_or(tag, |locale| locale.name().to_owned())),
            channel: party.preferred_channel,
            insurance: person.insurance,
            emergency: person.emergency_contacts.into_iter().map(with_phone).collect(),
            notes: person.notes,
        }
    }
}

fn lines(address: Address) -> Vec<String> {
    let place = [address.postal_code, address.city].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let all = [address.line1, address.line2, Some(place), address.region, address.country];
    all.into_iter().flatten().filter(|line| !line.is_empty()).collect()
}

/// Everything on the first page of a chart.
pub struct Chart {
    pub banner: Banner,
    pub contact: Contact,
    pub visits: Vec<VisitView>,
    /// What was asked for and is not done yet.
    pub open: Vec<RecordView>,
    pub next: Option<VisitView>,
    pub attendance: Attendance,
}

impl Chart {
    pub async fn load(caller: &Caller, tx: &mut TenantTx, id: Id<Party>) -> Result<Self> {
        let party = parties::find(tx, Book::Patients, id).await?;
        let names = accounts::operations::names(tx, Action::ViewPatient).await?;
        let visits = operations::visits(tx, id.uuid()).await?;
        let attendance = appointments::attendance(tx, id).await?;
        let written = match tx.may(Action::ViewRecords) {
            true => records::of_patient(tx, id.uuid()).await?,
            false => Vec::new(),
        };
        let mut visits: Vec<_> = visits.into_iter().map(|visit| VisitView::new(visit, caller, &names)).collect();
        let mut open = Vec::new();
        let places: HashMap<_, _> = visits.iter().enumerate().map(|(place, visit)| (visit.id, place)).collect();
        for record in written {
            let place = places.get(&record.appointment).copied();
            let record = RecordView::new(record, caller, &names);
            if record.is_ordered() {
                open.push(record.clone());
            }
            if let Some(visit) = place.and_then(|place| visits.get_mut(place)) {
                visit.records.push(record);
            }
        }
        for visit in &mut visits {
            visit.records.sort_by_key(|record| record.kind.as_str());
        }
        let next = visits.iter().rfind(|visit| visit.is_coming(caller.now())).cloned();
        let (banner, region) = (Banner::new(caller, &party), Region::parse(&caller.tenant().region));
        Ok(Self { banner, contact: Contact::new(party, region), visits, open, next, attendance })
    }

    /// Who wrote something in this chart, by name.
    pub fn authors(&self) -> Vec<(Uuid, String)> {
        let written = self.visits.iter().flat_map(|visit| &visit.records);
        let mut authors: Vec<_> = written.map(|record| (record.author_id, record.author.clone())).collect();
        authors.sort_by(|(one, name), (other, another)| (name, one).cmp(&(another, other)));
        authors.dedup();
        authors
    }

    /// Only the visits of these days, and of those with a wish for records only what answers it.
    pub fn narrow(&mut self, wish: &Narrow, zone: &jiff::tz::TimeZone) {
        self.visits.retain(|visit| wish.holds(visit.starts_at.to_zoned(zone.clone()).date()));
        if wish.kind.is_none() && wish.author.is_none() {
            return;
        }
        for visit in &mut self.visits {
            visit.records.retain(|record| {
                wish.kind.is_none_or(|kind| kind == record.kind)
                    && wish.author.is_none_or(|author| author == record.author_id)
            });
        }
        self.visits.retain(|visit| !visit.records.is_empty());
    }
}

/// What a timeline is narrowed to; it stands in the address.
#[derive(Default, Clone)]
pub struct Narrow {
    pub kind: Option<RecordKind>,
    pub author: Option<Uuid>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Narrow {
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }

    pub fn is_empty(&self) -> bool {
        self.kind.is_none() && self.author.is_none() && self.from.is_none() && self.to.is_none()
    }

    /// For the addresses of the other pages.
    pub fn query(&self) -> String {
        let parts = [
            self.kind.map(|kind| format!("kind={}&", kind.as_str())),
            self.author.map(|author| format!("author={author}&")),
            self.from.map(|from| format!("from={from}&")),
            self.to.map(|to| format!("to={to}&")),
        ];
        parts.into_iter().flatten().collect()
    }
}
