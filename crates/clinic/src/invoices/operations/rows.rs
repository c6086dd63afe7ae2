//! Rows of invoices, and what they become.

use jiff_sqlx::{Date, Timestamp, ToSqlx as _};
use money::{Counted, Currency, Part, Quantity, TaxRate};
use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Json, PartySecret, Sealed};

use crate::amounts::stored_currency;
use crate::invoices::model::{Heading, Invoice, InvoiceKind, InvoiceStatus, Issue, Line, Standing};
use crate::invoices::sealing::{AUTHORIZATION, DESCRIPTION, HEADING, NOTE};
use crate::parties::sealing::open_secret;

/// An invoice's row, with whose secret opens it and where it stands.
struct InvoiceRow {
    id: Uuid,
    kind: String,
    of_id: Option<Uuid>,
    contact_id: Uuid,
    party_kind: String,
    secret: Option<Sealed<PartySecret>>,
    payer_id: Option<Uuid>,
    currency: String,
    discount_percent: Option<i32>,
    discount_minor: Option<i64>,
    share_percent: Option<i32>,
    share_minor: Option<i64>,
    authorization_number: Option<Sealed<String>>,
    note: Option<Sealed<String>>,
    heading: Option<Sealed<Json<Heading>>>,
    due_on: Option<Date>,
    series: Option<String>,
    number: Option<i64>,
    issued_on: Option<Date>,
    issued_at: Option<Timestamp>,
    issued_by: Option<Uuid>,
    version: i32,
    created_at: Timestamp,
    created_by: Option<Uuid>,
    updated_at: Timestamp,
    updated_by: Option<Uuid>,
    status: String,
    total_minor: i64,
    all_tax_minor: i64,
    all_share_minor: i64,
    credited_minor: i64,
    net_minor: i64,
    open_minor: i64,
    payer_open_minor: i64,
}

struct LineRow {
    id: Uuid,
    invoice_id: Uuid,
    description: Option<Sealed<String>>,
    served_on: Date,
    appointment_id: Option<Uuid>,
    service_id: Option<Uuid>,
    charge_id: Option<Uuid>,
    payer_charge_id: Option<Uuid>,
    of_line_id: Option<Uuid>,
    quantity_thousandths: i64,
    price_minor: i64,
    discount_percent: Option<i32>,
    discount_minor: Option<i64>,
    tax_rate: Option<i32>,
    gross_minor: i64,
    total_minor: i64,
    tax_minor: i64,
    share_minor: i64,
    credited_minor: i64,
}

fn known<T>(what: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::internal(format!("an invoice has an unknown {what}")))
}

fn rate(hundredths: i32) -> Result<TaxRate> {
    known("percentage", TaxRate::from_hundredths(hundredths.into()))
}

fn part(percent: Option<i32>, minor: Option<i64>) -> Result<Part> {
    match percent {
        Some(percent) => Ok(Part::Percent(rate(percent)?)),
        None => Ok(Part::Amount(minor.unwrap_or(0))),
    }
}

/// A part as two columns have it.
pub(super) fn columns(part: Part) -> (Option<i32>, Option<i64>) {
    match part {
        Part::Percent(percent) => (Some(percent.hundredths()), None),
        Part::Amount(0) => (None, None),
        Part::Amount(minor) => (None, Some(minor)),
    }
}

impl LineRow {
    fn open(self, keys: &ClinicKeys, secret: Option<&PartySecret>) -> Result<Line> {
        let description = match secret {
            Some(secret) => keys.party(secret).open_opt(DESCRIPTION, self.id, self.description.as_ref())?,
            None => None,
        };
        Ok(Line {
            id: self.id,
            description,
            served_on: self.served_on.to_jiff(),
            appointment: self.appointment_id,
            service: self.service_id,
            charge: self.charge_id,
            payer_charge: self.payer_charge_id,
            of: self.of_line_id,
            quantity: known("quantity", Quantity::from_thousandths(self.quantity_thousandths))?,
            price: self.price_minor,
            discount: part(self.discount_percent, self.discount_minor)?,
            tax_rate: self.tax_rate.map(rate).transpose()?,
            counted: Counted {
                gross: self.gross_minor,
                total: self.total_minor,
                tax: self.tax_minor,
                share: self.share_minor,
            },
            credited: self.credited_minor,
        })
    }
}

impl InvoiceRow {
    fn standing(&self) -> Result<Standing> {
        Ok(Standing {
            status: known("status", InvoiceStatus::parse(&self.status))?,
            total: self.total_minor,
            tax: self.all_tax_minor,
            share: self.all_share_minor,
            credited: self.credited_minor,
            open: self.open_minor,
            payer_open: self.payer_open_minor,
            net: self.net_minor,
        })
    }

    fn issue(&self, keys: &ClinicKeys, secret: Option<&PartySecret>) -> Result<Option<Issue>> {
        let Some(((number, series), (on, at))) =
            self.number.zip(self.series.clone()).zip(self.issued_on.zip(self.issued_at))
        else {
            return Ok(None);
        };
        let heading = match secret {
            Some(secret) => keys.party(secret).open_opt(HEADING, self.id, self.heading.as_ref())?,
            None => None,
        };
        let heading = heading.map(|heading| heading.map(|Json(heading)| heading));
        Ok(Some(Issue { series, number, on: on.to_jiff(), at: at.to_jiff(), by: self.issued_by, heading }))
    }

    fn open(self, keys: &ClinicKeys, lines: Vec<LineRow>) -> Result<Invoice> {
        // Somebody who was erased has taken the words along; the amounts stay.
        let secret = self.secret.as_ref();
        let secret = secret.map(|secret| open_secret(keys, self.contact_id, Some(secret))).transpose()?;
        let words = |field, sealed: Option<&Sealed<String>>| match &secret {
            Some(secret) => keys.party(secret).open_opt(field, self.id, sealed),
            None => Ok(None),
        };
        Ok(Invoice {
            id: Id::new(self.id),
            kind: known("kind", InvoiceKind::parse(&self.kind))?,
            of: self.of_id,
            contact: self.contact_id,
            patient: Some(self.contact_id).filter(|_| self.party_kind == "patient"),
            payer: self.payer_id,
            currency: stored_currency(&self.currency)?,
            discount: part(self.discount_percent, self.discount_minor)?,
            share: part(self.share_percent, self.share_minor)?,
            authorization: words(AUTHORIZATION, self.authorization_number.as_ref())?,
            note: words(NOTE, self.note.as_ref())?,
            standing: self.standing()?,
            due_on: self.due_on.map(Date::to_jiff),
            issue: self.issue(keys, secret.as_ref())?,
            lines: lines.into_iter().map(|line| line.open(keys, secret.as_ref())).collect::<Result<_>>()?,
            version: self.version,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            updated_at: self.updated_at.to_jiff(),
            updated_by: self.updated_by,
        })
    }
}

/// The invoices with these ids, in their order. The record is the caller's to keep.
pub(super) async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Invoice>> {
    let (keys, today) = (tx.keys(), tx.tenant().day_of(tx.now()));
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        InvoiceRow,
        r#"select i.id, i.kind, i.of_id, i.contact_id, p.kind as party_kind, p.secret as "secret: Sealed<PartySecret>",
               i.payer_id, i.currency, i.discount_percent, i.discount_minor, i.share_percent, i.share_minor,
               i.authorization_number as "authorization_number: Sealed<String>", i.note as "note: Sealed<String>",
               i.heading as "heading: Sealed<Json<Heading>>", i.due_on, i.series, i.number, i.issued_on, i.issued_at,
               i.issued_by, i.version, i.created_at, i.created_by, i.updated_at, i.updated_by,
               case when s.standing in ('open', 'partly_paid') and i.due_on < $2 then 'overdue' else s.standing end
                   as "status!",
               s.total_minor as "total_minor!", s.tax_minor as "all_tax_minor!", s.share_minor as "all_share_minor!",
               s.credited_minor as "credited_minor!", s.net_minor as "net_minor!", s.open_minor as "open_minor!",
               s.payer_open_minor as "payer_open_minor!"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join invoice i on i.id = wanted.id join party p on p.id = i.contact_id join invoice_state s on s.id = i.id
           order by wanted.place"#,
        ids,
        today.to_sqlx() as _
    );
    let rows = rows.fetch_all(db).await?;
    let mut lines = lines_of(tx, action, ids).await?;
    let open = |row: InvoiceRow| {
        let own = lines.extract_if(.., |line| line.invoice_id == row.id).collect();
        row.open(&keys, own)
    };
    rows.into_iter().map(open).collect()
}

async fn lines_of(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<LineRow>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        LineRow,
        r#"select l.id, l.invoice_id, l.description as "description: Sealed<String>", l.served_on, l.appointment_id,
               l.service_id, l.charge_id, l.payer_charge_id, l.of_line_id, l.quantity_thousandths, l.price_minor,
               l.discount_percent, l.discount_minor, l.tax_rate, l.gross_minor, l.total_minor, l.tax_minor,
               l.share_minor,
               coalesce((select sum(c.total_minor) from invoice_line c where c.of_line_id = l.id), 0)::bigint
                   as "credited_minor!"
           from invoice_line l where l.invoice_id = any($1) order by l.invoice_id, l.place"#,
        ids
    );
    Ok(rows.fetch_all(db).await?)
}

pub(super) async fn one(tx: &mut TenantTx, action: Action, id: Id<Invoice>) -> Result<Invoice> {
    load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)
}

/// A line as it is kept, of a draft or of what is just issued.
#[derive(Clone)]
pub(super) struct NewRow {
    pub description: Option<String>,
    pub served_on: jiff::civil::Date,
    pub appointment: Option<Uuid>,
    pub service: Option<Uuid>,
    pub charge: Option<Uuid>,
    pub of: Option<Uuid>,
    pub quantity: Quantity,
    pub price: i64,
    pub discount: Part,
    pub tax_rate: Option<TaxRate>,
    pub counted: Counted,
}

/// A row of an invoice to be.
pub(super) struct Head<'a> {
    pub kind: InvoiceKind,
    pub of: Option<Uuid>,
    pub contact: Uuid,
    pub payer: Option<Uuid>,
    pub currency: Currency,
    pub discount: Part,
    pub share: Part,
    pub authorization: Option<&'a String>,
    pub note: Option<&'a String>,
    pub due_on: Option<jiff::civil::Date>,
}
