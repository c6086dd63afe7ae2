//! What of an invoice is sealed, under the key of whom it is for. Amounts, numbers and days stand in the open: they are summed
//! up and searched.

use vault::Field;

pub const NOTE: Field = Field::party("invoice", "note");
pub const AUTHORIZATION: Field = Field::party("invoice", "authorization_number");
pub const HEADING: Field = Field::party("invoice", "heading");
pub const DESCRIPTION: Field = Field::party("invoice_line", "description");
