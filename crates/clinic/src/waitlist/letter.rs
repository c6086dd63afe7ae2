//! How somebody is told of a time that is offered to them.

use people::Phone;
use tenancy::{Result, Tenant, TenantTx};
use uuid::Uuid;
use web::{Guest, Locale, Texts};

use super::model::Offer;
use crate::messages::model::{MessageKind, NewMessage, Withheld};
use crate::messages::operations as messages;
use crate::messages::reminders::{phone_of, wants};
use crate::messages::settings::{Messaging, fill};
use crate::parties::model::Party;

/// What it takes to write to somebody: the words, and the address at which the clinic is reached.
pub struct Letter<'a> {
    pub texts: &'a Texts,
    /// `https://nile.example.org`
    pub address: String,
}

/// The number by which somebody may be offered a time, if they can be reached and have not said no.
pub async fn reach(tx: &mut TenantTx, patient: &Party) -> Result<Option<Phone>> {
    let Some(phone) = phone_of(tx.tenant(), patient).filter(|_| wants(patient)) else { return Ok(None) };
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
            recipient,
            body: self.text(tx, messaging, patient, (offer, secret)),
            visit: None,
            expires_at: Some(offer.expires_at),
        };
        let id = match wants(patient) {
            true => messages::queue(tx, &message).await?,
            false => messages::withhold(tx, &message, Withheld::NoConsent).await?,
        };
        Ok(Some(id))
    }

    /// When, until when and where to answer, in the patient's language; never what for.
    fn text(&self, tx: &TenantTx, messaging: &Messaging, patient: &Party, (offer, secret): (&Offer, &str)) -> String {
        let tenant = tx.tenant();
        let locale = language_of(tenant, patient);
        let day = if tenant.region == "US" { "%m/%d/%Y" } else { "%d/%m/%Y" };
        let here =
            |at: jiff::Timestamp, pattern: &str| at.to_zoned(tenant.time_zone.clone()).strftime(pattern).to_string();
        let (date, time) = (here(offer.slot.starts_at, day), here(offer.slot.starts_at, "%H:%M"));
        let is_today = tenant.day_of(offer.expires_at) == tenant.day_of(tx.now());
        let until =
            if is_today { here(offer.expires_at, "%H:%M") } else { here(offer.expires_at, &format!("{day} %H:%M")) };
        let link = format!("{}/offer/{secret}/", self.address);
        let given_name = patient.person.reveal().given_name.clone();
        let values = [
            ("clinic", tenant.name.as_str()),
            ("given_name", &given_name),
            ("date", &date),
            ("time", &time),
            ("until", &until),
            ("link", &link),
        ];
        // Without the link nobody could answer.
        let own = messaging.template(MessageKind::WaitlistOffer, locale.code());
        let own = own.and_then(|template| fill(template, &values).ok()).filter(|text| text.contains(&link));
        own.unwrap_or_else(|| self.texts.with(locale, "message-waitlist-offer", &values))
    }
}

fn language_of(tenant: &Tenant, patient: &Party) -> Locale {
    let language = patient.language.as_deref().and_then(Locale::parse);
    language.or_else(|| Locale::parse(&tenant.locale)).unwrap_or(Locale::En)
}
