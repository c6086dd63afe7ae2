//! How somebody is told of a time that is offered to them.

use people::Phone;
use tenancy::{Result, TenantTx};
use uuid::Uuid;
use web::{Guest, Texts};

use super::model::Offer;
use crate::messages::addressing::{phone_of, wants};
use crate::messages::model::{MessageKind, NewMessage, Recipient, Way, Withheld};
use crate::messages::operations as messages;
use crate::messages::settings::Messaging;
use crate::messages::wording::{Filling, Wording, locale_of, word};
use crate::parties::model::Party;

/// What it takes to write to somebody: the words, and the address at which the clinic is reached.
pub struct Letter<'a> {
    pub texts: &'a Texts,
    /// `https://nile.example.org`
    pub address: String,
}

/// The number by which somebody may be offered a time, if they can be reached and have not said no.
pub async fn reach(tx: &mut TenantTx, patient: &Party) -> Result<Option<Phone>> {
    let Some(phone) = phone_of(tx.tenant(), patient).filter(|_| wants(patient, Way::Sms)) else { return Ok(None) };
    Ok(if messages::has_opted_out(tx, &phone).await? { None } else { Some(phone) })
}

impl<'a> Letter<'a> {
    /// As it is written for somebody at the desk.
    pub async fn of(guest: &'a Guest) -> Result<Self> {
        let host = guest.app().house().domain_of(guest.tenant()).await?;
        let address = guest.app().settings().public_url.replace("{host}", &host);
        Ok(Self { texts: guest.app().texts(), address })
    }

    /// Puts the message with its link into the outbox, or why it is not sent; nothing for somebody without a number.
    pub async fn send(
        &self,
        tx: &mut TenantTx,
        messaging: &Messaging,
        patient: &Party,
        (offer, secret): (&Offer, &str),
    ) -> Result<Option<Uuid>> {
        let Some(recipient) = phone_of(tx.tenant(), patient) else { return Ok(None) };
        let message = NewMessage {
            kind: MessageKind::WaitlistOffer,
            patient: Some(patient.id.uuid()),
            recipient: Recipient::Phone(recipient),
            body: self.text(tx, messaging, patient, (offer, secret)),
            visit: None,
            expires_at: Some(offer.expires_at),
        };
        let id = match wants(patient, Way::Sms) {
            true => messages::queue(tx, &message).await?,
            false => messages::withhold(tx, &message, Withheld::NoConsent).await?,
        };
        Ok(Some(id))
    }

    /// When, until when and where to answer, in the patient's language; never what for.
    fn text(&self, tx: &TenantTx, messaging: &Messaging, patient: &Party, (offer, secret): (&Offer, &str)) -> String {
        let tenant = tx.tenant();
        let said = (Wording::Offer, locale_of(tenant, patient));
        let mut filling = Filling::new(tenant, &patient.person.reveal().given_name, offer.slot.starts_at, 1);
        let until = Filling::new(tenant, "", offer.expires_at, 1);
        let is_today = tenant.day_of(offer.expires_at) == tenant.day_of(tx.now());
        filling.until = if is_today { until.time } else { format!("{} {}", until.date, until.time) };
        filling.link = format!("{}/offer/{secret}/", self.address);
        let text = word(self.texts, messaging, said, &filling);
        // Without the link nobody could answer.
        if text.contains(&filling.link) { text } else { word(self.texts, &Messaging::default(), said, &filling) }
    }
}
