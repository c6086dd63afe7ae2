//! Which columns of messages are sealed. A message may be to somebody who is no patient, so the clinic's key seals it.

use people::Phone;
use vault::{ClinicKeys, Field};

use super::model::Recipient;

pub const RECIPIENT: Field = Field::clinic("message", "recipient");
pub const BODY: Field = Field::clinic("message", "body");
pub const SUBJECT: Field = Field::clinic("message", "subject");
pub const AUTH_TOKEN: Field = Field::clinic("messaging", "auth_token");
pub const MAIL_PASSWORD: Field = Field::clinic("messaging", "mail_password");
pub const INBOUND_SENDER: Field = Field::clinic("inbound_message", "sender");
pub const INBOUND_BODY: Field = Field::clinic("inbound_message", "body");

/// What a number is found by, whoever sent to it or heard from it.
pub fn number_index(keys: &ClinicKeys, phone: &Phone) -> Vec<u8> {
    keys.index("message.recipient").exact(phone.as_e164()).to_vec()
}

/// What a number or an address is found by.
pub fn recipient_index(keys: &ClinicKeys, recipient: &Recipient) -> Vec<u8> {
    match recipient {
        Recipient::Phone(phone) => number_index(keys, phone),
        Recipient::Email { address, .. } => keys.index("message.recipient").exact(&address.canonical()).to_vec(),
    }
}
