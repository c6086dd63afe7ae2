//! Sending what is due: claim and commit, call, write down; and finding out what became of calls that broke off.
//!
//! Nothing is kept in between. Whoever dies in the middle leaves rows that say "sending" since when; the next look
//! finds them, asks the carrier what it has, and only what it has for certain not is sent again.

use std::time::Duration;

use carrier::{Account, Listed, Outcome, Retry, Smtp, Text, Twilio};
use futures::future::{join, join_all};
use jiff::{SignedDuration, Timestamp};
use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx};
use tokio::time::Instant;
use uuid::Uuid;

use super::mailing::hand_letters;
use super::model::{Lane, MessageStatus, Way};
use super::operations::{self, Carriers, Claimed, Lost, Settled, Setup};
use super::settings::Provider;
use super::webhook;

/// How messages leave the house.
#[derive(Debug, Clone)]
pub struct Line {
    pub twilio: Twilio,
    pub smtp: Smtp,
    /// Where carriers reach a clinic; `{host}` stands for its host.
    pub public_url: String,
    /// Whatever a carrier took stands in its list so long after the call began.
    pub settled: SignedDuration,
}

impl Line {
    /// Where a clinic is reached from outside.
    pub async fn address_of(&self, house: &House, tenant: &TenantRef) -> Result<String> {
        Ok(self.public_url.replace("{host}", &house.domain_of(tenant).await?))
    }
}

/// Claimed and called at once, so that no call begins long after its claim.
const BATCH: i64 = 16;
/// Then others get their turn.
const ROUNDS: usize = 64;
/// A claim that was not followed by a call for so long is not followed by one any more.
pub(super) const LATEST_CALL: Duration = Duration::from_secs(5);
/// No call goes on after that: see [`LATEST_CALL`] and [`carrier::LONGEST_CALL`], and some to spare.
pub const SURELY_OVER: SignedDuration = SignedDuration::from_secs(30);
/// How far the carrier's clock may be behind ours.
const SKEW: SignedDuration = SignedDuration::from_secs(60);
const MOST_ATTEMPTS: i32 = 8;
/// How long a clinic that has used its budget up waits before it looks again.
const BUDGET_LOOK: SignedDuration = SignedDuration::from_mins(15);

/// Sends what is due in one line of one clinic. Returns when to look again, unless news come first.
pub async fn send_due(house: &House, tenant: &TenantRef, line: &Line, lane: Lane) -> Result<Option<Timestamp>> {
    let mail = Mail { house, tenant, line, lane, callback: callback(house, tenant, line).await? };
    mail.reconcile().await?;
    for _ in 0..ROUNDS {
        let mut tx = mail.begin().await?;
        let setup = operations::load(&mut tx).await?;
        // Letters cost nothing: they go out all the same.
        let is_spent = mail.is_over_budget(&mut tx, &setup).await?;
        let texts = Some(setup.messaging.provider).filter(|_| !is_spent);
        let (claimed, seen) =
            operations::claim(&mut tx, lane, Carriers { texts, letters: setup.messaging.mail }, BATCH).await?;
        tx.commit().await?;
        if seen == 0 && is_spent {
            return Ok(Some(house.clock().now().checked_add(BUDGET_LOOK).map_err(Error::internal)?));
        }
        if seen == 0 {
            return mail.next().await;
        }
        let settled = mail.hand_over(&setup, &claimed).await;
        let mut tx = mail.begin().await?;
        operations::settle(&mut tx, &settled).await?;
        tx.commit().await?;
    }
    Ok(Some(house.clock().now()))
}

async fn callback(house: &House, tenant: &TenantRef, line: &Line) -> Result<String> {
    Ok(format!("{}{}", line.address_of(house, tenant).await?, webhook::PATH))
}

/// One line of one clinic.
struct Mail<'a> {
    house: &'a House,
    tenant: &'a TenantRef,
    line: &'a Line,
    lane: Lane,
    callback: String,
}

impl Mail<'_> {
    async fn begin(&self) -> Result<TenantTx> {
        self.house.begin(self.house.ticket(self.tenant.clone(), Actor::Job { name: "messages" })).await
    }

    async fn is_over_budget(&self, tx: &mut TenantTx, setup: &Setup) -> Result<bool> {
        let bound = i64::from(setup.messaging.monthly_segments);
        if self.lane.is_urgent() || bound == 0 || setup.messaging.provider == Provider::Console {
            return Ok(false);
        }
        let month = month_of(self.tenant, tx.now())?;
        Ok(operations::spent(tx, month).await? >= bound)
    }

    /// Calls the carrier for all texts at once, and the mail server for one letter after the other. What is not among the
    /// answers stays "sending": nobody knows.
    async fn hand_over(&self, setup: &Setup, claimed: &[Claimed]) -> Vec<Settled> {
        let began = Instant::now();
        let (letters, texts): (Vec<_>, Vec<_>) = claimed.iter().partition(|message| message.way == Way::Email);
        let account = setup.messaging.account(setup.secrets.token.clone());
        let calls: Vec<_> = texts
            .into_iter()
            .map(|message| self.hand_one(setup.messaging.provider, account.as_ref(), (message, began)))
            .collect();
        let server = setup.messaging.mail_server(&self.tenant.name, setup.secrets.mail_password.clone());
        let mail = (setup.messaging.mail, server.as_ref());
        let letters = hand_letters(&self.line.smtp, mail, (&letters, began), self.house.clock().now());
        let (texts, letters) = join(join_all(calls), letters).await;
        texts.into_iter().flatten().chain(letters).collect()
    }

    async fn hand_one(
        &self,
        provider: Provider,
        account: Option<&Account>,
        (message, began): (&Claimed, Instant),
    ) -> Option<Settled> {
        match (provider, account) {
            (Provider::Console, _) => Some(settled(message, MessageStatus::Sent)),
            (Provider::Smtp, _) | (Provider::Twilio, None) => Some(refused(message, "no_account", Retry::Never)),
            (Provider::Twilio, Some(_)) if began.elapsed() > LATEST_CALL => {
                Some(refused(message, "late", Retry::Later(None)))
            }
            (Provider::Twilio, Some(account)) => self.call(account, message).await,
        }
    }

    async fn call(&self, account: &Account, message: &Claimed) -> Option<Settled> {
        let callback = format!("{}?{}={}", self.callback, webhook::REFERENCE, message.id);
        let text = Text { to: &message.recipient, body: &message.body, callback: &callback };
        match self.line.twilio.send(account, text).await {
            Outcome::Accepted(accepted) => Some(Settled {
                sid: Some(accepted.sid),
                segments: accepted.segments.or_else(|| Some(carrier::Segments::of(&message.body).count)),
                ..settled(message, accepted.progress.into())
            }),
            Outcome::Refused(refusal) => Some(refused(message, &refusal.code, refusal.retry)),
            Outcome::Unknown => None,
        }
    }

    /// Finds out about the calls that must be over by now, and of which nobody wrote down how they ended.
    async fn reconcile(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        let before = tx.now().checked_sub(SURELY_OVER).map_err(Error::internal)?;
        let lost = operations::lost(&mut tx, self.lane, before).await?;
        let setup = operations::load(&mut tx).await?;
        tx.commit().await?;
        let account = setup.messaging.account(setup.secrets.token);
        for message in lost {
            let since = message.began_at.checked_sub(SKEW).map_err(Error::internal)?;
            let listed = match (&account, message.provider) {
                (_, Provider::Console) => Some(Vec::new()),
                (_, Provider::Smtp) | (None, Provider::Twilio) => None,
                (Some(account), Provider::Twilio) => {
                    self.line.twilio.find(account, &message.message.recipient, since).await.ok()
                }
            };
            let mut tx = self.begin().await?;
            if let Some(verdict) = self.judge(&mut tx, &message, listed).await? {
                operations::settle(&mut tx, &[verdict]).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// What became of a call that broke off, by what the carrier has. None while it is too early to say.
    async fn judge(&self, tx: &mut TenantTx, lost: &Lost, listed: Option<Vec<Listed>>) -> Result<Option<Settled>> {
        let message = &lost.message;
        let waited = tx.now().duration_since(lost.began_at);
        let dead =
            |code: &str| Some(Settled { error_code: Some(code.to_owned()), ..settled(message, MessageStatus::Dead) });
        if lost.provider == Provider::Smtp {
            // A mail server cannot be asked what it has: whether to send it again is for a person to say.
            return Ok(dead("unknown"));
        }
        let Some(mut listed) = listed else {
            // Nobody to ask: a day later it is of no use any more to ask.
            return Ok(if waited > SignedDuration::from_hours(24) { dead("unknown") } else { None });
        };
        let sids: Vec<String> = listed.iter().map(|it| it.sid.clone()).collect();
        let known = operations::known_sids(tx, &sids).await?;
        listed.retain(|it| !known.contains(&it.sid));
        let mut same = listed.iter().filter(|it| it.says(&message.body));
        match (same.next(), same.next()) {
            (Some(found), None) => Ok(Some(Settled {
                sid: Some(found.sid.clone()),
                segments: found
                    .segments
                    .filter(|it| *it > 0)
                    .or_else(|| Some(carrier::Segments::of(&message.body).count)),
                ..settled(message, found.progress.map_or(MessageStatus::Sent, MessageStatus::from))
            })),
            _ if waited < self.line.settled && lost.provider == Provider::Twilio => Ok(None),
            (None, _) if listed.is_empty() => Ok(Some(refused(message, "lost", Retry::Later(Some(Duration::ZERO))))),
            // Something went to that number that is none of ours for certain: a person decides.
            _ => Ok(dead("ambiguous")),
        }
    }

    async fn next(&self) -> Result<Option<Timestamp>> {
        let mut tx = self.begin().await?;
        let now = tx.now();
        let (queued, began) = operations::next_due(&mut tx, self.lane).await?;
        tx.commit().await?;
        let later = |at: Timestamp, by: SignedDuration| at.checked_add(by).map_err(Error::internal);
        let look = match began {
            None => None,
            Some(began) => {
                let (first, last) = (later(began, SURELY_OVER)?, later(began, self.line.settled)?);
                Some(if now < first { first } else { last.max(later(now, SURELY_OVER)?) })
            }
        };
        Ok([queued, look].into_iter().flatten().min())
    }
}

/// Where the month begins in the clinic's zone.
pub fn month_of(tenant: &TenantRef, now: Timestamp) -> Result<Timestamp> {
    let first = tenant.day_of(now).first_of_month();
    Ok(first.to_zoned(tenant.time_zone.clone()).map_err(Error::internal)?.timestamp())
}

pub(super) fn settled(message: &Claimed, status: MessageStatus) -> Settled {
    let (id, attempt) = (message.id, message.attempt);
    Settled { id, attempt, status, sid: None, segments: None, error_code: None, wait: Duration::ZERO }
}

/// The carrier has it not: another try later, or none any more.
pub(super) fn refused(message: &Claimed, code: &str, retry: Retry) -> Settled {
    let error_code = Some(code.to_owned());
    match retry {
        Retry::Later(asked) if message.attempt < MOST_ATTEMPTS => {
            let wait = backoff(message.id, message.attempt).max(asked.unwrap_or_default());
            Settled { error_code, wait, ..settled(message, MessageStatus::Queued) }
        }
        Retry::Later(_) | Retry::Never => Settled { error_code, ..settled(message, MessageStatus::Dead) },
    }
}

/// Twice as long after each try, from two seconds to half an hour, and for each message a little differently: those that
/// were refused together do not come back together.
fn backoff(id: Uuid, attempt: i32) -> Duration {
    let base = Duration::from_secs(2 << attempt.clamp(1, 11).unsigned_abs().saturating_sub(1));
    spread(base.min(Duration::from_secs(1800)), id, attempt)
}

/// Up to a quarter less or more, and always the same for one thing and one attempt.
pub(crate) fn spread(base: Duration, id: Uuid, attempt: i32) -> Duration {
    let jitter = u32::try_from((id.as_u128() ^ u128::from(attempt.unsigned_abs())) % 500).unwrap_or(0);
    base * (750 + jitter) / 1000
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use uuid::Uuid;

    use super::backoff;

    #[test]
    fn each_try_waits_longer_and_no_two_messages_alike() {
        let (one, other) = (Uuid::from_u128(7), Uuid::from_u128(311));
        let waits: Vec<Duration> = (1..=12).map(|attempt| backoff(one, attempt)).collect();
        assert!(waits[0] >= Duration::from_millis(1500) && waits[0] <= Duration::from_millis(2500));
        assert!(waits.windows(2).take(8).all(|pair| pair[1] > pair[0]), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(2250)));
        assert_ne!(backoff(one, 3), backoff(other, 3));
        assert_eq!(backoff(one, 3), backoff(one, 3));
    }
}
