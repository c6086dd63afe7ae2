//! Which columns of staff accounts are sealed. They belong to the clinic: a member of staff is erased by deleting the
//! row, not by throwing away a key.

use vault::Field;

pub const USERNAME: Field = Field::clinic("staff", "username");
pub const PHONE: Field = Field::clinic("staff", "phone");
pub const EMAIL: Field = Field::clinic("staff", "email");
pub const AUTHENTICATOR: Field = Field::clinic("authenticator", "secret");
pub const CREDENTIAL: Field = Field::clinic("passkey", "credential");
pub const PASSKEY_LABEL: Field = Field::clinic("passkey", "label");
pub const CEREMONY: Field = Field::clinic("passkey_ceremony", "state");
pub const EMERGENCY_REASON: Field = Field::clinic("emergency", "reason");
