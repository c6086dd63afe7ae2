//! Rows of the tables, and what they become.

use std::collections::HashMap;

use calendar::Opening;
use jiff_sqlx::{Date, Timestamp};
use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret, Sealed};

use crate::appointments::model::{Kind, Slot};
use crate::parties::operations::patient_secrets;
use crate::waitlist::model::{Entry, EntryStatus, Offer, OfferStatus, Wishes};
use crate::waitlist::sealing::NOTE;

pub(super) struct EntryRow {
    pub id: Uuid,
    pub patient_id: Uuid,
    pub service_id: Option<Uuid>,
    pub kind: String,
    pub minutes: i32,
    pub provider_id: Option<Uuid>,
    pub earliest_on: Date,
    pub latest_on: Date,
    pub weekdays: Vec<i16>,
    pub from_minute: i32,
    pub to_minute: i32,
    pub is_priority: bool,
    pub note: Option<Sealed<String>>,
    pub status: String,
    pub appointment_id: Option<Uuid>,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
}

/// A statement whose rows are whole entries: what stands before the columns, and after them.
macro_rules! entries {
    ($before:literal, $after:literal $(, $bound:expr)* $(,)?) => {
        sqlx::query_as!(
            EntryRow,
            $before
                + r#" id, patient_id, service_id, kind, minutes, provider_id, earliest_on, latest_on, weekdays, from_minute,
                    to_minute, is_priority, note as "note: vault::Sealed<String>", status, appointment_id, version,
                    created_at, created_by, updated_at, updated_by "#
                + $after
            $(, $bound)*
        )
    };
}
pub(super) use entries;

impl EntryRow {
    /// A patient who was erased takes the note along.
    pub fn open(self, keys: &ClinicKeys, secret: Option<&PartySecret>) -> Result<Entry> {
        let note = match secret {
            Some(secret) => keys.party(secret).open_opt(NOTE, self.id, self.note.as_ref())?,
            None => None,
        };
        let minute = |minute: i32| u16::try_from(minute).unwrap_or_default();
        Ok(Entry {
            id: Id::new(self.id),
            patient: Id::new(self.patient_id),
            wishes: Wishes {
                service: self.service_id,
                kind: Kind::parse(&self.kind).unwrap_or(Kind::Consultation),
                minutes: minute(self.minutes),
                provider: self.provider_id,
                earliest_on: self.earliest_on.to_jiff(),
                latest_on: self.latest_on.to_jiff(),
                weekdays: self.weekdays,
                hours: Opening::new(minute(self.from_minute), minute(self.to_minute)).unwrap_or(Opening::WHOLE_DAY),
            },
            is_priority: self.is_priority,
            note,
            status: EntryStatus::parse(&self.status)
                .ok_or_else(|| Error::internal("unknown status in the database"))?,
            appointment: self.appointment_id,
            version: self.version,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            updated_at: self.updated_at.to_jiff(),
            updated_by: self.updated_by,
        })
    }
}

/// Opens rows, each under its patient's key.
pub(super) async fn open_all(tx: &mut TenantTx, action: Action, rows: Vec<EntryRow>) -> Result<Vec<Entry>> {
    let mut patients: Vec<Uuid> = rows.iter().map(|row| row.patient_id).collect();
    patients.sort_unstable();
    patients.dedup();
    let secrets: HashMap<Uuid, PartySecret> = patient_secrets(tx, action, &patients).await?;
    // Support sees who waits; what was written about it stays closed.
    let (keys, reads) = (tx.keys(), !tx.actor().is_support());
    rows.into_iter()
        .map(|row| {
            let secret = secrets.get(&row.patient_id).filter(|_| reads);
            row.open(&keys, secret)
        })
        .collect()
}

/// One entry, as it stands now.
pub(super) async fn load(tx: &mut TenantTx, action: Action, id: Id<Entry>) -> Result<Entry> {
    let db = tx.authorize(action)?;
    let row = entries!("select", "from waitlist_entry where id = $1", id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_all(tx, action, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// As [`load`], and nobody else changes it, or what it is offered, until this transaction ends.
pub(super) async fn keep(tx: &mut TenantTx, action: Action, id: Id<Entry>) -> Result<Entry> {
    let db = tx.authorize(action)?;
    let row = entries!("select", "from waitlist_entry where id = $1 for update", id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_all(tx, action, vec![row]).await?.pop().ok_or(Error::NotFound)
}

pub(super) struct OfferRow {
    pub id: Uuid,
    pub entry_id: Uuid,
    pub appointment_id: Option<Uuid>,
    pub provider_id: Uuid,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub status: String,
    pub expires_at: Timestamp,
}

/// As [`entries`], for offers.
macro_rules! offers {
    ($after:literal $(, $bound:expr)* $(,)?) => {
        sqlx::query_as!(
            OfferRow,
            "select id, entry_id, appointment_id, provider_id, starts_at, ends_at, status, expires_at from waitlist_offer "
                + $after
            $(, $bound)*
        )
    };
}
pub(super) use offers;

impl OfferRow {
    pub fn open(self) -> Offer {
        Offer {
            id: Id::new(self.id),
            entry: Id::new(self.entry_id),
            appointment: self.appointment_id,
            provider: self.provider_id,
            slot: Slot { starts_at: self.starts_at.to_jiff(), ends_at: self.ends_at.to_jiff() },
            status: OfferStatus::parse(&self.status).unwrap_or(OfferStatus::Withdrawn),
            expires_at: self.expires_at.to_jiff(),
        }
    }
}
