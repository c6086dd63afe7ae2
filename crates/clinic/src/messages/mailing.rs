//! Letters to the clinic's mail server: one session for those that were claimed together.

use carrier::{Letter, MailServer, Outcome, Retry, Smtp};
use jiff::Timestamp;
use tokio::time::Instant;

use super::model::MessageStatus;
use super::operations::{Claimed, Settled};
use super::sending::{LATEST_CALL, refused, settled};
use super::settings::Provider;

/// Hands letters over, or says that they would have been where they only wait to be read. A letter of which nobody knows
/// whether the server has it is not among the answers.
pub async fn hand_letters(
    smtp: &Smtp,
    (provider, server): (Provider, Option<&MailServer>),
    (letters, began): (&[&Claimed], Instant),
    at: Timestamp,
) -> Vec<Settled> {
    let server = match (provider, server) {
        (Provider::Smtp, Some(server)) => server,
        (Provider::Smtp, None) => {
            return letters.iter().map(|letter| refused(letter, "no_account", Retry::Never)).collect();
        }
        _ => return letters.iter().map(|letter| settled(letter, MessageStatus::Sent)).collect(),
    };
    let mut session = smtp.session(server);
    let mut answers = Vec::with_capacity(letters.len());
    for message in letters {
        if began.elapsed() > LATEST_CALL {
            answers.push(refused(message, "late", Retry::Later(None)));
            continue;
        }
        let reference = message.id.to_string();
        let subject = message.subject.as_deref().unwrap_or_default();
        let letter = Letter { reference: &reference, to: &message.recipient, subject, body: &message.body, at };
        match session.send(letter).await {
            Outcome::Accepted(accepted) => {
                let status = accepted.progress.into();
                answers.push(Settled { sid: Some(accepted.sid), ..settled(message, status) });
            }
            Outcome::Refused(refusal) => answers.push(refused(message, &refusal.code, refusal.retry)),
            Outcome::Unknown => {}
        }
    }
    session.close().await;
    answers
}
