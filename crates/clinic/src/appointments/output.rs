//! Appointments as programs read them.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Appointment, Kind, Status};
use crate::amounts::MoneyOutput;

/// Which spelling of states a client understands: `Accept-Profile: clinic` asks for the three of old clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Fhir,
    Clinic,
}

impl<S: Send + Sync> FromRequestParts<S> for Profile {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let asked = parts.headers.get("accept-profile").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let clinic = asked.split(',').any(|profile| profile.trim().trim_matches(['<', '>', '"']) == "clinic");
        Ok(if clinic { Self::Clinic } else { Self::Fhir })
    }
}

impl Profile {
    fn spell(self, status: Status) -> &'static str {
        match self {
            Self::Fhir => status.as_str(),
            Self::Clinic => status.edge_spelling(),
        }
    }
}

/// An appointment.
#[derive(Serialize, ToSchema)]
#[schema(as = Appointment)]
pub struct AppointmentOutput {
    id: Uuid,
    patient: Uuid,
    provider: Uuid,
    staff: Vec<Uuid>,
    room: Option<Uuid>,
    equipment: Vec<String>,
    kind: Kind,
    /// A code of the life cycle; `Pending`, `Completed`, `Canceled` for clients that send `Accept-Profile: clinic`.
    #[schema(example = "booked")]
    status: &'static str,
    #[schema(example = "2030-01-07T07:00:00Z")]
    starts_at: jiff::Timestamp,
    #[schema(example = "2030-01-07T07:30:00Z")]
    ends_at: jiff::Timestamp,
    /// The zone of the clinic.
    #[schema(example = "Africa/Cairo")]
    time_zone: String,
    /// What is done, of what the clinic offers.
    service: Option<Uuid>,
    /// Until then the time is kept; `confirm` books it.
    hold_expires_at: Option<jiff::Timestamp>,
    /// Of a session that several come to: which place this is, and how many there are.
    #[schema(example = 1)]
    seat: i32,
    #[schema(example = 1)]
    seats: i32,
    cost: Option<MoneyOutput>,
    is_priority: bool,
    billing_code: Option<String>,
    estimated_cost: Option<MoneyOutput>,
    insurance_authorization: Option<String>,
    preparation_notes: Option<String>,
    follow_up_needed: bool,
    reminder: Empty,
    confirmation: Empty,
    series: Option<Uuid>,
    reason: Option<String>,
    /// Stands over another appointment on purpose.
    overbooked: bool,
    override_reason: Option<String>,
    /// Entered after it took place.
    backfilled: bool,
    cancellation: Option<CancellationOutput>,
    arrived_at: Option<jiff::Timestamp>,
    checked_in_at: Option<jiff::Timestamp>,
    finished_at: Option<jiff::Timestamp>,
    closed_at: Option<jiff::Timestamp>,
    #[schema(example = 1)]
    version: i32,
    #[schema(example = "2030-01-02T08:00:00Z")]
    created_at: jiff::Timestamp,
    created_by: Option<Uuid>,
    #[schema(example = "2030-01-02T08:00:00Z")]
    updated_at: jiff::Timestamp,
    updated_by: Option<Uuid>,
    deleted_at: Option<jiff::Timestamp>,
    deleted_by: Option<Uuid>,
    organization_id: Uuid,
}

/// Nothing is known here yet.
#[derive(Serialize, ToSchema)]
struct Empty {}

/// Who took an appointment back, and why.
#[derive(Serialize, ToSchema)]
#[schema(as = Cancellation)]
struct CancellationOutput {
    by: Option<Uuid>,
    /// Less than a day before the start.
    late: bool,
    reason: Option<String>,
}

impl AppointmentOutput {
    pub fn new(appointment: Appointment, guest: &Guest, profile: Profile) -> Self {
        let text = |value: Option<Phi<String>>| value.map(Phi::into_inner);
        let cancellation = appointment.cancellation.map(|cancelled| CancellationOutput {
            by: cancelled.by,
            late: cancelled.late,
            reason: text(cancelled.reason),
        });
        Self {
            id: appointment.id.uuid(),
            patient: appointment.patient.uuid(),
            provider: appointment.provider.uuid(),
            staff: appointment.staff,
            room: appointment.room.map(tenancy::Id::uuid),
            equipment: appointment.equipment,
            kind: appointment.kind,
            status: profile.spell(appointment.status),
            starts_at: appointment.slot.starts_at,
            ends_at: appointment.slot.ends_at,
            time_zone: guest.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned(),
            service: appointment.service,
            hold_expires_at: appointment.hold_expires_at,
            seat: appointment.seat.number,
            seats: appointment.seat.of,
            cost: appointment.cost.map(MoneyOutput::from),
            is_priority: appointment.is_priority,
            billing_code: appointment.billing_code,
            estimated_cost: appointment.estimated_cost.map(MoneyOutput::from),
            insurance_authorization: text(appointment.insurance_authorization),
            preparation_notes: text(appointment.preparation_notes),
            follow_up_needed: appointment.follow_up_needed,
            reminder: Empty {},
            confirmation: Empty {},
            series: appointment.occurrence.map(|occurrence| occurrence.series),
            reason: text(appointment.reason),
            overbooked: appointment.overbooked,
            override_reason: text(appointment.override_reason),
            backfilled: appointment.backfilled,
            cancellation,
            arrived_at: appointment.moments.arrived_at,
            checked_in_at: appointment.moments.checked_in_at,
            finished_at: appointment.moments.finished_at,
            closed_at: appointment.moments.closed_at,
            version: appointment.version,
            created_at: appointment.created_at,
            created_by: appointment.created_by,
            updated_at: appointment.updated_at,
            updated_by: appointment.updated_by,
            deleted_at: None,
            deleted_by: None,
            organization_id: guest.tenant().id,
        }
    }
}
