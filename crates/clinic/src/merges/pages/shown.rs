//! Values of a person's fields as people read them.

use people::Region;
use serde_json::Value;
use web::Locale;

use crate::forms::shown_phone;
use crate::shell::Page;

/// What stands in a field, in one line.
pub fn shown(page: &Page, name: &str, value: &Value) -> String {
    match (name, value) {
        ("sex", Value::String(code)) => page.t(&format!("sex-{code}")),
        ("preferred_channel", Value::String(code)) => page.t(&format!("channel-{code}")),
        ("language", Value::String(tag)) => {
            Locale::parse(tag).map_or_else(|| tag.clone(), |locale| locale.name().to_owned())
        }
        ("phone", Value::String(number)) => shown_phone(number, Region::parse(&page.guest().tenant().region)),
        ("date_of_birth", Value::String(day)) => day.parse().map_or_else(|_| day.clone(), |day| page.day(&day)),
        _ => words(value),
    }
}

/// The parts of an address, a contact or a policy, in the order in which people say them.
const ORDER: &[&str] = &[
    "name",
    "relationship",
    "line1",
    "line2",
    "postal_code",
    "city",
    "region",
    "country",
    "provider",
    "policy_number",
    "group_number",
    "phone",
    "valid_until",
];

fn words(value: &Value) -> String {
    let parts: Vec<String> = match value {
        Value::String(text) => return text.clone(),
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(parts) => ORDER.iter().filter_map(|part| parts.get(*part)).map(words).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
