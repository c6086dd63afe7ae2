//! Which columns of messages are sealed. A message may be to somebody who is no patient, so the clinic's key seals it.

use vault::Field;

pub const RECIPIENT: Field = Field::clinic("message", "recipient");
pub const BODY: Field = Field::clinic("message", "body");
