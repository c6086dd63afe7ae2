//! Looking at appointments: one, a list, a day, and when somebody is busy.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf, Place};

use super::row::{AppointmentRow, appointments, open_all};
use super::subject;
use crate::appointments::model::{Appointment, Kind, PatientRef, Slot, Status};
use crate::parties;
use crate::parties::model::Party;

/// One appointment, by id.
pub async fn find(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let appointment = load(tx, Action::ViewAppointment, id).await?;
    tx.record(Action::ViewAppointment, subject(&appointment));
    Ok(appointment)
}

async fn load(tx: &mut TenantTx, action: Action, id: Id<Appointment>) -> Result<Appointment> {
    let db = tx.authorize(action)?;
    let row = appointments!("select", "from appointment where id = $1 and deleted_at is null", id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_all(tx, action, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// As [`load`], and nobody else changes it until this transaction ends.
pub(super) async fn keep(tx: &mut TenantTx, action: Action, id: Id<Appointment>) -> Result<Appointment> {
    let db = tx.authorize(action)?;
    let row = appointments!("select", "from appointment where id = $1 and deleted_at is null for update", id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_all(tx, action, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// As [`keep`], for an appointment of this patient's.
pub async fn keep_own(
    tx: &mut TenantTx,
    action: Action,
    patient: Id<Party>,
    id: Id<Appointment>,
) -> Result<Appointment> {
    let db = tx.authorize(action)?;
    let row = appointments!(
        "select",
        "from appointment where id = $1 and patient_id = $2 and deleted_at is null for update",
        id.uuid(),
        patient.uuid()
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_all(tx, action, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Today's appointment for which a patient is here, for those who may do something to it: one's own before others'.
pub async fn here_today(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<Option<Uuid>> {
    let (zone, own) = (tx.tenant().time_zone.clone(), tx.actor_id());
    let today = tx.tenant().day_of(tx.now());
    let midnight =
        |day: jiff::civil::Date| day.to_zoned(zone.clone()).map(|at| at.timestamp()).map_err(Error::internal);
    let (from, to) = (midnight(today)?, midnight(today.tomorrow().map_err(Error::internal)?)?);
    let db = tx.authorize(action)?;
    let id = sqlx::query_scalar!(
        "select id from appointment
         where patient_id = $1 and deleted_at is null and status in ('arrived', 'checked-in')
           and starts_at >= $2 and starts_at < $3
         order by (provider_id = $4) desc nulls last, starts_at, id limit 1",
        patient,
        from.to_sqlx(),
        to.to_sqlx(),
        own
    );
    Ok(id.fetch_optional(db).await?)
}

/// What a list is sorted by; the id breaks ties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Start,
    StartDescending,
    Created,
    CreatedDescending,
}

impl Order {
    fn is_by_start(self) -> bool {
        matches!(self, Self::Start | Self::StartDescending)
    }

    fn reversed(self) -> Self {
        match self {
            Self::Start => Self::StartDescending,
            Self::StartDescending => Self::Start,
            Self::Created => Self::CreatedDescending,
            Self::CreatedDescending => Self::Created,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::StartDescending => "-start",
            Self::Created => "created",
            Self::CreatedDescending => "-created",
        }
    }
}

/// What a list is narrowed to.
#[derive(Default)]
pub struct Filter {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub statuses: Option<Vec<Status>>,
    pub provider: Option<Uuid>,
    pub patient: Option<PatientRef>,
    pub kind: Option<Kind>,
    pub is_priority: Option<bool>,
    /// Names and other marks of the patient.
    pub search: Option<parties::finding::Filter>,
    pub order: Order,
}

pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Appointment>> {
    let action = Action::ListAppointments;
    let (ids, count) = matching(tx, action, filter, page).await?;
    let db = tx.authorize(action)?;
    let rows = appointments!("select", "from appointment where id = any($1)", &ids).fetch_all(db).await?;
    let mut rows = open_all(tx, action, rows).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id.uuid()));
    let listing = Listing::walked(rows, count, page, |row| {
        let at = if filter.order.is_by_start() { row.slot.starts_at } else { row.created_at };
        Place { at, id: row.id.uuid() }
    });
    tx.record(action, Subject::list("appointment", listing.rows.iter().map(|row| row.patient.uuid())));
    Ok(listing)
}

/// The patients a list is narrowed to: one, those who match a search, or all.
async fn patients(tx: &mut TenantTx, action: Action, filter: &Filter) -> Result<Option<Vec<Uuid>>> {
    let one = match filter.patient {
        None => None,
        Some(PatientRef::Id(id)) => Some(vec![id]),
        Some(PatientRef::Number(number)) => match parties::naming::id_of_number(tx, action, number).await {
            Ok(id) => Some(vec![id.uuid()]),
            Err(Error::NotFound) => Some(Vec::new()),
            Err(other) => return Err(other),
        },
    };
    let Some(search) = &filter.search else { return Ok(one) };
    // Words that name nobody, such as a single letter, find nobody.
    let mut found = match search.is_empty() {
        true => Vec::new(),
        false => parties::finding::ids_matching(tx, action, search).await?,
    };
    if let Some(one) = one {
        found.retain(|id| one.contains(id));
    }
    Ok(Some(found))
}

/// The ids of one page of matches, and how many there are in all.
async fn matching(tx: &mut TenantTx, action: Action, filter: &Filter, page: PageOf) -> Result<(Vec<Uuid>, i64)> {
    let patients = patients(tx, action, filter).await?;
    let statuses =
        filter.statuses.as_ref().map(|all| all.iter().map(|one| one.as_str().to_owned()).collect::<Vec<_>>());
    let order = if page.is_backward() { filter.order.reversed() } else { filter.order };
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select id, starts_at from appointment
               where deleted_at is null and (hold_expires_at is null or hold_expires_at > $13)
                 and ($1::timestamptz is null or starts_at >= $1)
                 and ($2::timestamptz is null or starts_at < $2)
                 and ($3::text[] is null or status = any($3))
                 and ($4::uuid is null or provider_id = $4)
                 and ($5::uuid[] is null or patient_id = any($5))
                 and ($6::text is null or kind = $6)
                 and ($7::boolean is null or is_priority = $7))
           select (select count(*) from found) as "count!",
                  array(select id from found
                        where $12::uuid is null
                           or case $8 when 'start' then (starts_at, id) > ($11, $12)
                                      when '-start' then (starts_at, id) < ($11, $12)
                                      when 'created' then id > $12 else id < $12 end
                        order by case when $8 = 'start' then starts_at end, case when $8 = '-start' then starts_at end desc,
                                 case when left($8, 1) = '-' then id end desc, id
                        limit $9 offset $10) as "ids!""#,
        filter.from.map(jiff_sqlx::ToSqlx::to_sqlx),
        filter.to.map(jiff_sqlx::ToSqlx::to_sqlx),
        statuses.as_deref(),
        filter.provider,
        patients.as_deref(),
        filter.kind.map(Kind::as_str),
        filter.is_priority,
        order.as_str(),
        page.fetched(),
        page.skipped(),
        page.place().map(|place| place.at.to_sqlx()),
        page.place().map(|place| place.id),
        now
    );
    let row = row.fetch_one(db).await?;
    Ok((row.ids, row.count))
}

/// Everything that starts in a span of time, in order. The record is the caller's to keep.
pub async fn between(tx: &mut TenantTx, action: Action, span: Slot) -> Result<Vec<Appointment>> {
    let now = tx.now();
    let db = tx.authorize(action)?;
    let rows = appointments!(
        "select",
        "from appointment where starts_at >= $1 and starts_at < $2 and deleted_at is null order by starts_at, id",
        span.starts_at.to_sqlx(),
        span.ends_at.to_sqlx()
    );
    let mut rows = rows.fetch_all(db).await?;
    // What was held and not confirmed in time is nobody's.
    rows.retain(|row| row.hold_expires_at.is_none_or(|at| at.to_jiff() > now));
    open_all(tx, action, rows).await
}

/// From when until when, as far as it is narrowed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Span {
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// Whose these appointments are, each patient once; those who look are on record.
pub async fn patients_of(tx: &mut TenantTx, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let action = Action::ListAppointments;
    let db = tx.authorize(action)?;
    let patients = sqlx::query_scalar!(
        "select distinct patient_id from appointment where id = any($1) and deleted_at is null order by patient_id",
        ids
    );
    let patients = patients.fetch_all(db).await?;
    tx.record(action, Subject::list("appointment", patients.iter().copied()));
    Ok(patients)
}

/// Whose each of these appointments is, and when it begins; those who look are on record.
pub async fn titles(tx: &mut TenantTx, ids: &[Uuid]) -> Result<HashMap<Uuid, (String, Timestamp)>> {
    let action = Action::ListAppointments;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, patient_id, starts_at from appointment where id = any($1) and deleted_at is null",
        ids
    );
    let rows = rows.fetch_all(db).await?;
    let mut patients: Vec<Uuid> = rows.iter().map(|row| row.patient_id).collect();
    patients.sort_unstable();
    patients.dedup();
    let people = parties::operations::load_many(tx, action, &patients).await?;
    let names: HashMap<Uuid, String> =
        people.into_iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())).collect();
    tx.record(action, Subject::list("appointment", patients));
    let titles = rows.into_iter().map(|row| {
        let name = names.get(&row.patient_id).cloned().unwrap_or_default();
        (row.id, (name, row.starts_at.to_jiff()))
    });
    Ok(titles.collect())
}

/// How many there are that start in a span. The record is the caller's to keep.
pub async fn count_all(tx: &mut TenantTx, action: Action, span: Span) -> Result<i64> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from appointment
           where deleted_at is null and (hold_expires_at is null or hold_expires_at > $3)
             and ($1::timestamptz is null or starts_at >= $1) and ($2::timestamptz is null or starts_at < $2)"#,
        span.from.map(Timestamp::to_sqlx) as _,
        span.until.map(Timestamp::to_sqlx) as _,
        now as _
    );
    Ok(count.fetch_one(db).await?)
}

/// The next that start in a span, after one of them, in the order in which they were booked: for what goes through all of
/// them. The record is the caller's to keep.
pub async fn next_after(
    tx: &mut TenantTx,
    action: Action,
    span: Span,
    after: Option<Uuid>,
    most: i64,
) -> Result<Vec<Appointment>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let rows = appointments!(
        "select",
        "from appointment
         where deleted_at is null and (hold_expires_at is null or hold_expires_at > $3)
           and ($1::timestamptz is null or starts_at >= $1) and ($2::timestamptz is null or starts_at < $2)
           and ($4::uuid is null or id > $4)
         order by id limit $5",
        span.from.map(Timestamp::to_sqlx) as _,
        span.until.map(Timestamp::to_sqlx) as _,
        now as _,
        after,
        most
    );
    let rows = rows.fetch_all(db).await?;
    open_all(tx, action, rows).await
}

/// When these visits start. The record is the caller's to keep.
pub async fn starts_of(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, Timestamp>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!("select id, starts_at from appointment where id = any($1)", ids);
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id, row.starts_at.to_jiff())).collect())
}

/// The visits of a series that were not deleted, in order. The record is the caller's to keep.
pub async fn of_series(tx: &mut TenantTx, action: Action, series: Uuid) -> Result<Vec<Appointment>> {
    let db = tx.authorize(action)?;
    let rows = appointments!(
        "select",
        "from appointment where series_id = $1 and deleted_at is null order by starts_at, id",
        series
    );
    let rows = rows.fetch_all(db).await?;
    open_all(tx, action, rows).await
}

/// The next time somebody comes.
#[derive(Debug, Clone)]
pub struct Coming {
    pub id: Uuid,
    pub starts_at: Timestamp,
    pub provider: Uuid,
    pub status: Status,
}

/// The next appointment of each of these patients, where there is one.
pub async fn coming(tx: &mut TenantTx, patients: &[Uuid]) -> Result<HashMap<Uuid, Coming>> {
    let (action, now) = (Action::ListAppointments, tx.now());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select distinct on (patient_id) patient_id, id, starts_at, provider_id, status from appointment
         where patient_id = any($1) and ends_at > $2 and deleted_at is null
           and (hold_expires_at is null or hold_expires_at > $2)
           and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in')
         order by patient_id, starts_at, id",
        patients,
        now.to_sqlx()
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::list("appointment", patients.iter().copied()));
    let coming = rows.into_iter().filter_map(|row| {
        let status = Status::parse(&row.status)?;
        let coming = Coming { id: row.id, starts_at: row.starts_at.to_jiff(), provider: row.provider_id, status };
        Some((row.patient_id, coming))
    });
    Ok(coming.collect())
}

/// How many appointments of a patient are still to come or under way. The record is the caller's to keep.
pub async fn count_coming(tx: &mut TenantTx, action: Action, patient: Id<Party>) -> Result<usize> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from appointment
           where patient_id = $1 and ends_at > $2 and deleted_at is null
             and status in ('waitlist', 'proposed', 'pending', 'booked', 'arrived', 'checked-in')"#,
        patient.uuid(),
        now
    );
    Ok(usize::try_from(count.fetch_one(db).await?).unwrap_or_default())
}
