//! What the lines of a draft cost: what was charged, what visits and services cost, and what somebody says.

use std::collections::HashMap;

use jiff::Timestamp;
use money::{Currency, Excess, Item, Money, Part, Quantity, Tax, TaxRate, count};
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;

use super::rows::NewRow;
use crate::amounts::{currency_of, stored_currency};
use crate::appointments::model::Appointment;
use crate::appointments::operations as appointments;
use crate::invoices::input::MOST_LINES;
use crate::invoices::model::{NewInvoice, NewLine, NewPart, Priced, What};
use crate::ledger::operations::cost_of_visit;
use crate::prices::operations as prices;
use crate::schedule;

/// Whose draft it is that is drawn up.
#[derive(Debug, Clone, Copy)]
pub(super) struct About {
    pub action: Action,
    pub contact: Uuid,
    /// The draft itself, where there is one already.
    pub invoice: Option<Uuid>,
}

/// A draft whose lines are counted.
pub(super) struct Drawn {
    pub currency: Currency,
    pub discount: Part,
    pub share: Part,
    pub rows: Vec<NewRow>,
}

/// What was charged to a contact, as it may stand on an invoice.
struct Billable {
    id: Uuid,
    appointment: Option<Uuid>,
    service: Option<Uuid>,
    amount: Money,
    tax: i64,
    tax_rate: Option<TaxRate>,
    billing_code: Option<String>,
    served_at: Timestamp,
    /// On which invoice it stands.
    invoice: Option<Uuid>,
}

/// Draws up a draft: finds what its lines cost, and counts them together.
pub(super) async fn draw(tx: &mut TenantTx, about: About, new: &NewInvoice) -> Result<Drawn> {
    let billable = billable(tx, about, new).await?;
    let mut lines = Vec::new();
    for (place, line) in new.lines.iter().enumerate() {
        lines.push(price(tx, (about, place), (new, line), &billable).await?);
    }
    if new.collects {
        collect(tx, about, (new, &billable), &mut lines).await?;
    }
    refuse_charged(tx, about, &lines).await?;
    let currency = new.currency.or(lines.first().map(|line| line.price.currency));
    counted(new, currency.unwrap_or(currency_of(tx.tenant())), lines)
}

/// Refuses to charge for a visit once more while what was charged for it stands on no invoice: perhaps it is just that.
async fn refuse_charged(tx: &mut TenantTx, about: About, lines: &[Priced]) -> Result<()> {
    let charges: Vec<Uuid> = lines.iter().filter_map(|line| line.charge).collect();
    let to_charge = |line: &&Priced| line.charge.is_none();
    let visits: Vec<Uuid> = lines.iter().filter(to_charge).filter_map(|line| line.appointment).collect();
    let charged = charged_visits(tx, (about.action, about.contact), &visits, &charges).await?;
    let place =
        lines.iter().position(|line| line.charge.is_none() && charged.iter().any(|id| Some(*id) == line.appointment));
    place.map_or(Ok(()), |place| Err(wrong(place, "appointment", "charged_meanwhile")))
}

/// Those of these visits for which a contact was charged what stands on no invoice, but for these charges.
pub(super) async fn charged_visits(
    tx: &mut TenantTx,
    (action, contact): (Action, Uuid),
    visits: &[Uuid],
    but: &[Uuid],
) -> Result<Vec<Uuid>> {
    if visits.is_empty() {
        return Ok(Vec::new());
    }
    let db = tx.authorize(action)?;
    let charged = sqlx::query_scalar!(
        r#"select appointment_id as "appointment_id!" from billable_charge
           where contact_id = $1 and appointment_id = any($2) and invoice_id is null and id <> all($3)"#,
        contact,
        visits,
        but
    );
    Ok(charged.fetch_all(db).await?)
}

fn wrong(place: usize, field: &str, code: &'static str) -> Error {
    Error::invalid(format!("lines/{place}/{field}"), code)
}

/// The charges that a draft names, and where it collects all of them that stand on no other invoice.
async fn billable(tx: &mut TenantTx, about: About, new: &NewInvoice) -> Result<Vec<Billable>> {
    let named: Vec<Uuid> = new
        .lines
        .iter()
        .filter_map(|line| match line.what {
            What::Charge(charge) => Some(charge),
            _ => None,
        })
        .collect();
    if named.is_empty() && !new.collects {
        return Ok(Vec::new());
    }
    let db = tx.authorize(about.action)?;
    let rows = sqlx::query!(
        r#"select id as "id!", appointment_id, service_id, currency as "currency!", billing_code, tax_rate,
               net_minor as "net_minor!", net_tax_minor as "net_tax_minor!", served_at as "served_at!: jiff_sqlx::Timestamp",
               invoice_id as "invoice_id?"
           from billable_charge
           where contact_id = $1 and (id = any($2) or ($3 and (invoice_id is null or invoice_id = $4)))
           order by id = any($2) desc, id limit $5"#,
        about.contact,
        &named,
        new.collects,
        about.invoice,
        i64::try_from(MOST_LINES).unwrap_or(i64::MAX)
    );
    let open = rows.fetch_all(db).await?.into_iter().map(|row| {
        Ok(Billable {
            id: row.id,
            appointment: row.appointment_id,
            service: row.service_id,
            amount: Money::new(row.net_minor, stored_currency(&row.currency)?),
            tax: row.net_tax_minor,
            tax_rate: row.tax_rate.and_then(|rate| TaxRate::from_hundredths(rate.into())),
            billing_code: row.billing_code,
            served_at: row.served_at.to_jiff(),
            invoice: row.invoice_id,
        })
    });
    open.collect()
}

/// All that a draft does not name yet and that stands on no invoice, in its currency.
async fn collect(
    tx: &mut TenantTx,
    about: About,
    (new, billable): (&NewInvoice, &[Billable]),
    lines: &mut Vec<Priced>,
) -> Result<()> {
    let currency = new.currency.or(lines.first().map(|line| line.price.currency));
    let currency = currency.or(billable.first().map(|charge| charge.amount.currency));
    let line = |what| NewLine { what, description: None, quantity: Quantity::ONE, discount: NewPart::Nothing };
    let named: Vec<Uuid> = lines.iter().filter_map(|line| line.charge).collect();
    let is_left = |charge: &&Billable| currency == Some(charge.amount.currency) && !named.contains(&charge.id);
    let left: Vec<&Billable> = billable.iter().filter(is_left).collect();
    for charge in left {
        lines.push(price(tx, (about, lines.len()), (new, &line(What::Charge(charge.id))), billable).await?);
    }
    let db = tx.authorize(about.action)?;
    let visits = sqlx::query_scalar!(
        r#"select id as "id!" from billable_visit where patient_id = $1 order by starts_at, id limit $2"#,
        about.contact,
        i64::try_from(MOST_LINES).unwrap_or(i64::MAX)
    );
    let mut visits = visits.fetch_all(db).await?;
    visits.retain(|visit| new.lines.iter().all(|line| !line.what.is_of(*visit)));
    for visit in visits {
        match price(tx, (about, lines.len()), (new, &line(What::Visit(visit))), billable).await {
            Ok(line) if currency.is_none_or(|currency| currency == line.price.currency) => lines.push(line),
            // What it costs is not known, or in another currency: somebody has to say.
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    lines.truncate(MOST_LINES);
    Ok(())
}

impl What {
    /// Whether it is for this visit.
    fn is_of(&self, visit: Uuid) -> bool {
        match self {
            Self::Visit(named) => *named == visit,
            Self::Service { appointment, .. } | Self::Priced { appointment, .. } => *appointment == Some(visit),
            Self::Charge(_) => false,
        }
    }
}

/// What a line costs.
async fn price(
    tx: &mut TenantTx,
    (about, place): (About, usize),
    (new, line): (&NewInvoice, &NewLine),
    billable: &[Billable],
) -> Result<Priced> {
    let mut priced = match line.what {
        What::Charge(id) => {
            let charge = billable.iter().find(|charge| charge.id == id);
            of_charge(tx, about, charge.ok_or_else(|| wrong(place, "charge", "unknown_choice"))?)?
        }
        What::Visit(visit) => {
            let visit = visit_of(tx, (about, place), visit).await?;
            of_visit(tx, (about, place), &visit).await?
        }
        What::Service { service, appointment } => {
            let day = day_of(tx, (about, place), appointment).await?;
            let price = prices::of_day(tx, about.action, (service, day), new.currency).await?;
            let price = price.ok_or_else(|| wrong(place, "service", "no_price"))?;
            let by_hand = Priced::by_hand(price.amount, price.tax_rate, day);
            Priced { service: Some(service), appointment, ..by_hand }
        }
        What::Priced { price, tax_rate, service, appointment } => {
            let day = day_of(tx, (about, place), appointment).await?;
            Priced { appointment, service, ..Priced::by_hand(price, tax_rate, day) }
        }
    };
    if let Some(service) = priced.service {
        let name = service_name(tx, about.action, service).await?;
        let name = name.ok_or_else(|| wrong(place, "service", "unknown_choice"))?;
        priced.description = Some(name);
    }
    if let Some(description) = &line.description {
        priced.description = Some(description.clone());
    }
    Ok(Priced { quantity: line.quantity, discount: line.discount, ..priced })
}

impl Priced {
    fn by_hand(price: Money, tax_rate: TaxRate, served_on: jiff::civil::Date) -> Self {
        Self {
            description: None,
            served_on,
            appointment: None,
            service: None,
            charge: None,
            quantity: Quantity::ONE,
            price,
            discount: NewPart::Nothing,
            tax: Tax::Rate(tax_rate),
            tax_rate: Some(tax_rate),
        }
    }
}

fn of_charge(tx: &TenantTx, about: About, charge: &Billable) -> Result<Priced> {
    if charge.invoice.is_some_and(|invoice| Some(invoice) != about.invoice) {
        return Err(Error::Conflict(Conflict::AlreadyInvoiced));
    }
    Ok(Priced {
        description: charge.billing_code.clone(),
        served_on: tx.tenant().day_of(charge.served_at),
        appointment: charge.appointment,
        service: charge.service,
        charge: Some(charge.id),
        quantity: Quantity::ONE,
        price: charge.amount,
        discount: NewPart::Nothing,
        tax: Tax::Amount(charge.tax),
        tax_rate: charge.tax_rate,
    })
}

/// What a visit costs that nothing was charged for, also on no other draft.
async fn of_visit(tx: &mut TenantTx, (about, place): (About, usize), visit: &Appointment) -> Result<Priced> {
    let db = tx.authorize(about.action)?;
    let is_elsewhere = sqlx::query_scalar!(
        r#"select exists (select from invoice_line
               where appointment_id = $1 and charge_id is null and of_line_id is null and invoice_id is distinct from $2)
               as "is!""#,
        visit.id.uuid(),
        about.invoice
    );
    if is_elsewhere.fetch_one(db).await? {
        return Err(Error::Conflict(Conflict::AlreadyInvoiced));
    }
    let cost = cost_of_visit(tx, about.action, visit).await?;
    let cost = cost.ok_or_else(|| wrong(place, "appointment", "nothing_to_charge"))?;
    let none = || TaxRate::from_hundredths(0);
    let rate = cost.tax_rate.or_else(none).ok_or_else(|| Error::internal("no rate of tax is none"))?;
    let by_hand = Priced::by_hand(cost.amount, rate, tx.tenant().day_of(visit.slot.starts_at));
    Ok(Priced { appointment: Some(visit.id.uuid()), service: visit.service, ..by_hand })
}

async fn visit_of(tx: &mut TenantTx, (about, place): (About, usize), id: Uuid) -> Result<Appointment> {
    match appointments::find(tx, Id::new(id)).await {
        Ok(visit) if visit.patient.uuid() == about.contact => Ok(visit),
        Ok(_) | Err(Error::NotFound) => Err(wrong(place, "appointment", "unknown_choice")),
        Err(other) => Err(other),
    }
}

/// The day of a visit, or today.
async fn day_of(tx: &mut TenantTx, at: (About, usize), appointment: Option<Uuid>) -> Result<jiff::civil::Date> {
    let moment = match appointment {
        Some(visit) => visit_of(tx, at, visit).await?.slot.starts_at,
        None => tx.now(),
    };
    Ok(tx.tenant().day_of(moment))
}

async fn service_name(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Option<String>> {
    match schedule::operations::find_for(tx, action, Id::new(id)).await {
        Err(Error::NotFound) => Ok(None),
        service => Ok(Some(service?.offer.name)),
    }
}

/// Counts the lines together in one currency.
fn counted(new: &NewInvoice, currency: Currency, lines: Vec<Priced>) -> Result<Drawn> {
    let mut items = Vec::with_capacity(lines.len());
    let mut named: HashMap<Uuid, usize> = HashMap::new();
    for (place, line) in lines.iter().enumerate() {
        if line.price.currency != currency {
            return Err(wrong(place, "price", "other_currency"));
        }
        if line.charge.is_some_and(|charge| named.insert(charge, place).is_some()) {
            return Err(wrong(place, "charge", "duplicate"));
        }
        let discount = part(line.discount, currency);
        let discount = discount.ok_or_else(|| wrong(place, "discount/amount", "other_currency"))?;
        items.push(Item { price: line.price.minor, quantity: line.quantity, discount, tax: line.tax });
    }
    let whole = |field: &'static str, given| {
        part(given, currency).ok_or_else(|| Error::invalid(format!("{field}/amount"), "other_currency"))
    };
    let (discount, share) = (whole("discount", new.discount)?, whole("payer_share", new.share)?);
    let counts = count(&items, discount, share).map_err(|excess| match excess {
        Excess::Price(place) => wrong(place, "price", "out_of_range"),
        Excess::Discount(place) => wrong(place, "discount/amount", "out_of_range"),
        Excess::WholeDiscount => Error::invalid("discount/amount", "out_of_range"),
        Excess::Share => Error::invalid("payer_share/amount", "out_of_range"),
    })?;
    let rows = lines.into_iter().zip(items).zip(counts).map(|((line, item), counted)| NewRow {
        description: line.description,
        served_on: line.served_on,
        appointment: line.appointment,
        service: line.service,
        charge: line.charge,
        of: None,
        quantity: line.quantity,
        price: line.price.minor,
        discount: item.discount,
        tax_rate: line.tax_rate,
        counted,
    });
    Ok(Drawn { currency, discount, share, rows: rows.collect() })
}

/// As it is counted; none in another currency.
fn part(given: NewPart, currency: Currency) -> Option<Part> {
    match given {
        NewPart::Nothing => Some(Part::NOTHING),
        NewPart::Percent(percent) => Some(Part::Percent(percent)),
        NewPart::Amount(amount) => (amount.currency == currency).then_some(Part::Amount(amount.minor)),
    }
}
