//! What of an import is sealed, with the clinic's key, as it is about many: the key of its bytes, what the file is called, and
//! what its headings say.

use vault::Field;

pub const KEY: Field = Field::clinic("import", "key");
pub const FILE_NAME: Field = Field::clinic("import", "file_name");
pub const CHOICES: Field = Field::clinic("import", "choices");
pub const FOUND: Field = Field::clinic("import", "found");
