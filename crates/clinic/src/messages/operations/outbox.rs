//! The outbox: what waits in it, what became of it, and trying again.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, Phi, Sealed};
use web::{Listing, PageOf};

use crate::messages::model::{Answered, Message, MessageKind, MessageStatus, NewMessage, Way, Withheld};
use crate::messages::sealing::{BODY, RECIPIENT, SUBJECT, recipient_index};

/// Puts a message into the outbox.
pub async fn queue(tx: &mut TenantTx, new: &NewMessage) -> Result<Uuid> {
    insert(tx, new, None).await?.ok_or(Error::NotFound)
}

/// Keeps why a message is not sent, and nothing of what it would have said.
pub async fn withhold(tx: &mut TenantTx, new: &NewMessage, why: Withheld) -> Result<Uuid> {
    insert(tx, new, Some(why)).await?.ok_or(Error::NotFound)
}

/// Keeps what waits for a patient from being sent, once they do not want it any more. The record is the caller's to keep.
pub async fn withhold_waiting(
    tx: &mut TenantTx,
    action: Action,
    patient: Uuid,
    (kind, way): (MessageKind, Way),
) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update message set status = 'withheld', withheld = $3
         where patient_id = $1 and kind = $2 and channel = $4 and status = 'queued'",
        patient,
        kind.as_str(),
        Withheld::NoConsent.as_str(),
        way.as_str()
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Messages);
    Ok(())
}

/// None where the same reminder is there already.
pub(super) async fn insert(tx: &mut TenantTx, new: &NewMessage, why: Option<Withheld>) -> Result<Option<Uuid>> {
    let (keys, now, id) = (tx.keys(), tx.now(), tx.new_id::<Message>().uuid());
    let status = if why.is_some() { MessageStatus::Withheld } else { MessageStatus::Queued };
    let said = |text: &String| if why.is_some() { String::new() } else { text.clone() };
    let recipient = keys.clinic().seal(RECIPIENT, id, &new.recipient.address().to_owned());
    let subject = keys.clinic().seal_opt(SUBJECT, id, new.recipient.subject().map(said).as_ref());
    let body = keys.clinic().seal(BODY, id, &said(&new.body));
    let db = tx.authorize(Action::SendMessage)?;
    let done = sqlx::query!(
        "insert into message (id, kind, channel, status, withheld, patient_id, recipient, recipient_index, body, created_at,
             scheduled_for, next_attempt_at, expires_at, urgent, appointment_id, starts_at, offset_minutes, subject)
         values ($1, $2, $15, $3, $4, $5, $6, $7, $8, $9, $9, $9, $10, $11, $12, $13, $14, $16)
         on conflict (appointment_id, starts_at, channel, offset_minutes) where kind = 'appointment_reminder' do nothing",
        id,
        new.kind.as_str(),
        status.as_str(),
        why.map(Withheld::as_str),
        new.patient,
        recipient.as_bytes(),
        recipient_index(&keys, &new.recipient),
        body.as_bytes(),
        now.to_sqlx(),
        new.expires_at.map(Timestamp::to_sqlx),
        new.kind.lane().is_urgent(),
        new.visit.map(|visit| visit.appointment),
        new.visit.map(|visit| visit.starts_at.to_sqlx()),
        new.visit.and_then(|visit| visit.offset_minutes),
        new.recipient.way().as_str(),
        subject as _
    );
    let is_new = done.execute(db).await?.rows_affected() > 0;
    let subject = if is_new { Subject::new("message", id) } else { Subject::new("message", None) };
    tx.record(Action::SendMessage, new.patient.into_iter().fold(subject, Subject::about));
    tx.announce(Topic::Messages);
    Ok(is_new.then_some(id))
}

/// What the outbox is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub status: Option<MessageStatus>,
    pub kind: Option<MessageKind>,
    pub way: Option<Way>,
    pub patient: Option<Uuid>,
    pub appointment: Option<Uuid>,
}

/// The latest messages, the newest first.
pub async fn list(tx: &mut TenantTx, most: i64) -> Result<Vec<Message>> {
    let page = PageOf { number: 1, size: most, ..PageOf::whole(most) };
    select(tx, &Filter::default(), page).await
}

/// A page of the outbox, the newest first.
pub async fn page(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Message>> {
    let (status, kind) = (filter.status.map(MessageStatus::as_str), filter.kind.map(MessageKind::as_str));
    let way = filter.way.map(Way::as_str);
    let db = tx.authorize(Action::ViewMessages)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from message
           where ($1::text is null or status = $1) and ($2::text is null or kind = $2)
             and ($3::uuid is null or patient_id = $3) and ($4::uuid is null or appointment_id = $4)
             and ($5::text is null or channel = $5)"#,
        status,
        kind,
        filter.patient,
        filter.appointment,
        way
    );
    let count = count.fetch_one(db).await?;
    let rows = select(tx, filter, page).await?;
    Ok(Listing::new(rows, count, page))
}

async fn select(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Vec<Message>> {
    let (keys, action) = (tx.keys(), Action::ViewMessages);
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id, kind, channel, status, withheld, patient_id, appointment_id,
                  recipient as "recipient: Sealed<String>", subject as "subject: Sealed<String>", body as "body: Sealed<String>", attempts, provider, provider_sid, error_code, answer, created_at,
                  scheduled_for, sent_at, delivered_at, expires_at
           from message
           where ($1::text is null or status = $1) and ($2::text is null or kind = $2)
             and ($3::uuid is null or patient_id = $3) and ($4::uuid is null or appointment_id = $4)
             and ($7::text is null or channel = $7)
           order by created_at desc, id desc limit $5 offset $6"#,
        filter.status.map(MessageStatus::as_str),
        filter.kind.map(MessageKind::as_str),
        filter.patient,
        filter.appointment,
        page.size,
        page.offset(),
        filter.way.map(Way::as_str)
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::list("message", rows.iter().filter_map(|row| row.patient_id)));
    rows.into_iter().map(|row| row.open(&keys)).collect()
}

struct Row {
    id: Uuid,
    kind: String,
    channel: String,
    status: String,
    withheld: Option<String>,
    patient_id: Option<Uuid>,
    appointment_id: Option<Uuid>,
    recipient: Sealed<String>,
    subject: Option<Sealed<String>>,
    body: Sealed<String>,
    attempts: i32,
    provider: Option<String>,
    provider_sid: Option<String>,
    error_code: Option<String>,
    answer: Option<String>,
    created_at: jiff_sqlx::Timestamp,
    scheduled_for: jiff_sqlx::Timestamp,
    sent_at: Option<jiff_sqlx::Timestamp>,
    delivered_at: Option<jiff_sqlx::Timestamp>,
    expires_at: Option<jiff_sqlx::Timestamp>,
}

impl Row {
    fn open(self, keys: &ClinicKeys) -> Result<Message> {
        let moment = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
        Ok(Message {
            id: self.id,
            kind: MessageKind::parse(&self.kind).unwrap_or(MessageKind::OneTimeCode),
            status: MessageStatus::parse(&self.status).unwrap_or(MessageStatus::Queued),
            withheld: self.withheld.as_deref().and_then(Withheld::parse),
            patient: self.patient_id,
            appointment: self.appointment_id,
            way: Way::parse(&self.channel).unwrap_or(Way::Sms),
            recipient: keys.clinic().open(RECIPIENT, self.id, &self.recipient)?.into_inner(),
            subject: keys.clinic().open_opt(SUBJECT, self.id, self.subject.as_ref())?.map(Phi::into_inner),
            body: keys.clinic().open(BODY, self.id, &self.body)?.into_inner(),
            attempts: self.attempts,
            provider: self.provider,
            provider_sid: self.provider_sid,
            error_code: self.error_code,
            answer: self.answer.as_deref().and_then(Answered::parse),
            created_at: self.created_at.to_jiff(),
            scheduled_for: self.scheduled_for.to_jiff(),
            sent_at: moment(self.sent_at),
            delivered_at: moment(self.delivered_at),
            expires_at: moment(self.expires_at),
        })
    }
}

/// Lets a message that was given up, or that the carrier could not deliver, be tried once more from the beginning.
pub async fn retry(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let (action, now) = (Action::RetryMessage, tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    let row = sqlx::query!("select status, patient_id from message where id = $1 for update", id);
    let row = row.fetch_optional(&mut *db).await?.ok_or(Error::NotFound)?;
    let status = MessageStatus::parse(&row.status).unwrap_or(MessageStatus::Queued);
    if !status.can_be_retried() {
        let (from, to) = (status.as_str(), MessageStatus::Queued.as_str());
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
    }
    again(db, &[id], now).await?;
    tx.record(action, row.patient_id.into_iter().fold(Subject::new("message", id), Subject::about));
    tx.announce(Topic::Messages);
    Ok(())
}

/// The same for everything that was given up and not discarded; says how many.
pub async fn retry_dead(tx: &mut TenantTx) -> Result<u64> {
    let (action, now) = (Action::RetryMessage, tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, patient_id from message where status = 'dead' and discarded_at is null
         order by id for update"
    );
    let rows = rows.fetch_all(&mut *db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    again(db, &ids, now).await?;
    tx.record(action, Subject::list("message", rows.iter().filter_map(|row| row.patient_id)));
    tx.announce(Topic::Messages);
    u64::try_from(ids.len()).map_err(Error::internal)
}

/// Decides that a message that was given up need not be sent; says how many that are, one or none.
pub async fn discard_dead(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<u64> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update message set discarded_at = $2 where id = $1 and status = 'dead' and discarded_at is null",
        id,
        now as _
    );
    Ok(done.execute(db).await?.rows_affected())
}

async fn again(db: &mut sqlx::PgConnection, ids: &[Uuid], now: jiff_sqlx::Timestamp) -> Result<()> {
    sqlx::query!(
        "update message set status = 'queued', attempts = 0, next_attempt_at = $2, error_code = null, sent_at = null,
             discarded_at = null,
             earlier_sids = case when provider_sid is null then earlier_sids
                                 else array_append(earlier_sids, provider_sid) end,
             provider_sid = null
         where id = any($1)",
        ids,
        now as _
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How sending goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// By state, of the last thirty days.
    pub by_status: Vec<(MessageStatus, i64)>,
    /// Segments that were sent since the month began.
    pub segments: i64,
}

impl Figures {
    pub fn of(&self, status: MessageStatus) -> i64 {
        self.by_status.iter().find(|(it, _)| *it == status).map_or(0, |(_, count)| *count)
    }

    /// What was delivered, in percent of what the carrier is done with; none while it is done with nothing.
    pub fn delivered_percent(&self) -> Option<i64> {
        let delivered = self.of(MessageStatus::Delivered);
        let done = delivered + self.of(MessageStatus::Undelivered) + self.of(MessageStatus::Failed);
        (done > 0).then(|| delivered * 100 / done)
    }
}

/// The figures since then; `month` is where the month begins.
pub async fn figures(tx: &mut TenantTx, since: Timestamp, month: Timestamp) -> Result<Figures> {
    let action = Action::ViewMessages;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select status, count(*) as "count!" from message where created_at >= $1 group by status"#,
        since.to_sqlx()
    );
    let rows = rows.fetch_all(&mut *db).await?;
    let segments = super::claiming::spent_in(db, month).await?;
    tx.record(action, Subject::new("message", None));
    let by_status = rows.into_iter().filter_map(|row| Some((MessageStatus::parse(&row.status)?, row.count)));
    Ok(Figures { by_status: by_status.collect(), segments })
}
