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
use crate::assessments::operations as assessments;
use crate::assessments::view::Entry;
use crate::forms::shown_phone;
use crate::history::operations as history;
use crate::history::view::Summary;
use crate::notes::operations as notes;
use crate::notes::view::Line;
use crate::parties::model::{Address, Channel, EmergencyContact, Insurance, Party};
use crate::parties::operations::{self as parties, Book};
use crate::records::model::{RecordKind, Visit};
use crate::records::operations as records;
use crate::records::view::RecordView;
use crate::shell::{Moment, Page};

/// One visit, and what was written in it as far as the reader may see it.
#[derive(Clone)]
pub struct VisitView {
    pub id: Uuid,
    pub patient: Uuid,
    pub status: String,
    pub at: Moment,
    pub provider: String,
    pub records: Vec<RecordView>,
    /// What was found with instruments at it, or on its day.
    pub assessments: Vec<Entry>,
    /// What was written about it.
    pub notes: Vec<Line>,
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
            assessments: Vec::new(),
            notes: Vec::new(),
            starts_at: visit.starts_at,
        }
    }

    fn day(&self, zone: &jiff::tz::TimeZone) -> Date {
        self.starts_at.to_zoned(zone.clone()).date()
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
    /// Assessments of days without a visit.
    pub assessments: Vec<Entry>,
    /// Notes of visits that nobody had booked.
    pub notes: Vec<Line>,
    /// What was asked for and is not done yet.
    pub open: Vec<RecordView>,
    pub next: Option<VisitView>,
    pub attendance: Attendance,
    /// None where the reader may not know.
    pub history: Option<Summary>,
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
        let apart = Self::assessments(caller, tx, id, &names, &mut visits).await?;
        let notes = Self::notes(caller, tx, id, &names, &mut visits).await?;
        let next = visits.iter().rfind(|visit| visit.is_coming(caller.now())).cloned();
        let region = Region::parse(&caller.tenant().region);
        let banner = Banner::new(caller, &party).with_allergies(tx, Action::ViewPatient).await?;
        let history = match tx.may(Action::ViewHistory) {
            true => Some(Summary::new(history::of_patient(tx, id.uuid()).await?, &Page::new(caller), &names)),
            false => None,
        };
        let (contact, assessments) = (Contact::new(party, region), apart);
        Ok(Self { banner, contact, visits, assessments, notes, open, next, attendance, history })
    }

    /// Puts notes with the appointments that they were written at; gives back those that have none.
    async fn notes(
        caller: &Caller,
        tx: &mut TenantTx,
        id: Id<Party>,
        names: &HashMap<Uuid, String>,
        visits: &mut [VisitView],
    ) -> Result<Vec<Line>> {
        if !tx.may(Action::ViewNotes) {
            return Ok(Vec::new());
        }
        let mut apart = Vec::new();
        for note in notes::of_patient(tx, id.uuid()).await? {
            let line = Line::new(caller, &note, names);
            match visits.iter_mut().find(|visit| Some(visit.id) == line.appointment) {
                Some(visit) => visit.notes.push(line),
                None => apart.push(line),
            }
        }
        Ok(apart)
    }

    /// Puts completed assessments with their visits, or those of their days; gives back those that have none.
    async fn assessments(
        caller: &Caller,
        tx: &mut TenantTx,
        id: Id<Party>,
        names: &HashMap<Uuid, String>,
        visits: &mut [VisitView],
    ) -> Result<Vec<Entry>> {
        if !tx.may(Action::ViewAssessments) {
            return Ok(Vec::new());
        }
        let (page, zone) = (Page::new(caller), &caller.tenant().time_zone);
        let mut apart = Vec::new();
        for one in assessments::of_patient(tx, id.uuid()).await?.iter().filter(|one| one.status.is_signed()) {
            let entry = Entry::new(&page, one, names);
            let at = visits.iter().position(|visit| Some(visit.id) == entry.appointment);
            let on = || visits.iter().position(|visit| visit.day(zone) == entry.day);
            match at.or_else(on).and_then(|place| visits.get_mut(place)) {
                Some(visit) => visit.assessments.push(entry),
                None => apart.push(entry),
            }
        }
        Ok(apart)
    }

    /// Who wrote something in this chart, by name.
    pub fn authors(&self) -> Vec<(Uuid, String)> {
        let written = self.visits.iter().flat_map(|visit| &visit.records);
        let found = self.visits.iter().flat_map(|visit| &visit.assessments).chain(&self.assessments);
        let written = written.map(|record| (record.author_id, record.author.clone()));
        let noted = self.visits.iter().flat_map(|visit| &visit.notes).chain(&self.notes);
        let found = found.map(|entry| (entry.by_id, entry.by.clone()));
        let noted = noted.map(|note| (note.by_id, note.by.clone()));
        let mut authors: Vec<_> = written.chain(found).chain(noted).collect();
        authors.sort_by(|(one, name), (other, another)| (name, one).cmp(&(another, other)));
        authors.dedup();
        authors
    }

    /// Only the visits of these days, and of those with a wish for records only what answers it.
    pub fn narrow(&mut self, wish: &Narrow, zone: &jiff::tz::TimeZone) {
        self.visits.retain(|visit| wish.holds(visit.day(zone)));
        self.assessments.retain(|entry| wish.holds(entry.day) && wish.takes(entry.by_id));
        self.notes.retain(|note| wish.holds(note.day) && wish.takes(note.by_id));
        if wish.kind.is_none() && wish.author.is_none() {
            return;
        }
        for visit in &mut self.visits {
            visit.assessments.retain(|entry| wish.takes(entry.by_id));
            visit.notes.retain(|note| wish.takes(note.by_id));
            visit.records.retain(|record| {
                wish.kind.is_none_or(|kind| kind == record.kind)
                    && wish.author.is_none_or(|author| author == record.author_id)
            });
        }
        self.visits
            .retain(|visit| !visit.records.is_empty() || !visit.assessments.is_empty() || !visit.notes.is_empty());
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

    /// Assessments and notes are no kind of record.
    fn takes(&self, by: Uuid) -> bool {
        self.kind.is_none() && self.author.is_none_or(|author| author == by)
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

/// What the timeline tells, the latest first.
pub enum Happening {
    Visit(Box<VisitView>),
    /// On a day without a visit.
    Assessment(Box<Entry>),
    /// Of a visit that nobody had booked.
    Note(Box<Line>),
}

impl Chart {
    /// Visits, with what was found between them.
    pub fn happenings(&mut self, zone: &jiff::tz::TimeZone) -> Vec<Happening> {
        let visits = std::mem::take(&mut self.visits).into_iter();
        let visits = visits.map(|visit| (visit.day(zone), Happening::Visit(Box::new(visit))));
        let apart = std::mem::take(&mut self.assessments).into_iter();
        let apart = apart.map(|entry| (entry.day, Happening::Assessment(Box::new(entry))));
        let notes = std::mem::take(&mut self.notes).into_iter();
        let notes = notes.map(|note| (note.day, Happening::Note(Box::new(note))));
        let mut all: Vec<_> = visits.chain(apart).chain(notes).collect();
        // Within a day as they came.
        all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        all.into_iter().map(|(_, happening)| happening).collect()
    }
}
