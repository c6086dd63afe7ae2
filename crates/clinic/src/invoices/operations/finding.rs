//! Looking at invoices.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use money::Currency;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf, Place};

use super::rows::{load, one};
use super::subject;
use crate::invoices::model::{Invoice, InvoiceKind, InvoiceStatus};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<InvoiceKind>,
    pub status: Option<InvoiceStatus>,
    pub contact: Option<Uuid>,
    pub payer: Option<Uuid>,
    pub currency: Option<Currency>,
    /// With its series, or in any.
    pub number: Option<(Option<String>, i64)>,
    /// Of issued ones the day of issue, of drafts that of their beginning.
    pub from: Option<Date>,
    /// This day is among them.
    pub to: Option<Date>,
}

/// Invoices and credit notes, the newest first.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Invoice>> {
    let action = Action::ListInvoices;
    let place = page.place().map(|place| place.id);
    let (zone, today) = (tx.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned(), tx.tenant().day_of(tx.now()));
    let (series, number) = filter.number.clone().map_or((None, None), |(series, number)| (series, Some(number)));
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select i.id from invoice i
               where ($1::text is null or i.kind = $1) and ($2::uuid is null or i.contact_id = $2)
                 and ($3::uuid is null or i.payer_id = $3) and ($4::text is null or i.currency = $4)
                 and ($5::text is null or i.series = $5) and ($6::bigint is null or i.number = $6)
                 and ($7::date is null or coalesce(i.issued_on, (i.created_at at time zone $9)::date) >= $7)
                 and ($8::date is null or coalesce(i.issued_on, (i.created_at at time zone $9)::date) <= $8)
                 and ($10::text is null or exists (select from invoice_state s where s.id = i.id
                     and $10 = case when s.standing in ('open', 'partly_paid') and i.due_on < $11 then 'overdue'
                                    else s.standing end)))
           select (select count(*) from found) as "count!",
                  array(select id from found
                        where $12::uuid is null or case when $13 then id > $12 else id < $12 end
                        order by case when $13 then id end, id desc limit $14 offset $15) as "rows!""#,
        filter.kind.map(InvoiceKind::as_str),
        filter.contact,
        filter.payer,
        filter.currency.map(Currency::as_str),
        series,
        number,
        filter.from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        zone,
        filter.status.map(InvoiceStatus::as_str),
        today.to_sqlx() as _,
        place,
        page.is_backward(),
        page.fetched(),
        page.skipped()
    );
    let row = row.fetch_one(db).await?;
    let rows = load(tx, action, &row.rows).await?;
    let mut patients: Vec<Uuid> = rows.iter().filter_map(|invoice| invoice.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("invoice", patients));
    let place = |invoice: &Invoice| Place { at: invoice.created_at, id: invoice.id.uuid() };
    Ok(Listing::walked(rows, row.count, page, place))
}

/// One invoice or credit note.
pub async fn find(tx: &mut TenantTx, id: Id<Invoice>) -> Result<Invoice> {
    let invoice = one(tx, Action::ViewInvoice, id).await?;
    tx.record(Action::ViewInvoice, subject(&invoice));
    Ok(invoice)
}

/// What takes an invoice back, the oldest first. The record is the caller's to keep.
pub async fn credit_notes(tx: &mut TenantTx, id: Id<Invoice>) -> Result<Vec<Invoice>> {
    let action = Action::ViewInvoice;
    let db = tx.authorize(action)?;
    let ids =
        sqlx::query_scalar!("select id from invoice where of_id = $1 and number is not null order by id", id.uuid());
    let ids = ids.fetch_all(db).await?;
    load(tx, action, &ids).await
}

/// What an invoice that was issued is in the ledger, for whoever pays it: the contact's and the payer's. The record is the
/// caller's to keep.
pub async fn charges_of(tx: &mut TenantTx, action: Action, invoice: Uuid) -> Result<Vec<Uuid>> {
    let db = tx.authorize(action)?;
    let charges = sqlx::query_scalar!(
        r#"select charge as "charge!" from invoice i join invoice_line l on l.invoice_id = i.id
           cross join lateral unnest(array[l.charge_id, l.payer_charge_id]) as charge
           where i.id = $1 and i.number is not null and charge is not null order by l.place"#,
        invoice
    );
    Ok(charges.fetch_all(db).await?)
}

/// Whom an invoice is for that was issued. The record is the caller's to keep.
pub async fn contact_of(tx: &mut TenantTx, action: Action, invoice: Uuid) -> Result<Uuid> {
    let db = tx.authorize(action)?;
    let contact = sqlx::query_scalar!("select contact_id from invoice where id = $1 and number is not null", invoice);
    contact.fetch_optional(db).await?.ok_or_else(|| Error::invalid("invoice", "unknown_choice"))
}
