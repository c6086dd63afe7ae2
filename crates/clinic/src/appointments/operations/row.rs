//! A row of the table, and how it becomes an appointment.

use money::{Currency, Money};
use std::collections::HashMap;

use jiff_sqlx::{Date, Timestamp};
use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret, Sealed};

use crate::amounts::stored_currency;
use crate::appointments::model::{
    Appointment, Cancellation, Kind, Moments, NewAppointment, Occurrence, Seat, Slot, Status,
};
use crate::appointments::sealing::{
    CANCEL_REASON, INSURANCE_AUTHORIZATION, OVERRIDE_REASON, PREPARATION_NOTES, REASON, SealedTexts, open,
};
use crate::parties;

/// A whole row as it stands in the database.
pub(super) struct AppointmentRow {
    pub id: Uuid,
    pub patient_id: Uuid,
    pub provider_id: Uuid,
    pub room_id: Option<Uuid>,
    pub staff_ids: Vec<Uuid>,
    pub equipment: Vec<String>,
    pub kind: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub busy_from: Timestamp,
    pub busy_until: Timestamp,
    pub service_id: Option<Uuid>,
    pub group_id: Uuid,
    pub seat: i32,
    pub seats: i32,
    pub hold_expires_at: Option<Timestamp>,
    pub series_id: Option<Uuid>,
    pub series_day: Option<Date>,
    pub cost_minor: Option<i64>,
    pub estimated_cost_minor: Option<i64>,
    pub currency: String,
    pub is_priority: bool,
    pub follow_up_needed: bool,
    pub billing_code: Option<String>,
    pub reason: Option<Sealed<String>>,
    pub preparation_notes: Option<Sealed<String>>,
    pub insurance_authorization: Option<Sealed<String>>,
    pub overbooked: bool,
    pub override_reason: Option<Sealed<String>>,
    pub backfilled: bool,
    pub cancel_reason: Option<Sealed<String>>,
    pub cancelled_late: Option<bool>,
    pub cancelled_by: Option<Uuid>,
    pub arrived_at: Option<Timestamp>,
    pub checked_in_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub previous_status: Option<String>,
    pub moved_at: Timestamp,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
}

/// A statement whose rows are whole appointments: what stands before the columns, and after them.
macro_rules! appointments {
    ($before:literal, $after:literal $(, $bound:expr)* $(,)?) => {
        sqlx::query_as!(
            AppointmentRow,
            $before
                + r#" id, patient_id, provider_id, room_id, staff_ids, equipment, kind, status, starts_at, ends_at,
                    busy_from, busy_until, service_id, group_id, seat, seats, hold_expires_at, series_id, series_day,
                    cost_minor, estimated_cost_minor, currency, is_priority, follow_up_needed, billing_code,
                    reason as "reason: vault::Sealed<String>", preparation_notes as "preparation_notes: vault::Sealed<String>",
                    insurance_authorization as "insurance_authorization: vault::Sealed<String>", overbooked,
                    override_reason as "override_reason: vault::Sealed<String>", backfilled,
                    cancel_reason as "cancel_reason: vault::Sealed<String>", cancelled_late, cancelled_by, arrived_at,
                    checked_in_at, finished_at, closed_at, previous_status, moved_at, version, created_at, created_by,
                    updated_at, updated_by "#
                + $after
            $(, $bound)*
        )
    };
}
pub(super) use appointments;

/// As [`appointments`], for a statement that writes everything a client may say of an appointment: what is bound before
/// that, the [`Contents`], and what is bound after.
macro_rules! appointment_with {
    ($statement:literal, [$($first:expr),*], $contents:expr, [$($last:expr),*]) => {{
        let contents = $contents;
        appointments!(
            $statement,
            ""
            $(, $first)*,
            contents.provider,
            contents.room,
            contents.staff,
            contents.equipment,
            contents.kind.as_str(),
            jiff_sqlx::ToSqlx::to_sqlx(contents.slot.starts_at),
            jiff_sqlx::ToSqlx::to_sqlx(contents.slot.ends_at),
            jiff_sqlx::ToSqlx::to_sqlx(contents.busy.starts_at),
            jiff_sqlx::ToSqlx::to_sqlx(contents.busy.ends_at),
            contents.service,
            contents.seat.group,
            contents.seat.number,
            contents.seat.of,
            contents.new.cost.as_ref().map(|cost| cost.minor),
            contents.new.estimated_cost.as_ref().map(|cost| cost.minor),
            contents.currency.as_str(),
            contents.new.is_priority,
            contents.new.follow_up_needed,
            contents.new.billing_code,
            contents.texts.reason as _,
            contents.texts.preparation_notes as _,
            contents.texts.insurance_authorization as _,
            contents.overbooked,
            contents.texts.override_reason as _
            $(, $last)*
        )
    }};
}
pub(super) use appointment_with;

/// Everything that a client may say of an appointment, as it is stored.
pub(super) struct Contents<'a> {
    pub provider: Uuid,
    pub room: Option<Uuid>,
    pub staff: &'a [Uuid],
    pub equipment: &'a [String],
    pub kind: Kind,
    pub slot: Slot,
    pub busy: Slot,
    pub service: Option<Uuid>,
    pub seat: Seat,
    pub new: &'a NewAppointment,
    pub currency: Currency,
    pub texts: SealedTexts,
    pub overbooked: bool,
}

fn moment(at: Option<Timestamp>) -> Option<jiff::Timestamp> {
    at.map(Timestamp::to_jiff)
}

impl AppointmentRow {
    /// A patient who was erased takes the texts along; the time stays taken.
    pub fn open(self, keys: &ClinicKeys, secret: Option<&PartySecret>) -> Result<Appointment> {
        let sealer = secret.map(|secret| keys.party(secret));
        let (sealer, id) = (sealer.as_ref(), self.id);
        let money = |minor: Option<i64>| -> Result<Option<Money>> {
            minor.map(|minor| Ok(Money::new(minor, stored_currency(&self.currency)?))).transpose()
        };
        let status = Status::parse(&self.status).ok_or_else(|| Error::internal("unknown status in the database"))?;
        let cancellation = match self.cancelled_late {
            Some(late) => {
                let reason = open(sealer, CANCEL_REASON, id, self.cancel_reason.as_ref())?;
                Some(Cancellation { by: self.cancelled_by, late, reason })
            }
            None => None,
        };
        Ok(Appointment {
            id: Id::new(id),
            patient: Id::new(self.patient_id),
            provider: Id::new(self.provider_id),
            room: self.room_id.map(Id::new),
            kind: Kind::parse(&self.kind).unwrap_or(Kind::Consultation),
            status,
            slot: Slot { starts_at: self.starts_at.to_jiff(), ends_at: self.ends_at.to_jiff() },
            busy: Slot { starts_at: self.busy_from.to_jiff(), ends_at: self.busy_until.to_jiff() },
            service: self.service_id,
            seat: Seat { group: self.group_id, number: self.seat, of: self.seats },
            hold_expires_at: moment(self.hold_expires_at),
            occurrence: self
                .series_id
                .zip(self.series_day)
                .map(|(series, day)| Occurrence { series, day: day.to_jiff() }),
            cost: money(self.cost_minor)?,
            estimated_cost: money(self.estimated_cost_minor)?,
            reason: open(sealer, REASON, id, self.reason.as_ref())?,
            preparation_notes: open(sealer, PREPARATION_NOTES, id, self.preparation_notes.as_ref())?,
            insurance_authorization: open(sealer, INSURANCE_AUTHORIZATION, id, self.insurance_authorization.as_ref())?,
            override_reason: open(sealer, OVERRIDE_REASON, id, self.override_reason.as_ref())?,
            cancellation,
            moments: Moments {
                arrived_at: moment(self.arrived_at),
                checked_in_at: moment(self.checked_in_at),
                finished_at: moment(self.finished_at),
                closed_at: moment(self.closed_at),
            },
            previous_status: self.previous_status.as_deref().and_then(Status::parse),
            moved_at: self.moved_at.to_jiff(),
            staff: self.staff_ids,
            equipment: self.equipment,
            is_priority: self.is_priority,
            follow_up_needed: self.follow_up_needed,
            billing_code: self.billing_code,
            overbooked: self.overbooked,
            backfilled: self.backfilled,
            version: self.version,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            updated_at: self.updated_at.to_jiff(),
            updated_by: self.updated_by,
        })
    }
}

/// Opens rows, each under its patient's key.
pub(super) async fn open_all(tx: &mut TenantTx, action: Action, rows: Vec<AppointmentRow>) -> Result<Vec<Appointment>> {
    let mut patients: Vec<Uuid> = rows.iter().map(|row| row.patient_id).collect();
    patients.sort_unstable();
    patients.dedup();
    let secrets: HashMap<Uuid, PartySecret> = parties::operations::patient_secrets(tx, action, &patients).await?;
    // Support sees who comes when; what was written about it stays closed.
    let (keys, reads) = (tx.keys(), !tx.actor().is_support());
    rows.into_iter()
        .map(|row| {
            let secret = secrets.get(&row.patient_id).filter(|_| reads);
            row.open(&keys, secret)
        })
        .collect()
}
