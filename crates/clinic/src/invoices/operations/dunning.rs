//! Dunning: which invoices are overdue, and reminding of them, of each level once.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf, Texts};

use super::rows::load;
use super::{hold, subject};
use crate::invoices::model::{Invoice, InvoiceStatus, Overdue, Reminder};
use crate::invoices::policy::Invoicing;
use crate::messages::addressing::Writer;
use crate::messages::model::MessageKind;
use crate::messages::operations as messages;
use crate::messages::wording::Filling;
use crate::parties::operations::load_many;

/// Overdue invoices, those first that are so for longest, with what was said about them and what may be said next.
pub async fn overdue(tx: &mut TenantTx, page: PageOf) -> Result<Listing<Overdue>> {
    let action = Action::ListOverdue;
    let (invoicing, _) = Invoicing::load(tx, action).await?;
    let today = tx.tenant().day_of(tx.now());
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select i.id, i.due_on from invoice i join invoice_state s on s.id = i.id
               where i.number is not null and i.kind = 'invoice' and i.due_on < $1
                 and s.standing in ('open', 'partly_paid'))
           select (select count(*) from found) as "count!",
                  array(select id from found order by due_on, id limit $2 offset $3) as "rows!""#,
        today.to_sqlx() as _,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let invoices = load(tx, action, &row.rows).await?;
    let mut reminders = reminders(tx, action, &row.rows).await?;
    let patients: Vec<Uuid> = invoices.iter().filter_map(|invoice| invoice.patient).collect();
    tx.record(action, Subject::list("invoice", patients));
    let rows = invoices.into_iter().map(|invoice| {
        let own = reminders.extract_if(.., |(id, _)| *id == invoice.id.uuid()).map(|(_, reminder)| reminder).collect();
        Overdue::new(invoice, own, (&invoicing, today))
    });
    Ok(Listing::new(rows.collect(), row.count, page))
}

/// What was said about these invoices, level by level.
async fn reminders(tx: &mut TenantTx, action: Action, invoices: &[Uuid]) -> Result<Vec<(Uuid, Reminder)>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select invoice_id, level, message_id, sent_at, sent_by from invoice_reminder
         where invoice_id = any($1) order by invoice_id, level",
        invoices
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let reminder =
            Reminder { level: row.level, message: row.message_id, at: row.sent_at.to_jiff(), by: row.sent_by };
        (row.invoice_id, reminder)
    });
    Ok(rows.collect())
}

/// So many are reminded of together; whoever wants more asks again.
const MOST: i64 = 100;

/// What is overdue and can be reminded of now, and was not today; those first that are so for longest. And whether there is
/// more.
pub async fn remindable(tx: &mut TenantTx) -> Result<(Vec<Invoice>, bool)> {
    let action = Action::RemindInvoice;
    let (invoicing, _) = Invoicing::load(tx, action).await?;
    let today = tx.tenant().day_of(tx.now());
    let levels: Vec<i32> = invoicing.reminder_days.iter().map(|days| i32::from(*days)).collect();
    let morning = morning(tx.tenant(), today)?.to_sqlx();
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select i.id from invoice i join invoice_state s on s.id = i.id
         where i.number is not null and i.kind = 'invoice' and i.due_on < $1
           and s.standing in ('open', 'partly_paid') and s.open_minor > s.payer_open_minor
           and not exists (select from invoice_reminder r where r.invoice_id = i.id and r.sent_at >= $3)
           and (select coalesce(max(r.level), 0) from invoice_reminder r where r.invoice_id = i.id)
               < (select count(*) from unnest($2::int[]) as level (days) where level.days <= $1::date - i.due_on)
         order by i.due_on, i.id limit $4",
        today.to_sqlx() as _,
        &levels,
        morning as _,
        MOST + 1
    );
    let mut ids = ids.fetch_all(db).await?;
    let most = usize::try_from(MOST).map_err(Error::internal)?;
    let more = ids.len() > most;
    ids.truncate(most);
    let invoices = load(tx, action, &ids).await?;
    tx.record(action, Subject::list("invoice", invoices.iter().filter_map(|invoice| invoice.patient)));
    Ok((invoices, more))
}

/// Reminds of an overdue invoice by the next level that is due, by whichever way its contact is reached and wants to be.
pub async fn remind(tx: &mut TenantTx, id: Id<Invoice>, texts: &Texts) -> Result<Overdue> {
    say(tx, id, texts, false).await
}

/// The same, unless somebody was reminded of it today: one level after the other is sent by hand, and not by the dozen.
pub async fn remind_daily(tx: &mut TenantTx, id: Id<Invoice>, texts: &Texts) -> Result<Overdue> {
    say(tx, id, texts, true).await
}

async fn say(tx: &mut TenantTx, id: Id<Invoice>, texts: &Texts, is_daily: bool) -> Result<Overdue> {
    let action = Action::RemindInvoice;
    let (invoice, _) = hold(tx, action, id).await?;
    if invoice.standing.status != InvoiceStatus::Overdue || invoice.standing.contact_open() == 0 {
        return Err(Error::Conflict(Conflict::NotOverdue));
    }
    let (invoicing, _) = Invoicing::load(tx, action).await?;
    let today = tx.tenant().day_of(tx.now());
    let before = reminders(tx, action, &[id.uuid()]).await?.into_iter().map(|(_, reminder)| reminder);
    let before: Vec<Reminder> = before.collect();
    if is_daily && before.iter().any(|reminder| tx.tenant().day_of(reminder.at) == today) {
        return Err(Error::Conflict(Conflict::AlreadyReminded));
    }
    let mut overdue = Overdue::new(invoice, before, (&invoicing, today));
    let level = overdue.next_level.ok_or(Error::Conflict(Conflict::AlreadyReminded))?;
    let message = write(tx, action, &overdue.invoice, texts).await?;
    note(tx, action, (id, level), message).await?;
    tx.record(action, subject(&overdue.invoice));
    overdue.reminders.push(Reminder { level, message, at: tx.now(), by: tx.actor_id() });
    Ok(Overdue::new(overdue.invoice, overdue.reminders, (&invoicing, today)))
}

/// Puts the reminder into the outbox; refused where no way leads to the contact, or they do not want it.
async fn write(tx: &mut TenantTx, action: Action, invoice: &Invoice, texts: &Texts) -> Result<Uuid> {
    let messaging = messages::load(tx).await?.messaging;
    let contact = load_many(tx, action, &[invoice.contact]).await?.pop().ok_or(Error::NotFound)?;
    let tenant = tx.tenant().clone();
    let writer = Writer { tenant: &tenant, texts, messaging: &messaging };
    let due_on = invoice.due_on.unwrap_or_else(|| tenant.day_of(tx.now()));
    let filling = Filling {
        number: invoice.issue.as_ref().map(crate::invoices::model::Issue::name).unwrap_or_default(),
        amount: invoice.money(invoice.standing.contact_open()).to_string(),
        ..Filling::new(&tenant, &contact.person.reveal().given_name, morning(&tenant, due_on)?, 1)
    };
    match writer.compose((MessageKind::InvoiceReminder, &contact), &filling) {
        Some((message, None)) => messages::queue(tx, &message).await,
        _ => Err(Error::Conflict(Conflict::NotReachable)),
    }
}

/// When a day begins, for words that name it.
fn morning(tenant: &tenancy::Tenant, day: Date) -> Result<Timestamp> {
    Ok(day.to_zoned(tenant.time_zone.clone()).map_err(Error::internal)?.timestamp())
}

/// Of two who remind at once, one does.
async fn note(tx: &mut TenantTx, action: Action, (id, level): (Id<Invoice>, i32), message: Uuid) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into invoice_reminder (invoice_id, level, message_id, sent_at, sent_by) values ($1, $2, $3, $4, $5)",
        id.uuid(),
        level,
        message,
        now as _,
        by
    )
    .execute(db)
    .await
    .on_constraint("invoice_reminder_once", Conflict::AlreadyReminded)?;
    Ok(())
}
