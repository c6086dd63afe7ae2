//! What patients change of what the clinic knows of them: what they agree to, and their language. With SQL, as the
//! operations next door.

use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;

use super::model::{Channel, Consent, ConsentBy, Party, Purpose};
use super::operations::{Book, hold, secret_of};
use super::sealing::CONSENTS;
use crate::messages::model::{MessageKind, Way};
use crate::messages::operations::withhold_waiting;

/// So many answers one person may give. Taking one back is always possible.
const MOST: usize = 200;

/// Notes what a patient says about a purpose, as a further entry; the same answer to the same text twice is one. What
/// waits to be sent and is not wanted any more is kept back.
pub async fn answer(tx: &mut TenantTx, patient: Uuid, purpose: Purpose, given: bool) -> Result<()> {
    let action = if given { Action::GiveConsent } else { Action::WithdrawConsent };
    let party = hold(tx, Book::Patients, action, Id::new(patient)).await?;
    let person = party.person.reveal();
    let stands = person.answer(purpose).is_some_and(|last| {
        (last.given, last.form.as_deref(), last.by) == (given, Some(purpose.form()), Some(ConsentBy::Patient))
    });
    if stands && !(given && purpose == Purpose::SmsReminders && wants_none(&party)) {
        tx.record(action, Subject::patient(patient));
        return Ok(());
    }
    if given && person.consents.len() >= MOST {
        return Err(Error::invalid("purpose", "too_many"));
    }
    let on = Some(tx.tenant().day_of(tx.now()));
    let form = Some(purpose.form().to_owned());
    let entry = Consent { purpose: purpose.as_str().to_owned(), given, on, form, by: Some(ConsentBy::Patient) };
    let mut consents = person.consents.clone();
    consents.push(entry);
    // Who wants reminders wants to be reached by them.
    let channel = (given && purpose == Purpose::SmsReminders && wants_none(&party)).then_some(Channel::Sms);
    save(tx, action, &party, (&consents, channel)).await?;
    if given {
        return Ok(());
    }
    let unwanted = match purpose {
        Purpose::SmsReminders => (MessageKind::AppointmentReminder, Way::Sms),
        Purpose::EmailReminders => (MessageKind::AppointmentReminder, Way::Email),
        Purpose::SmsResults | Purpose::PortalResults => (MessageKind::ResultReleased, Way::Sms),
    };
    withhold_waiting(tx, action, patient, unwanted).await
}

/// Whether the clinic has noted another way to reach somebody than messages.
fn wants_none(party: &Party) -> bool {
    matches!(party.preferred_channel, Some(Channel::None | Channel::Phone | Channel::Post))
}

async fn save(
    tx: &mut TenantTx,
    action: Action,
    before: &Party,
    (consents, channel): (&[Consent], Option<Channel>),
) -> Result<()> {
    let (keys, now, by, id) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), before.id.uuid());
    let secret = secret_of(tx, action, before.id).await?;
    let sealer = keys.party(&secret);
    let sealed = sealer.seal(CONSENTS, id, &vault::Json(consents.to_vec()));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update party set consents = $2, preferred_channel = coalesce($3, preferred_channel), updated_at = $4,
             updated_by = $5, version = version + 1
         where id = $1",
        id,
        sealed.as_bytes(),
        channel.map(Channel::as_str),
        now,
        by
    )
    .execute(db)
    .await?;
    let change = json!({ "consents": { "before": before.person.reveal().consents, "after": consents } });
    tx.record_change(action, Subject::patient(id), &sealer, &change);
    tx.announce(Topic::Day);
    Ok(())
}

/// The language that a patient reads: of their pages, wherever they sign in, and of what is sent to them.
pub async fn choose_language(tx: &mut TenantTx, patient: Uuid, language: &str) -> Result<()> {
    let action = Action::ChangeOwnLanguage;
    let party = hold(tx, Book::Patients, action, Id::new(patient)).await?;
    if party.language.as_deref() == Some(language) {
        tx.record(action, Subject::patient(patient));
        return Ok(());
    }
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let secret = secret_of(tx, action, party.id).await?;
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update party set language = $2, updated_at = $3, updated_by = $4, version = version + 1 where id = $1",
        patient,
        language,
        now,
        by
    )
    .execute(db)
    .await?;
    let change = json!({ "language": { "before": party.language, "after": language } });
    tx.record_change(action, Subject::patient(patient), &keys.party(&secret), &change);
    Ok(())
}
