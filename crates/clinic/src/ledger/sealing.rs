//! What of a transaction is sealed, under the key of whom it is with. Amounts, kinds and codes stand in the open: they are
//! summed up and searched.

use vault::Field;

pub const NOTE: Field = Field::party("transaction", "note");
