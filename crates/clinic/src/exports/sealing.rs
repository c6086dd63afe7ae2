//! What of an export is sealed: the key of its bytes, with the clinic's, as it is about many.

use vault::Field;

pub const KEY: Field = Field::clinic("export", "key");
