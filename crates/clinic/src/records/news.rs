//! Telling a patient that there is something new for them to read.

use jiff::SignedDuration;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::{Locale, Texts};

use crate::messages::model::{MessageKind, NewMessage};
use crate::messages::operations::queue;
use crate::parties::model::{Channel, Party, Purpose};
use crate::parties::operations::load_living;
use crate::patients::accounts;
use crate::patients::model::Standing;

/// After that nobody is told any more that there was something new.
const NEWS_LAST: SignedDuration = SignedDuration::from_hours(72);

/// Tells a patient who comes in by themselves, and has not said no, that there is something to read; never what.
pub async fn tell(tx: &mut TenantTx, action: Action, texts: &Texts, patient: Uuid) -> Result<()> {
    let account = accounts::load(tx, action, patient).await?.filter(|account| account.standing == Standing::Active);
    let Some(account) = account else { return Ok(()) };
    let party = load_living(tx, action, patient).await?;
    if !wants_news(&party) {
        return Ok(());
    }
    let locale = party.language.as_deref().and_then(Locale::parse).or_else(|| Locale::parse(&tx.tenant().locale));
    let body =
        texts.with(locale.unwrap_or(Locale::En), "message-result-released", &[("clinic", tx.tenant().name.as_str())]);
    let message = NewMessage {
        kind: MessageKind::ResultReleased,
        patient: Some(patient),
        recipient: account.phone.into(),
        body,
        visit: None,
        expires_at: Some(tx.now().checked_add(NEWS_LAST).map_err(Error::internal)?),
    };
    queue(tx, &message).await?;
    Ok(())
}

/// Whether a patient has not said no to messages or to what they would announce.
fn wants_news(party: &Party) -> bool {
    let person = party.person.reveal();
    let refuses = person.refuses(Purpose::SmsResults) || person.refuses(Purpose::PortalResults);
    let elsewhere = matches!(party.preferred_channel, Some(Channel::None | Channel::Phone | Channel::Post));
    !refuses && (!elsewhere || person.answer(Purpose::SmsResults).is_some_and(|answer| answer.given))
}
