//! What somebody of the clinic writes to a person.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use web::Texts;

use super::outbox::queue;
use super::setup::load;
use crate::messages::addressing::Writer;
use crate::messages::model::Recipient;
use crate::messages::sealing::recipient_index;
use crate::parties::model::{Party, PartyKind};
use crate::parties::operations::{Book, load_living, subject};

/// Puts a message to somebody into the outbox, by whichever way they are reached; it goes out once the quiet hours are over.
/// Refused where no way leads to them, or they want no messages.
pub async fn write_to(tx: &mut TenantTx, book: Book, id: Id<Party>, text: &str, texts: &Texts) -> Result<Uuid> {
    let action = Action::MessageContact;
    let person = load_living(tx, action, id.uuid()).await?;
    if book == Book::Patients && person.kind != PartyKind::Patient {
        return Err(Error::NotFound);
    }
    let (messaging, tenant) = (load(tx).await?.messaging, tx.tenant().clone());
    let writer = Writer { tenant: &tenant, texts, messaging: &messaging };
    let (message, refuses) = writer.from_clinic(&person, text).ok_or(Error::Conflict(Conflict::NoWayThere))?;
    if refuses.is_some() || is_unwanted(tx, action, &message.recipient).await? {
        return Err(Error::Conflict(Conflict::WantsNoMessages));
    }
    let message = queue(tx, &message).await?;
    let now = tx.now();
    let at = messaging.out_of_quiet_after(&tenant.time_zone, now).unwrap_or(now);
    if at > now {
        let db = tx.authorize(action)?;
        let wait = sqlx::query!(
            "update message set scheduled_for = $2, next_attempt_at = $2 where id = $1",
            message,
            at.to_sqlx()
        );
        wait.execute(db).await?;
    }
    tx.record(action, subject(book, id.uuid(), person.kind));
    Ok(message)
}

/// Whether a number, or an address, wants nothing more from the clinic.
async fn is_unwanted(tx: &mut TenantTx, action: Action, recipient: &Recipient) -> Result<bool> {
    let index = recipient_index(&tx.keys(), recipient);
    let db = tx.authorize(action)?;
    let found =
        sqlx::query_scalar!(r#"select exists (select from opt_out where recipient_index = $1) as "found!""#, index);
    Ok(found.fetch_one(db).await?)
}
