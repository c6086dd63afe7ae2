//! The chart as its page shows it.

use std::collections::HashMap;

use people::Region;
use tenancy::{Action, Id, Result, TenantTx};
use uuid::Uuid;
use web::Caller;

use super::banner::Banner;
use super::operations;
use crate::appointments::model::Attendance;
use crate::appointments::operations as appointments;
use crate::assessments::view::Entry;
use crate::documents::view::DocumentView;
use crate::forms::shown_phone;
use crate::history::operations as history;
use crate::history::view::Summary;
use crate::notes::view::Line;
use crate::parties::model::{Address, Channel, EmergencyContact, Insurance, Party};
use crate::parties::operations::{self as parties, Book};
use crate::plans::due_view::{DueView, Instruments};
use crate::plans::operations as plans;
use crate::plans::view::{Names, PackageView};
use crate::records::model::Visit;
use crate::records::operations as records;
use crate::records::view::RecordView;
use crate::sensors::view::{self as sensors, Line as Reading};
use crate::shell::{Moment, Page};
use crate::tags::model::Tag;

/// One visit, and what was written in it as far as the reader may see it.
pub struct VisitView {
    pub id: Uuid,
    pub patient: Uuid,
    pub status: String,
    pub at: Moment,
    pub provider: String,
    pub records: Vec<RecordView>,
    /// What was found with instruments at it.
    pub assessments: Vec<Entry>,
    /// What was written about it.
    pub notes: Vec<Line>,
    pub documents: Vec<DocumentView>,
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
            documents: Vec::new(),
        }
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

/// What stands beside the timeline.
pub struct Chart {
    pub banner: Banner,
    pub contact: Contact,
    /// Words of the clinic's that the patient is found by; none where the reader may not know.
    pub tags: Vec<Tag>,
    /// Authorised visits; none where the reader may not know.
    pub packages: Vec<PackageView>,
    /// Assessments that plans ask for and that are due; none where the reader may not know.
    pub due: Vec<DueView>,
    /// What was asked for and is not done yet.
    pub open: Vec<RecordView>,
    pub next: Option<VisitView>,
    pub attendance: Attendance,
    /// None where the reader may not know.
    pub history: Option<Summary>,
    pub vitals: Vec<Reading>,
}

impl Chart {
    pub async fn load(
        caller: &Caller,
        tx: &mut TenantTx,
        id: Id<Party>,
        names: &HashMap<Uuid, String>,
    ) -> Result<Self> {
        let party = parties::find(tx, Book::Patients, id).await?;
        let next = operations::next_visit(tx, id.uuid()).await?;
        let attendance = appointments::attendance(tx, id).await?;
        let open = match tx.may(Action::ViewRecords) {
            true => records::ordered(tx, id.uuid()).await?,
            false => Vec::new(),
        };
        let banner = Banner::new(caller, &party).with_allergies(tx, Action::ViewPatient).await?;
        let history = match tx.may(Action::ViewHistory) {
            true => Some(Summary::new(history::of_patient(tx, id.uuid()).await?, &Page::new(caller), names)),
            false => None,
        };
        let vitals = match tx.may(Action::ViewReadings) {
            true => sensors::latest(caller, tx, id.uuid()).await?,
            false => Vec::new(),
        };
        let packages = match tx.may(Action::CountVisits) {
            true => plans::count(tx, id.uuid()).await?,
            false => Vec::new(),
        };
        let due = due(caller, tx, id.uuid()).await?;
        let tags = crate::tags::operations::of_one(tx, Action::ViewPatient, id).await?;
        let named = Names { staff: names.clone(), ..Names::default() };
        Ok(Self {
            banner,
            tags,
            due,
            packages: PackageView::standing(&Page::new(caller), &packages, &named),
            contact: Contact::new(party, Region::parse(&caller.tenant().region)),
            open: open.into_iter().map(|record| RecordView::new(record, caller, names)).collect(),
            next: next.map(|visit| VisitView::new(visit, caller, names)),
            attendance,
            history,
            vitals,
        })
    }
}

async fn due(caller: &Caller, tx: &mut TenantTx, patient: Uuid) -> Result<Vec<DueView>> {
    if !tx.may(Action::ViewPlans) {
        return Ok(Vec::new());
    }
    let due = plans::due_of_patient(tx, patient).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let (page, instruments) = (Page::new(caller), Instruments::load(tx).await?);
    Ok(due.iter().map(|due| DueView::new(&page, due, &instruments)).collect())
}
