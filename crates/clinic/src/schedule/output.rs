//! The schedule as JSON shows it.

use calendar::{Closure, Exception, Owner, Reason, Slot, Weekly};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use money::{Currency, Money};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{BookableBy, KeptException, Service, Week, clock, owner_text};
use super::operations::Explained;
use crate::amounts::MoneyOutput;
use crate::appointments::model::{Kind, Status};

/// What the clinic offers.
#[derive(Serialize, ToSchema)]
#[schema(as = Service)]
pub struct ServiceOutput {
    id: Uuid,
    #[schema(example = "First visit")]
    name: String,
    kind: Kind,
    duration_minutes: u16,
    buffer_before_minutes: u16,
    buffer_after_minutes: u16,
    capacity: u32,
    lead_minutes: u32,
    horizon_days: Option<u32>,
    step_minutes: Option<u16>,
    bookable_by: BookableBy,
    price: Option<MoneyOutput>,
    needs_room: bool,
    equipment: Vec<String>,
    /// Everybody who sees patients when empty.
    providers: Vec<Uuid>,
    /// Any room when empty.
    rooms: Vec<Uuid>,
    position: i32,
    /// Whether it is still offered.
    active: bool,
    version: i32,
}

impl ServiceOutput {
    pub fn new(service: Service, currency: Currency) -> Self {
        let offer = service.offer;
        let price = offer.price_minor.map(|minor| Money::new(minor, currency));
        Self {
            id: service.id.uuid(),
            name: offer.name,
            kind: offer.kind,
            duration_minutes: offer.duration_minutes,
            buffer_before_minutes: offer.buffer_before_minutes,
            buffer_after_minutes: offer.buffer_after_minutes,
            capacity: offer.capacity,
            lead_minutes: offer.lead_minutes,
            horizon_days: offer.horizon_days,
            step_minutes: offer.step_minutes,
            bookable_by: offer.bookable_by,
            price: price.map(MoneyOutput::from),
            needs_room: offer.needs_room,
            equipment: offer.equipment,
            providers: offer.providers,
            rooms: offer.rooms,
            position: offer.position,
            active: service.active,
            version: service.version,
        }
    }
}

/// One line of a week, as the wall shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = WeeklyHours)]
pub struct LineOutput {
    /// 1 is Monday.
    weekday: i8,
    #[schema(example = "09:00")]
    from: String,
    #[schema(example = "17:00")]
    to: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

impl From<&Weekly> for LineOutput {
    fn from(line: &Weekly) -> Self {
        Self {
            weekday: line.weekday.to_monday_one_offset(),
            from: clock(line.opening.from_minute()),
            to: clock(line.opening.to_minute()),
            valid_from: line.valid_from,
            valid_to: line.valid_to,
        }
    }
}

/// The week of an owner.
#[derive(Serialize, ToSchema)]
#[schema(as = Hours)]
pub struct WeekOutput {
    #[schema(example = "clinic")]
    owner: String,
    /// Whether it was set for this owner. Without it providers have the clinic's week, the clinic is open from nine to
    /// five on weekdays, and rooms and equipment are there at any hour.
    is_own: bool,
    weekly: Vec<LineOutput>,
    version: i32,
}

impl WeekOutput {
    pub fn new(owner: &Owner, week: &Week) -> Self {
        Self {
            owner: owner_text(owner),
            is_own: !week.lines.is_empty(),
            weekly: week.lines.iter().map(LineOutput::from).collect(),
            version: week.version,
        }
    }
}

/// What holds on one date in place of the week.
#[derive(Serialize, ToSchema)]
#[schema(as = HoursException)]
pub struct ExceptionOutput {
    id: Uuid,
    #[schema(example = "clinic")]
    owner: String,
    date: Date,
    closed: bool,
    from: Option<String>,
    to: Option<String>,
    note: Option<String>,
}

impl From<KeptException> for ExceptionOutput {
    fn from(kept: KeptException) -> Self {
        let Exception { on, opening } = kept.exception;
        Self {
            id: kept.id,
            owner: owner_text(&kept.owner),
            date: on,
            closed: opening.is_none(),
            from: opening.map(|opening| clock(opening.from_minute())),
            to: opening.map(|opening| clock(opening.to_minute())),
            note: kept.note,
        }
    }
}

/// Days on which nobody comes.
#[derive(Serialize, ToSchema)]
#[schema(as = Closure)]
pub struct ClosureOutput {
    id: Uuid,
    #[schema(example = "Summer")]
    name: String,
    from: Date,
    /// The last day.
    to: Date,
}

impl From<Closure> for ClosureOutput {
    fn from(closure: Closure) -> Self {
        Self { id: closure.id, name: closure.name, from: closure.from, to: closure.to }
    }
}

/// A time that can be booked.
#[derive(Serialize, ToSchema)]
#[schema(as = Slot)]
pub struct SlotOutput {
    starts_at: Timestamp,
    ends_at: Timestamp,
    provider: Uuid,
    /// Where, when there must be a room.
    room: Option<Uuid>,
    /// How many can still come.
    seats: u32,
}

/// Times that can be booked, in order.
#[derive(Serialize, ToSchema)]
#[schema(as = Slots)]
pub struct SlotsOutput {
    #[schema(example = "Africa/Cairo")]
    time_zone: String,
    results: Vec<SlotOutput>,
    /// Whether there may be more on these days than were asked for.
    more: bool,
}

impl SlotsOutput {
    pub fn new(slots: &[Slot], zone: &TimeZone, most: usize) -> Self {
        let slot = |slot: &Slot| SlotOutput {
            starts_at: slot.span.starts_at,
            ends_at: slot.span.ends_at,
            provider: slot.provider,
            room: slot.room,
            seats: slot.seats,
        };
        Self {
            time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            results: slots.iter().map(slot).collect(),
            more: slots.len() == most,
        }
    }
}

/// Why a time is not free.
#[derive(Serialize, ToSchema)]
#[schema(as = SlotExplanation)]
pub struct ExplanationOutput {
    free: bool,
    reasons: Vec<ReasonOutput>,
    /// The appointments that stand in the way.
    blocking: Vec<BlockingOutput>,
}

/// One thing that stands in the way. What does not concern it is left out.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = SlotReason)]
pub struct ReasonOutput {
    /// `no_such_time`, `too_soon`, `too_far`, `closed`, `outside_hours`, `busy`, `full`, `no_room`
    #[schema(example = "outside_hours")]
    code: &'static str,
    /// Who or what is not there or busy: `provider:ID`, `room:ID`, `equipment:NAME`.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    /// The hours of that day, as the wall shows them; none are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Vec<HoursOutput>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closure: Option<ClosureOutput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    /// Ids of appointments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appointments: Vec<Uuid>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OpenHours)]
struct HoursOutput {
    from: String,
    to: String,
}

impl ReasonOutput {
    fn new(reason: Reason) -> Self {
        let of = |code| Self { code, ..Self::default() };
        match reason {
            Reason::NoSuchTime => of("no_such_time"),
            Reason::TooSoon { earliest } => Self { earliest_at: Some(earliest), ..of("too_soon") },
            Reason::TooFar { latest } => Self { latest_on: Some(latest), ..of("too_far") },
            Reason::Closed(closure) => Self { closure: Some(closure.into()), ..of("closed") },
            Reason::OutsideHours { owner, hours } => {
                let hours = hours
                    .into_iter()
                    .map(|opening| HoursOutput { from: clock(opening.from_minute()), to: clock(opening.to_minute()) });
                Self { owner: Some(owner_text(&owner)), hours: Some(hours.collect()), ..of("outside_hours") }
            }
            Reason::Busy { owner, bookings } => {
                Self { owner: Some(owner_text(&owner)), appointments: bookings, ..of("busy") }
            }
            Reason::Full { capacity } => Self { capacity: Some(capacity), ..of("full") },
            Reason::NoRoom => of("no_room"),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = BlockingAppointment)]
struct BlockingOutput {
    id: Uuid,
    patient: Uuid,
    provider: Uuid,
    room: Option<Uuid>,
    kind: Kind,
    status: Status,
    starts_at: Timestamp,
    ends_at: Timestamp,
}

impl ExplanationOutput {
    pub fn new(explained: Explained) -> Self {
        let blocking = explained.blocking.into_iter().map(|one| BlockingOutput {
            id: one.id,
            patient: one.patient,
            provider: one.provider,
            room: one.room,
            kind: one.kind,
            status: one.status,
            starts_at: one.slot.starts_at,
            ends_at: one.slot.ends_at,
        });
        Self {
            free: explained.reasons.is_empty(),
            blocking: blocking.collect(),
            reasons: explained.reasons.into_iter().map(ReasonOutput::new).collect(),
        }
    }
}
