//! Which columns of tags are sealed. What a tag says belongs to the clinic: many people share it.

use vault::Field;

pub const NAME: Field = Field::clinic("tag", "name");
