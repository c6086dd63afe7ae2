//! A clinic's days as its boards show them, and when its people are busy, kept in memory until something changes.
//!
//! News of a change reach the reader before its answer reaches whoever made it, and each reader hears them before it
//! looks into the cache: what was known before a change is then filed under a generation that nobody asks for again.
//! A load that raced with the change is filed there too.

use money::Money;
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use moka::future::Cache;
use tenancy::{Action, Error, House, Id, News, Result, TenantTx};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;
use uuid::Uuid;
use vault::Phi;

use super::model::{Appointment, Kind, Slot, Status};
use super::operations::{self, Busy};
use crate::accounts;
use crate::ledger::model::Charged;
use crate::ledger::operations::charged_for;
use crate::messages::model::Answered;
use crate::messages::operations::answers;
use crate::parties::model::{Party, Sex};
use crate::parties::operations::load_many;
use crate::rooms;

/// An appointment with everybody in it called by name.
pub struct Entry {
    pub id: Uuid,
    pub patient: Uuid,
    /// Empty when the patient is no longer there.
    pub name: String,
    pub born: Option<Date>,
    pub sex: Option<Sex>,
    /// The last digits of the phone: enough to tell two of one name apart.
    pub phone_ending: Option<String>,
    pub provider: Uuid,
    pub provider_name: String,
    pub room_id: Option<Uuid>,
    pub room: Option<String>,
    pub kind: Kind,
    pub reason: Option<String>,
    pub status: Status,
    pub previous: Option<Status>,
    pub moved_at: Timestamp,
    pub slot: Slot,
    pub arrived_at: Option<Timestamp>,
    pub is_priority: bool,
    pub overbooked: bool,
    pub cost: Option<Money>,
    pub cancel_reason: Option<String>,
    pub cancelled_late: bool,
    /// What the patient answered to a message about it.
    pub answer: Option<Answered>,
    /// How it stands with what was charged for it; for those who may see what is owed.
    pub charged: Option<Charged>,
    pub version: i32,
}

/// All appointments that start on one day, by time.
pub struct Day {
    pub date: Date,
    pub entries: Vec<Entry>,
    pub as_of: Generation,
}

/// Far fewer than this for every clinic's today; each weighs less than a kilobyte.
const ENTRIES: u64 = 40_000;

/// Some of a clinic's people and a span of time, as it was known then.
type Span = (Uuid, Slot, Vec<Uuid>, Generation);

/// The days that were looked at lately, of all clinics.
#[derive(Clone)]
pub struct Days(Arc<Looked>);

struct Looked {
    news: Mutex<Reader>,
    kept: Cache<(Uuid, Date, Generation), Arc<Day>>,
    busy: Cache<Span, Arc<Vec<Busy>>>,
}

/// Each weighs less than a hundred bytes.
const BUSY: u64 = 200_000;

/// What a clinic's data is known as in this program, from one change to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Generation {
    program: u64,
    of_all: u64,
    of_clinic: u64,
}

impl Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.program, self.of_all, self.of_clinic)
    }
}

struct Reader {
    receiver: Receiver<News>,
    program: u64,
    of_all: u64,
    of: HashMap<Uuid, u64>,
}

impl Reader {
    fn generation(&mut self, clinic: Uuid) -> Generation {
        loop {
            match self.receiver.try_recv() {
                Ok(News::Of { tenant, .. }) => *self.of.entry(tenant).or_default() += 1,
                // Some news were lost: nothing can be trusted.
                Ok(News::Missed) | Err(TryRecvError::Lagged(_)) => self.of_all += 1,
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Closed) => {
                    self.of_all += 1;
                    break;
                }
            }
        }
        let of_clinic = self.of.get(&clinic).copied().unwrap_or_default();
        Generation { program: self.program, of_all: self.of_all, of_clinic }
    }
}

impl Days {
    pub fn new(house: &House, kept: Duration) -> Self {
        let program = house.clock().new_uuid().as_u64_pair().1;
        let reader = Reader { receiver: house.bus().subscribe(), program, of_all: 0, of: HashMap::new() };
        let weight = |_: &(Uuid, Date, Generation), day: &Arc<Day>| u32::try_from(day.entries.len()).unwrap_or(1) + 1;
        let days = Cache::builder().max_capacity(ENTRIES).weigher(weight).time_to_live(kept).build();
        let weight = |_: &Span, busy: &Arc<Vec<Busy>>| u32::try_from(busy.len()).unwrap_or(u32::MAX).saturating_add(1);
        let busy = Cache::builder().max_capacity(BUSY).weigher(weight).time_to_live(kept).build();
        Self(Arc::new(Looked { news: Mutex::new(reader), kept: days, busy }))
    }

    /// The day as it is now. Whoever shows some of it records that: see [`Action::ViewDayBoard`].
    pub async fn get(&self, tx: &mut TenantTx, date: Date) -> Result<Arc<Day>> {
        // The right to look is the caller's own, whoever asked first.
        tx.authorize(Action::ViewDayBoard)?;
        let clinic = tx.tenant().id;
        let generation = self.generation(clinic);
        let load = async {
            let entries = load(tx, date).await?;
            Ok(Arc::new(Day { date, entries, as_of: generation }))
        };
        self.0.kept.try_get_with((clinic, date, generation), load).await.map_err(shared)
    }

    /// When these people are busy in a span of time: see [`operations::busy`].
    pub async fn busy(
        &self,
        tx: &mut TenantTx,
        action: Action,
        span: Slot,
        providers: &[Uuid],
    ) -> Result<Arc<Vec<Busy>>> {
        tx.authorize(action)?;
        let clinic = tx.tenant().id;
        let key = (clinic, span, providers.to_vec(), self.generation(clinic));
        let load = async { operations::busy(tx, action, span, providers).await.map(Arc::new) };
        self.0.busy.try_get_with(key, load).await.map_err(shared)
    }

    /// What the clinic's data is known as now: a day that was known as something else may have changed.
    pub fn generation(&self, clinic: Uuid) -> Generation {
        self.0.news.lock().unwrap_or_else(PoisonError::into_inner).generation(clinic)
    }
}

/// Why a load failed, to one of those who waited for it.
#[expect(clippy::needless_pass_by_value, reason = "as it is given")]
fn shared(error: Arc<Error>) -> Error {
    match *error {
        Error::Busy => Error::Busy,
        ref other => Error::internal(other.to_string()),
    }
}

async fn load(tx: &mut TenantTx, date: Date) -> Result<Vec<Entry>> {
    let action = Action::ViewDayBoard;
    let zone = tx.tenant().time_zone.clone();
    let start = |date: Date| date.to_zoned(zone.clone()).map(|start| start.timestamp()).map_err(Error::internal);
    let span = Slot { starts_at: start(date)?, ends_at: start(date.tomorrow().map_err(Error::internal)?)? };
    let appointments = operations::between(tx, action, span).await?;
    let mut patients: Vec<Uuid> = appointments.iter().map(|appointment| appointment.patient.uuid()).collect();
    patients.sort_unstable();
    patients.dedup();
    let parties = load_many(tx, action, &patients).await?;
    let parties: HashMap<Uuid, Party> = parties.into_iter().map(|party| (party.id.uuid(), party)).collect();
    let staff = accounts::operations::list(tx).await?;
    let staff: HashMap<Uuid, String> = staff.into_iter().map(|staff| (staff.id, staff.display_name)).collect();
    let rooms = rooms::operations::list(tx).await?;
    let rooms: HashMap<Uuid, String> = rooms.into_iter().map(|room| (room.id.uuid(), room.name)).collect();
    let ids: Vec<Uuid> = appointments.iter().map(|appointment| appointment.id.uuid()).collect();
    let answers = answers(tx, action, &ids).await?;
    let mut charged = charged_for(tx, action, &ids).await?;
    let entries = appointments.into_iter().map(|appointment| {
        let party = parties.get(&appointment.patient.uuid());
        let provider_name = staff.get(&appointment.provider.uuid()).cloned().unwrap_or_default();
        let room = appointment.room.and_then(|room| rooms.get(&room.uuid()).cloned());
        let answer = answers.get(&appointment.id.uuid()).copied();
        let charged = charged.remove(&appointment.id.uuid());
        Entry { answer, charged, ..Entry::new(appointment, party, provider_name, room) }
    });
    Ok(entries.collect())
}

impl Entry {
    /// The key of what the patient answered, as far as that is still what counts.
    pub fn answer_key(&self) -> Option<&'static str> {
        match (self.answer?, self.status) {
            (Answered::Confirmed, Status::Booked) => Some("appointments-answered-confirmed"),
            (Answered::Cancelled, Status::Cancelled) => Some("appointments-answered-cancelled"),
            _ => None,
        }
    }

    /// Why it was cancelled, where somebody said so in words.
    pub fn own_cancel_reason(&self) -> Option<&str> {
        self.cancel_reason.as_deref().filter(|_| self.answer != Some(Answered::Cancelled))
    }

    fn new(appointment: Appointment, party: Option<&Party>, provider_name: String, room: Option<String>) -> Self {
        let person = party.map(|party| party.person.reveal());
        let cancellation = appointment.cancellation;
        Self {
            id: appointment.id.uuid(),
            patient: appointment.patient.uuid(),
            name: person.map(crate::parties::model::Person::full_name).unwrap_or_default(),
            born: person.and_then(|person| person.date_of_birth),
            sex: party.map(|party| party.sex).filter(|sex| *sex != Sex::Unknown),
            phone_ending: person.and_then(|person| ending(person.phone.as_deref()?)),
            provider: appointment.provider.uuid(),
            provider_name,
            room_id: appointment.room.map(Id::uuid),
            room,
            kind: appointment.kind,
            reason: appointment.reason.map(Phi::into_inner),
            status: appointment.status,
            previous: appointment.previous_status,
            moved_at: appointment.moved_at,
            slot: appointment.slot,
            arrived_at: appointment.moments.arrived_at,
            is_priority: appointment.is_priority,
            overbooked: appointment.overbooked,
            cost: appointment.cost,
            cancelled_late: cancellation.as_ref().is_some_and(|cancelled| cancelled.late),
            cancel_reason: cancellation.and_then(|cancelled| cancelled.reason).map(Phi::into_inner),
            answer: None,
            charged: None,
            version: appointment.version,
        }
    }
}

fn ending(phone: &str) -> Option<String> {
    let start = phone.len().checked_sub(4)?;
    phone.get(start..).map(str::to_owned)
}
