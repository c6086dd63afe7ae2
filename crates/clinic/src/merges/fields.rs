//! What is known of two people who are one: where it differs, and what is kept. No database here.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tenancy::{Error, Result};

use super::model::Choice;
use crate::parties::input::{PartyInput, Reading};
use crate::parties::model::{Consent, NewParty, Party};

/// What stands in a person's fields, by name.
pub type Fields = Map<String, Value>;
pub type Choices = BTreeMap<String, Choice>;

/// The fields of which one has to be chosen, with the words above them.
pub const FIELDS: &[(&str, &str)] = &[
    ("given_name", "parties-given-name"),
    ("family_name", "parties-family-name"),
    ("date_of_birth", "parties-date-of-birth"),
    ("sex", "parties-sex"),
    ("phone", "parties-phone"),
    ("mrn", "parties-mrn"),
    ("email", "parties-email"),
    ("address", "parties-address"),
    ("language", "parties-language"),
    ("preferred_channel", "parties-preferred-channel"),
    ("emergency_contacts", "parties-group-emergency"),
    ("insurance", "parties-group-insurance"),
    ("notes", "parties-notes"),
];

/// Of words, both can be kept.
pub const MAY_KEEP_BOTH: &str = "notes";

/// A field in which two people are not the same.
#[derive(Clone)]
pub struct Difference {
    pub name: &'static str,
    pub label: &'static str,
    pub this: Value,
    pub other: Value,
    /// What is kept when nobody chooses.
    pub usual: Choice,
}

impl Difference {
    pub fn may_keep_both(&self) -> bool {
        self.name == MAY_KEEP_BOTH && !is_empty(&self.this) && !is_empty(&self.other)
    }
}

/// Nothing that anybody said.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty() || text == "unknown",
        Value::Array(items) => items.is_empty(),
        Value::Object(parts) => parts.values().all(Value::is_null),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Where the two are not the same.
pub fn differences(this: &Party, other: &Party) -> Vec<Difference> {
    let (this, other) = (this.fields(), other.fields());
    let value = |fields: &Fields, name: &str| fields.get(name).cloned().unwrap_or_default();
    let differs = |&(name, label): &(&'static str, &'static str)| {
        let (this, other) = (value(&this, name), value(&other, name));
        let differs = this != other && !(is_empty(&this) && is_empty(&other));
        let usual = if is_empty(&this) { Choice::Other } else { Choice::This };
        differs.then_some(Difference { name, label, this, other, usual })
    };
    FIELDS.iter().filter_map(differs).collect()
}

/// Who the two are together: of each field what was chosen, of what one agreed to all of it.
pub fn chosen(this: &Party, other: &Party, choices: &Choices) -> Fields {
    let mut fields = this.fields();
    for difference in differences(this, other) {
        let value = match choices.get(difference.name).copied().unwrap_or(difference.usual) {
            Choice::This => difference.this,
            Choice::Other => difference.other,
            Choice::Both => both(&difference.this, &difference.other),
        };
        fields.insert(difference.name.to_owned(), value);
    }
    fields.insert("consents".to_owned(), json!(consents(this, other)));
    fields.insert("active".to_owned(), json!(this.active || other.active));
    fields
}

fn both(this: &Value, other: &Value) -> Value {
    let texts: Vec<&str> = [this, other].into_iter().filter_map(Value::as_str).collect();
    json!(texts.join("\n\n"))
}

/// What either said, in the order in which it was said: the last answer counts, whoever's chart it stands in.
fn consents(this: &Party, other: &Party) -> Vec<Consent> {
    let mut all = this.person.reveal().consents.clone();
    let theirs = other.person.reveal().consents.iter().filter(|consent| !all.contains(consent)).cloned();
    let theirs: Vec<Consent> = theirs.collect();
    all.extend(theirs);
    all.sort_by_key(|consent| consent.on);
    all
}

/// The person whom these fields describe.
pub fn person(mut fields: Fields, reading: Reading) -> Result<NewParty> {
    // Read as they stand: through a door from outside they would be the clinic's own words.
    let consents = fields.insert("consents".to_owned(), json!([])).unwrap_or_default();
    let consents: Vec<Consent> = serde_json::from_value(consents).map_err(Error::internal)?;
    let input: PartyInput = serde_json::from_value(fields.into()).map_err(Error::internal)?;
    let new = input.parse(reading).map_err(Error::Invalid)?;
    Ok(NewParty { consents, ..new })
}

/// Who somebody was before these changes, with what was written since.
pub fn restored(mut fields: Fields, changes: &Value) -> Fields {
    for (name, change) in changes.as_object().into_iter().flatten() {
        if fields.get(name) == Some(&change["after"]) {
            fields.insert(name.clone(), change["before"].clone());
        }
    }
    fields
}
