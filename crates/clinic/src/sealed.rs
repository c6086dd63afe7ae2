//! The registry: every sealed column there is. Rotation, erasure and export walk it; a test fails when a column of
//! a clinic's tables is neither here nor known to hold nothing about a person.

use vault::Field;

use crate::{accounts, appointments, identity_service, messages, parties, patients, records};

pub const REGISTRY: &[Field] = &[
    tenancy::ORIGIN,
    tenancy::DETAIL,
    web::sessions::SESSION_ORIGIN,
    web::sessions::STAFF_DISPLAY_NAME,
    web::IDEMPOTENT_RESPONSE,
    web::identity_service::CLIENT_SECRET,
    identity_service::SUBJECT,
    accounts::sealing::USERNAME,
    accounts::sealing::PHONE,
    accounts::sealing::EMAIL,
    accounts::sealing::AUTHENTICATOR,
    accounts::sealing::CREDENTIAL,
    accounts::sealing::PASSKEY_LABEL,
    accounts::sealing::CEREMONY,
    accounts::sealing::EMERGENCY_REASON,
    messages::sealing::RECIPIENT,
    messages::sealing::BODY,
    patients::sealing::USERNAME,
    patients::sealing::PHONE,
    patients::sealing::CHALLENGE,
    parties::sealing::SECRET,
    parties::sealing::GIVEN_NAME,
    parties::sealing::FAMILY_NAME,
    parties::sealing::DATE_OF_BIRTH,
    parties::sealing::MRN,
    parties::sealing::PHONE,
    parties::sealing::EMAIL,
    parties::sealing::ADDRESS,
    parties::sealing::EMERGENCY_CONTACTS,
    parties::sealing::INSURANCE,
    parties::sealing::CONSENTS,
    parties::sealing::NOTES,
    appointments::sealing::REASON,
    appointments::sealing::PREPARATION_NOTES,
    appointments::sealing::INSURANCE_AUTHORIZATION,
    appointments::sealing::OVERRIDE_REASON,
    appointments::sealing::CANCEL_REASON,
    records::sealing::TEXT,
    records::sealing::REASON,
];
