//! The record of who did what to whom. Rows carry codes and ids in the open; everything else is sealed.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::net::IpAddr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{ClinicKeys, Field, Json};

use crate::{Action, Actor, Risk, SchemaName};

pub const ORIGIN: Field = Field::clinic("audit_event", "origin");
/// Before and after values belong to the person they are about: they become unreadable when that person is erased.
pub const DETAIL: Field = Field::party("audit_event", "detail");

/// Where a request came from.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Origin {
    #[serde(skip)]
    pub request_id: Uuid,
    pub ip: Option<IpAddr>,
    pub user_agent: Option<String>,
}

/// What an action was done to.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    pub(crate) kind: &'static str,
    pub(crate) id: Option<Uuid>,
    pub(crate) patients: Vec<Uuid>,
}

impl Subject {
    pub fn new(kind: &'static str, id: impl Into<Option<Uuid>>) -> Self {
        Self { kind, id: id.into(), patients: Vec::new() }
    }

    pub fn patient(id: Uuid) -> Self {
        Self::new("patient", id).about(id)
    }

    /// A list: it names each person it showed.
    pub fn list(kind: &'static str, patients: impl IntoIterator<Item = Uuid>) -> Self {
        Self { kind, id: None, patients: patients.into_iter().collect() }
    }

    #[must_use]
    pub fn about(mut self, patient: Uuid) -> Self {
        self.patients.push(patient);
        self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Success,
    Denied,
    Failure,
}

impl Outcome {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Denied => "denied",
            Self::Failure => "failure",
        }
    }
}

/// One entry of the record, ready to be written.
#[derive(Debug, Clone)]
pub struct Event {
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) actor_kind: &'static str,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) action: Action,
    pub(crate) subject: Subject,
    pub(crate) outcome: Outcome,
    pub(crate) risk: Risk,
    pub(crate) request_id: Uuid,
    pub(crate) origin: Vec<u8>,
    pub(crate) detail: Option<Vec<u8>>,
}

/// Who, where from and when: what every entry of one request shares.
pub(crate) struct Witness<'a> {
    pub actor: &'a Actor,
    pub origin: &'a Origin,
    pub keys: &'a ClinicKeys,
}

impl Event {
    pub(crate) fn new(witness: &Witness<'_>, id: Uuid, at: Timestamp, action: Action, subject: Subject) -> Self {
        let origin = witness.keys.clinic().seal(ORIGIN, id, &Json(witness.origin.clone()));
        Self {
            id,
            at,
            actor_kind: witness.actor.kind(),
            actor_id: witness.actor.id(),
            session_id: witness.actor.session(),
            action,
            subject,
            outcome: Outcome::Success,
            risk: if witness.actor.stands_out() { Risk::High } else { action.risk() },
            request_id: witness.origin.request_id,
            origin: origin.as_bytes().to_vec(),
            detail: None,
        }
    }
}

/// The columns of a row, in the order of [`Event::write_row`].
const COLUMNS: &str = "id, at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, patient_id, patient_ids, \
     outcome, risk, request_id, origin, detail";

/// One `insert` for all events of one clinic, as literal SQL without its semicolon.
///
/// Literals let a batch over many clinics, or an entry together with its `commit`, travel in one round trip.
/// Every value is a UUID, an instant, hexadecimal or a `&'static str` of ours, so nothing can break out of its quotes.
pub(crate) fn insert_sql(schema: &SchemaName, events: &[Event], sql: &mut String) {
    let _ = write!(sql, "insert into {}.audit_event ({COLUMNS}) values ", schema.as_str());
    for (position, event) in events.iter().enumerate() {
        if position > 0 {
            sql.push(',');
        }
        event.write_row(sql);
    }
}

/// The clinics whose `insert` of one event is prepared on a connection: to parse and plan it takes PostgreSQL longer
/// than to carry it out.
#[derive(Default)]
pub(crate) struct Prepared(HashSet<SchemaName>);

impl Prepared {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// As [`insert_sql`], for this connection alone. Whoever does not see it succeed must close the connection: whether
    /// the statement is prepared now is not known then.
    pub fn write<'a>(&mut self, schema: &SchemaName, events: impl IntoIterator<Item = &'a Event>, sql: &mut String) {
        let name = schema.as_str();
        if self.0.insert(schema.clone()) {
            let _ = write!(
                sql,
                "prepare {name} (uuid, timestamptz, text, uuid, uuid, text, text, uuid, uuid, uuid[], text, text, uuid, \
                 bytea, bytea) as insert into {name}.audit_event ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
                 $10, $11, $12, $13, $14, $15);"
            );
        }
        for event in events {
            let _ = write!(sql, "execute {name}");
            event.write_row(sql);
            sql.push(';');
        }
    }
}

impl Event {
    fn write_row(&self, sql: &mut String) {
        let _ = write!(sql, "('{}','{}','{}',", self.id, self.at, self.actor_kind);
        write_uuid(sql, self.actor_id);
        write_uuid(sql, self.session_id);
        let _ = write!(sql, "'{}','{}',", self.action.code(), self.subject.kind);
        write_uuid(sql, self.subject.id);
        self.write_patients(sql);
        let _ = write!(sql, "'{}','{}','{}',", self.outcome.as_str(), self.risk.as_str(), self.request_id);
        write_bytes(sql, Some(&self.origin));
        sql.push(',');
        write_bytes(sql, self.detail.as_deref());
        sql.push(')');
    }

    /// One patient stands in a column of its own: the common case, and the one that is looked up most.
    fn write_patients(&self, sql: &mut String) {
        match self.subject.patients.as_slice() {
            [] => sql.push_str("null,null,"),
            [one] => {
                write_uuid(sql, Some(*one));
                sql.push_str("null,");
            }
            many => {
                sql.push_str("null,'{");
                for (position, id) in many.iter().enumerate() {
                    if position > 0 {
                        sql.push(',');
                    }
                    let _ = write!(sql, "{id}");
                }
                sql.push_str("}',");
            }
        }
    }
}

fn write_uuid(sql: &mut String, id: Option<Uuid>) {
    let _ = match id {
        Some(id) => write!(sql, "'{id}',"),
        None => write!(sql, "null,"),
    };
}

fn write_bytes(sql: &mut String, bytes: Option<&[u8]>) {
    let _ = match bytes {
        Some(bytes) => write!(sql, "'\\x{}'", hex::encode(bytes)),
        None => write!(sql, "null"),
    };
}
