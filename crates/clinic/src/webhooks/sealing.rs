//! What of webhooks is sealed, under the clinic's key: it is about nobody, and an address may carry a password.

use vault::Field;

pub const URL: Field = Field::clinic("webhook", "url");
pub const DESCRIPTION: Field = Field::clinic("webhook", "description");
pub const SECRET: Field = Field::clinic("webhook", "secret");
pub const EARLIER_SECRET: Field = Field::clinic("webhook", "earlier_secret");
