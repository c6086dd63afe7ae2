//! Everything one can do to messages. The only file here with SQL but for the allowance.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::Sealed;

use super::model::{Message, MessageKind, MessageStatus, NewMessage, Withheld};
use super::sealing::{BODY, RECIPIENT};

/// Puts a message into the outbox.
pub async fn queue(tx: &mut TenantTx, new: &NewMessage) -> Result<Uuid> {
    insert(tx, new, None).await
}

/// Keeps why a message is not sent, and nothing of what it would have said.
pub async fn withhold(tx: &mut TenantTx, new: &NewMessage, why: Withheld) -> Result<Uuid> {
    insert(tx, new, Some(why)).await
}

async fn insert(tx: &mut TenantTx, new: &NewMessage, why: Option<Withheld>) -> Result<Uuid> {
    let (keys, now, id) = (tx.keys(), tx.now(), tx.new_id::<Message>().uuid());
    let status = if why.is_some() { MessageStatus::Withheld } else { MessageStatus::Queued };
    let body = if why.is_some() { String::new() } else { new.body.clone() };
    let recipient = keys.clinic().seal(RECIPIENT, id, &new.recipient.as_e164().to_owned());
    let body = keys.clinic().seal(BODY, id, &body);
    let db = tx.authorize(Action::SendMessage)?;
    sqlx::query!(
        "insert into message (id, kind, channel, status, withheld, patient_id, recipient, body, created_at, expires_at)
         values ($1, $2, 'sms', $3, $4, $5, $6, $7, $8, $9)",
        id,
        new.kind.as_str(),
        status.as_str(),
        why.map(Withheld::as_str),
        new.patient,
        recipient.as_bytes(),
        body.as_bytes(),
        now.to_sqlx(),
        new.expires_at.map(jiff_sqlx::ToSqlx::to_sqlx)
    )
    .execute(db)
    .await?;
    let subject = Subject::new("message", id);
    tx.record(Action::SendMessage, new.patient.into_iter().fold(subject, Subject::about));
    Ok(id)
}

/// The latest messages, the newest first.
pub async fn list(tx: &mut TenantTx, most: i64) -> Result<Vec<Message>> {
    let (keys, action) = (tx.keys(), Action::ViewMessages);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, kind, status, withheld, patient_id, recipient as "recipient: Sealed<String>",
                  body as "body: Sealed<String>", created_at, expires_at
           from message order by created_at desc, id desc limit $1"#,
        most
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::list("message", rows.iter().filter_map(|row| row.patient_id)));
    rows.into_iter()
        .map(|row| {
            Ok(Message {
                id: row.id,
                kind: MessageKind::parse(&row.kind).unwrap_or(MessageKind::OneTimeCode),
                status: MessageStatus::parse(&row.status).unwrap_or(MessageStatus::Queued),
                withheld: row.withheld.as_deref().and_then(Withheld::parse),
                patient: row.patient_id,
                recipient: keys.clinic().open(RECIPIENT, row.id, &row.recipient)?.into_inner(),
                body: keys.clinic().open(BODY, row.id, &row.body)?.into_inner(),
                created_at: row.created_at.to_jiff(),
                expires_at: row.expires_at.map(jiff_sqlx::Timestamp::to_jiff),
            })
        })
        .collect()
}
