//! Writing rows of invoices and their lines.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Id, OnConstraint as _, Result, TenantTx};
use uuid::Uuid;
use vault::PartySecret;

use super::rows::{Head, NewRow, columns};
use crate::invoices::model::Invoice;
use crate::invoices::sealing::{AUTHORIZATION, DESCRIPTION, NOTE};

/// What others did meanwhile, as the database judges it.
const JUDGED: [(&str, Conflict); 3] = [
    ("invoice_line_charge_once", Conflict::AlreadyInvoiced),
    ("invoice_line_credit_fits", Conflict::MoreThanInvoiced),
    ("invoice_is_final", Conflict::InvoiceIssued),
];

/// Adds a draft without lines.
pub(super) async fn insert(tx: &mut TenantTx, action: Action, secret: &PartySecret, head: &Head<'_>) -> Result<Uuid> {
    let (id, keys, now, by) = (tx.new_id::<Invoice>().uuid(), tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let (sealer, discount, share) = (keys.party(secret), columns(head.discount), columns(head.share));
    let authorization = sealer.seal_opt(AUTHORIZATION, id, head.authorization);
    let note = sealer.seal_opt(NOTE, id, head.note);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into invoice (id, kind, of_id, contact_id, payer_id, currency, discount_percent, discount_minor,
             share_percent, share_minor, authorization_number, note, due_on, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $15)",
        id,
        head.kind.as_str(),
        head.of,
        head.contact,
        head.payer,
        head.currency.as_str(),
        discount.0,
        discount.1,
        share.0,
        share.1,
        authorization as _,
        note as _,
        head.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Puts another draft into the place of one, whose lines are taken away.
pub(super) async fn replace(
    tx: &mut TenantTx,
    action: Action,
    secret: &PartySecret,
    (id, head): (Id<Invoice>, &Head<'_>),
) -> Result<()> {
    let (id, keys, now, by) = (id.uuid(), tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let (sealer, discount, share) = (keys.party(secret), columns(head.discount), columns(head.share));
    let authorization = sealer.seal_opt(AUTHORIZATION, id, head.authorization);
    let note = sealer.seal_opt(NOTE, id, head.note);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update invoice set payer_id = $2, currency = $3, discount_percent = $4, discount_minor = $5, share_percent = $6,
             share_minor = $7, authorization_number = $8, note = $9, due_on = $10, version = version + 1,
             updated_at = $11, updated_by = $12
         where id = $1",
        id,
        head.payer,
        head.currency.as_str(),
        discount.0,
        discount.1,
        share.0,
        share.1,
        authorization as _,
        note as _,
        head.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        now as _,
        by
    )
    .execute(&mut *db)
    .await
    .on_constraints(JUDGED)?;
    sqlx::query!("delete from invoice_line where invoice_id = $1", id).execute(db).await.on_constraints(JUDGED)?;
    Ok(())
}

/// Adds the lines of a draft, in their order; says their ids.
pub(super) async fn add_lines(
    tx: &mut TenantTx,
    action: Action,
    secret: &PartySecret,
    (invoice, lines): (Uuid, &[NewRow]),
) -> Result<Vec<Uuid>> {
    let keys = tx.keys();
    let sealer = keys.party(secret);
    let mut ids = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        let (id, discount, counted) = (tx.new_id::<()>().uuid(), columns(line.discount), line.counted);
        let db = tx.authorize(action)?;
        sqlx::query!(
            "insert into invoice_line (id, invoice_id, place, description, served_on, appointment_id, service_id,
                 charge_id, of_line_id, quantity_thousandths, price_minor, discount_percent, discount_minor, tax_rate,
                 gross_minor, total_minor, tax_minor, share_minor)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
            id,
            invoice,
            i32::try_from(place).unwrap_or(i32::MAX),
            sealer.seal_opt(DESCRIPTION, id, line.description.as_ref()) as _,
            line.served_on.to_sqlx() as _,
            line.appointment,
            line.service,
            line.charge,
            line.of,
            line.quantity.thousandths(),
            line.price,
            discount.0,
            discount.1,
            line.tax_rate.map(money::TaxRate::hundredths),
            counted.gross,
            counted.total,
            counted.tax,
            counted.share
        )
        .execute(db)
        .await
        .on_constraints(JUDGED)?;
        ids.push(id);
    }
    Ok(ids)
}
