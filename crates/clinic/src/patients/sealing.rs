//! Which columns of patients' accounts are sealed, and the blind index they are found by.

use people::Phone;
use vault::{ClinicKeys, Field};

use super::model::canonical;

pub const USERNAME: Field = Field::party("patient_account", "username");
pub const PHONE: Field = Field::party("patient_account", "phone");
/// It may have been typed by somebody who is no patient, so the clinic's key seals it.
pub const CHALLENGE: Field = Field::clinic("sign_in_challenge", "details");

pub fn identity_index(keys: &ClinicKeys, phone: &Phone, username: &str) -> Vec<u8> {
    // No number holds a blank, so no two pairs read the same.
    keys.index("patient_account.identity").exact(&format!("{} {}", phone.as_e164(), canonical(username))).to_vec()
}
