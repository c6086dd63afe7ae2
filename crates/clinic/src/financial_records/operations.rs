//! Summing up. The only file here with SQL.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf};

use super::model::{Entry, Group, Question, Records, Sums};
use crate::amounts::stored_currency;
use crate::ledger::model::Method;

/// What visits of a span came to, and those who were charged or paid, page by page. Whoever may not see all sees what came
/// of their own visits.
pub async fn view(tx: &mut TenantTx, asked: Question, page: PageOf) -> Result<(Records, Listing<Group<Uuid>>)> {
    let action = Action::ViewFinancialRecords;
    let provider = seen_by(tx, asked.provider)?;
    let asked = Question { provider, ..asked };
    let mut entries = charged(tx, action, asked).await?;
    entries.extend(received(tx, action, asked).await?);
    let mut records = Records::of(&entries);
    let contacts = std::mem::take(&mut records.contacts);
    let count = i64::try_from(contacts.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let shown = contacts.into_iter().skip(skipped).take(usize::try_from(page.size).unwrap_or(0));
    let listing = Listing::new(shown.collect::<Vec<_>>(), count, page);
    let mut patients: Vec<Uuid> = listing.rows.iter().map(|group| group.key).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("financial_records", patients));
    Ok((records, listing))
}

/// Whose visits somebody sees who asks for these, or for all.
fn seen_by(tx: &TenantTx, wanted: Option<Uuid>) -> Result<Option<Uuid>> {
    let all = Action::SeeAllFinancialRecords;
    let own = tx.actor_id();
    match wanted {
        _ if tx.may(all) => Ok(wanted),
        None => own.map(Some).ok_or(Error::Forbidden(all)),
        wanted if wanted == own => Ok(own),
        _ => Err(Error::Forbidden(all)),
    }
}

fn zone_of(tx: &TenantTx) -> String {
    tx.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned()
}

/// What was charged in the span, with what put it right since, and what of it is still to be paid.
async fn charged(tx: &mut TenantTx, action: Action, asked: Question) -> Result<Vec<Entry>> {
    let zone = zone_of(tx);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select t.currency as "currency!", date_trunc($4, t.created_at at time zone $5)::date as "period!: jiff_sqlx::Date",
               coalesce(t.service_id, a.service_id) as service, t.contact_id as "contact!",
               sum(w.net_minor)::bigint as "charged!", sum(w.net_minor - w.allocated_minor)::bigint as "outstanding!"
           from transaction t join transaction_worth w on w.transaction_id = t.id
           left join appointment a on a.id = t.appointment_id
           where t.kind = 'charge' and t.created_at >= $1 and t.created_at < $2
             and ($3::uuid is null or a.provider_id = $3)
           group by 1, 2, 3, 4"#,
        asked.starts_at.to_sqlx() as _,
        asked.ends_at.to_sqlx() as _,
        asked.provider,
        asked.period.as_str(),
        zone
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let sums = Sums { charged: row.charged, received: 0, outstanding: row.outstanding };
        entry((&row.currency, row.period.to_jiff()), (row.service, row.contact), None, sums)
    });
    rows.collect()
}

/// What met charges in the span, by how it was paid; what was given back of it is taken away.
async fn received(tx: &mut TenantTx, action: Action, asked: Question) -> Result<Vec<Entry>> {
    let zone = zone_of(tx);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select c.currency as "currency!", date_trunc($4, al.created_at at time zone $5)::date as "period!: jiff_sqlx::Date",
               coalesce(c.service_id, a.service_id) as service, c.contact_id as "contact!", p.method as "method!",
               sum(al.amount_minor)::bigint as "received!"
           from allocation al join transaction c on c.id = al.charge_id join transaction p on p.id = al.payment_id
           left join appointment a on a.id = c.appointment_id
           where al.created_at >= $1 and al.created_at < $2 and ($3::uuid is null or a.provider_id = $3)
           group by 1, 2, 3, 4, 5"#,
        asked.starts_at.to_sqlx() as _,
        asked.ends_at.to_sqlx() as _,
        asked.provider,
        asked.period.as_str(),
        zone
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let sums = Sums { received: row.received, ..Sums::default() };
        let method = Method::parse(&row.method).ok_or_else(|| Error::internal("unknown method in the database"))?;
        entry((&row.currency, row.period.to_jiff()), (row.service, row.contact), Some(method), sums)
    });
    rows.collect()
}

fn entry(
    (currency, period): (&str, Date),
    (service, contact): (Option<Uuid>, Uuid),
    method: Option<Method>,
    sums: Sums,
) -> Result<Entry> {
    Ok(Entry { currency: stored_currency(currency)?, period, service, method, contact, sums })
}
