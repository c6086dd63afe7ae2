//! What the chart reads that belongs to no single feature. The only file here with SQL.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf};

use super::timeline::{LineKind, Narrow, Root, RootKind};
use crate::documents::operations::seen;
use crate::parties::model::Party;
use crate::records::model::Visit;

/// The patient that a path or a filter names, by id or by number.
pub async fn patient_id(tx: &mut TenantTx, action: Action, text: &str) -> Result<Id<Party>> {
    if let Ok(id) = text.parse::<Uuid>() {
        return Ok(Id::new(id));
    }
    let number = text.parse().map_err(|_| Error::NotFound)?;
    crate::parties::naming::id_of_number(tx, action, number).await
}

/// Nobody has more visits than fit here in half a lifetime.
const VISITS: i64 = 1000;

/// A patient's appointments, the latest first.
pub async fn visits(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Visit>> {
    let action = Action::ListAppointments;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        VisitRow,
        "select id, patient_id, provider_id, status, starts_at from appointment
         where patient_id = $1 and deleted_at is null order by starts_at desc, id desc limit $2",
        patient,
        VISITS
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    Ok(rows.into_iter().map(VisitRow::read).collect())
}

/// These appointments of a patient, in any order.
pub async fn visits_of(tx: &mut TenantTx, patient: Uuid, ids: &[Uuid]) -> Result<Vec<Visit>> {
    let action = Action::ListAppointments;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        VisitRow,
        "select id, patient_id, provider_id, status, starts_at from appointment
         where id = any($2) and patient_id = $1 and deleted_at is null",
        patient,
        ids
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    Ok(rows.into_iter().map(VisitRow::read).collect())
}

/// The appointment that a patient is expected to next.
pub async fn next_visit(tx: &mut TenantTx, patient: Uuid) -> Result<Option<Visit>> {
    let action = Action::ListAppointments;
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let row = sqlx::query_as!(
        VisitRow,
        "select id, patient_id, provider_id, status, starts_at from appointment
         where patient_id = $1 and deleted_at is null and starts_at >= $2 and status in ('proposed', 'pending', 'booked')
           and (hold_expires_at is null or hold_expires_at > $2)
         order by starts_at, id limit 1",
        patient,
        now
    );
    let row = row.fetch_optional(db).await?;
    tx.record(action, Subject::patient(patient));
    Ok(row.map(VisitRow::read))
}

struct VisitRow {
    id: Uuid,
    patient_id: Uuid,
    provider_id: Uuid,
    status: String,
    starts_at: jiff_sqlx::Timestamp,
}

impl VisitRow {
    fn read(self) -> Visit {
        Visit {
            id: self.id,
            patient: self.patient_id,
            provider: self.provider_id,
            status: self.status,
            starts_at: self.starts_at.to_jiff(),
        }
    }
}

/// What is told of a patient that answers a wish and that one may see, the latest first, a page at a time. Only where it
/// stands: what it says is the features' own.
pub async fn timeline(tx: &mut TenantTx, patient: Uuid, wish: &Narrow, page: PageOf) -> Result<Listing<Root>> {
    let action = Action::ListAppointments;
    let (seen, own, zone) = (seen(tx), tx.actor_id(), tx.tenant().time_zone.clone());
    let (from, to) =
        (wish.from.and_then(|day| midnight(day, &zone)), wish.to.and_then(|day| midnight_after(day, &zone)));
    let mut kinds: Vec<String> = kinds(tx).filter(|kind| wish.takes(*kind, wish.author)).map(code).collect();
    if wish.takes_visits() {
        kinds.push(RootKind::Visit.as_str().to_owned());
    }
    let place = page.place();
    let (at, id, is_backward) = (place.map(|it| it.at.to_sqlx()), place.map(|it| it.id), page.is_backward());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"with line as (
               select distinct root_kind, root_id, coalesce(at, on_day::timestamp at time zone $6) as at
               from chart_line
               where patient_id = $1 and kind = any($2) and ($3::uuid is null or author_id = $3)
                 and (reader_id is null or reader_id = $4) and (privacy is null or privacy = any($5)))
           select root_kind as "kind!", root_id as "id!", at as "at!" from line
           where ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
             and ($9::timestamptz is null
                  or case when $11 then (at, root_id) > ($9, $10) else (at, root_id) < ($9, $10) end)
           order by case when $11 then at end, case when $11 then root_id end, at desc, root_id desc limit $12"#,
        patient,
        &kinds,
        wish.author,
        own,
        &seen,
        zone.iana_name(),
        from.map(Timestamp::to_sqlx) as _,
        to.map(Timestamp::to_sqlx) as _,
        at as _,
        id,
        is_backward,
        page.fetched()
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    let roots = rows
        .into_iter()
        .filter_map(|row| Some(Root { kind: RootKind::parse(&row.kind)?, id: row.id, at: row.at.to_jiff() }));
    Ok(Listing::walked(roots.collect(), 0, page, Root::place))
}

/// Everybody who wrote something of what one may see about a patient.
pub async fn authors(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Uuid>> {
    let action = Action::ListAppointments;
    let (seen, own) = (seen(tx), tx.actor_id());
    let kinds: Vec<String> = kinds(tx).map(code).collect();
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select distinct author_id as "author!" from chart_line
           where patient_id = $1 and kind = any($2) and author_id is not null
             and (reader_id is null or reader_id = $3) and (privacy is null or privacy = any($4))"#,
        patient,
        &kinds,
        own,
        &seen
    );
    let authors = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    Ok(authors)
}

/// The kinds that one may see.
pub fn kinds(tx: &TenantTx) -> impl Iterator<Item = LineKind> {
    LineKind::ALL.iter().copied().filter(|kind| tx.may(kind.needs()))
}

fn code(kind: LineKind) -> String {
    kind.as_str().to_owned()
}

fn midnight(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|start| start.timestamp())
}

fn midnight_after(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    midnight(day.checked_add(1.day()).ok()?, zone)
}
