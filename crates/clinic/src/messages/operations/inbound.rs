//! What people send to the clinic's number, kept once and understood where it can be.

use std::collections::HashMap;

use carrier::Inbound;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use people::Phone;
use tenancy::{Action, Error, Id, Result, Role, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;

use crate::appointments::operations::cancel_own;
use crate::messages::model::Answered;
use crate::messages::replies::{Meaning, Wish};
use crate::messages::sealing::{INBOUND_BODY, INBOUND_SENDER, number_index};
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::tell;

/// A message that somebody sent.
pub struct Received {
    pub id: Uuid,
    pub sender: String,
    pub body: String,
    pub patient: Option<Uuid>,
    pub meaning: Meaning,
    pub at: Timestamp,
}

/// The reminder that an answer answers.
struct Reminder {
    id: Uuid,
    appointment: Uuid,
    patient: Uuid,
    starts_at: Timestamp,
}

/// Keeps what somebody sent and does what they want. The second time it is nothing new, and none is returned.
pub async fn receive(
    tx: &mut TenantTx,
    inbound: &Inbound,
    sender: &Phone,
    notice: SignedDuration,
) -> Result<Option<Meaning>> {
    let action = Action::ReceiveMessage;
    let (keys, now, id) = (tx.keys(), tx.now(), tx.new_id::<Received>().uuid());
    let index = number_index(&keys, sender);
    let sealed_sender = keys.clinic().seal(INBOUND_SENDER, id, &sender.as_e164().to_owned());
    let body = keys.clinic().seal(INBOUND_BODY, id, &inbound.body);
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "insert into inbound_message (id, provider_sid, sender, sender_index, body, meaning, received_at)
         values ($1, $2, $3, $4, $5, 'other', $6) on conflict (provider_sid) do nothing",
        id,
        inbound.sid,
        sealed_sender.as_bytes(),
        &index,
        body.as_bytes(),
        now.to_sqlx()
    );
    if done.execute(db).await?.rows_affected() == 0 {
        tx.record(action, Subject::new("inbound_message", None));
        return Ok(None);
    }
    let reminder = reminder_to(tx, &index).await?;
    let meaning = fulfil(tx, Wish::read(&inbound.body), (&index, reminder.as_ref()), notice).await?;
    let patient = reminder.map(|reminder| reminder.patient);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update inbound_message set meaning = $2, patient_id = $3 where id = $1",
        id,
        meaning.as_str(),
        patient
    )
    .execute(db)
    .await?;
    tx.record(action, patient.into_iter().fold(Subject::new("inbound_message", id), Subject::about));
    if meaning == Meaning::Other || meaning == Meaning::TooLate {
        let desk = Audience { people: &[], roles: &[Role::Reception] };
        tell(tx, desk, Event::of(Kind::MessageReceived)).await?;
    }
    Ok(Some(meaning))
}

/// The reminder of the next appointment that this number was reminded of and that still stands as it was then.
async fn reminder_to(tx: &mut TenantTx, index: &[u8]) -> Result<Option<Reminder>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ReceiveMessage)?;
    let row = sqlx::query!(
        "select m.id, a.id as appointment, a.patient_id, a.starts_at from message m
         join appointment a on a.id = m.appointment_id and a.starts_at = m.starts_at
         where m.recipient_index = $1 and m.kind = 'appointment_reminder' and m.starts_at > $2
           and m.sent_at is not null and a.status = 'booked' and a.deleted_at is null
         order by m.starts_at, m.created_at desc limit 1",
        index,
        now as _
    );
    Ok(row.fetch_optional(db).await?.map(|row| Reminder {
        id: row.id,
        appointment: row.appointment,
        patient: row.patient_id,
        starts_at: row.starts_at.to_jiff(),
    }))
}

async fn fulfil(
    tx: &mut TenantTx,
    wish: Wish,
    (index, reminder): (&[u8], Option<&Reminder>),
    notice: SignedDuration,
) -> Result<Meaning> {
    match (wish, reminder) {
        (Wish::Stop, _) => {
            let now = tx.now().to_sqlx();
            let db = tx.authorize(Action::ReceiveMessage)?;
            sqlx::query!(
                "insert into opt_out (recipient_index, opted_out_at) values ($1, $2) on conflict do nothing",
                index,
                now as _
            )
            .execute(db)
            .await?;
            Ok(Meaning::Stop)
        }
        (Wish::Start, _) => {
            let db = tx.authorize(Action::ReceiveMessage)?;
            sqlx::query!("delete from opt_out where recipient_index = $1", index).execute(db).await?;
            Ok(Meaning::Start)
        }
        (Wish::Confirm, Some(reminder)) => {
            answer(tx, reminder, Answered::Confirmed).await?;
            Ok(Meaning::Confirmed)
        }
        (Wish::Cancel, Some(reminder)) => cancel(tx, reminder, notice).await,
        (Wish::Confirm | Wish::Cancel | Wish::Other, _) => Ok(Meaning::Other),
    }
}

async fn cancel(tx: &mut TenantTx, reminder: &Reminder, notice: SignedDuration) -> Result<Meaning> {
    if reminder.starts_at.duration_since(tx.now()) < notice {
        return Ok(Meaning::TooLate);
    }
    let (patient, appointment) = (Id::new(reminder.patient), Id::new(reminder.appointment));
    match cancel_own(tx, patient, appointment, "SMS").await {
        Ok(_) => {
            answer(tx, reminder, Answered::Cancelled).await?;
            Ok(Meaning::Cancelled)
        }
        // Somebody was quicker.
        Err(Error::Conflict(_) | Error::NotFound) => Ok(Meaning::Other),
        Err(other) => Err(other),
    }
}

async fn answer(tx: &mut TenantTx, reminder: &Reminder, answer: Answered) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ReceiveMessage)?;
    sqlx::query!(
        "update message set answer = $2, answered_at = $3 where id = $1",
        reminder.id,
        answer.as_str(),
        now as _
    )
    .execute(db)
    .await?;
    // Whoever looks at the day sees who will come.
    tx.announce(Topic::Day);
    Ok(())
}

/// What patients answered about these appointments as they stand now.
pub async fn answers(tx: &mut TenantTx, action: Action, appointments: &[Uuid]) -> Result<HashMap<Uuid, Answered>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select distinct on (a.id) a.id, m.answer as "answer!" from appointment a
           join message m on m.appointment_id = a.id and m.starts_at = a.starts_at
           where a.id = any($1) and m.answer is not null
           order by a.id, m.answered_at desc"#,
        appointments
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, Answered::parse(&row.answer)?))).collect())
}

/// The latest of what people sent, the newest first.
pub async fn inbox(tx: &mut TenantTx, most: i64) -> Result<Vec<Received>> {
    let (keys, action) = (tx.keys(), Action::ViewMessages);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, sender as "sender: Sealed<String>", body as "body: Sealed<String>", patient_id, meaning, received_at
           from inbound_message order by received_at desc, id desc limit $1"#,
        most
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::list("inbound_message", rows.iter().filter_map(|row| row.patient_id)));
    rows.into_iter()
        .map(|row| {
            Ok(Received {
                id: row.id,
                sender: keys.clinic().open(INBOUND_SENDER, row.id, &row.sender)?.into_inner(),
                body: keys.clinic().open(INBOUND_BODY, row.id, &row.body)?.into_inner(),
                patient: row.patient_id,
                meaning: Meaning::parse(&row.meaning).unwrap_or(Meaning::Other),
                at: row.received_at.to_jiff(),
            })
        })
        .collect()
}
