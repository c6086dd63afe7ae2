//! What of a note is sealed, under the key of the patient it is about; and what of a template, under the clinic's.

use vault::Field;

pub const SUBJECTIVE: Field = Field::party("note_version", "subjective");
pub const OBJECTIVE: Field = Field::party("note_version", "objective");
pub const ASSESSMENT: Field = Field::party("note_version", "assessment");
pub const PLAN: Field = Field::party("note_version", "plan");
pub const REASON: Field = Field::party("note_version", "reason");
pub const DIGEST: Field = Field::party("note_version", "digest");
pub const TEMPLATE_NAME: Field = Field::clinic("note_template", "name");
pub const TEMPLATE_SECTIONS: Field = Field::clinic("note_template", "sections");
