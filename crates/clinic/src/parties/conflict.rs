//! Two people corrected the same patient: the form each of them had, compared field by field.

use std::collections::HashMap;

use people::Region;
use web::{Caller, Locale};

use super::form::PartyForm;
use super::model::{Channel, Party, Sex};
use crate::forms::{new_key, reading, shown_phone};
use crate::shell::conflict::{Clash, ConflictPage, Value};
use crate::shell::{Moment, Page};

/// The form's fields with the words above them; those of a contact or a policy with whose they are.
const FIELDS: &[(&str, &str, Option<&str>)] = &[
    ("given_name", "parties-given-name", None),
    ("family_name", "parties-family-name", None),
    ("date_of_birth", "parties-date-of-birth", None),
    ("sex", "parties-sex", None),
    ("phone", "parties-phone", None),
    ("mrn", "parties-mrn", None),
    ("email", "parties-email", None),
    ("preferred_channel", "parties-preferred-channel", None),
    ("language", "parties-language", None),
    ("line1", "parties-line1", None),
    ("line2", "parties-line2", None),
    ("city", "parties-city", None),
    ("region", "parties-region", None),
    ("postal_code", "parties-postal-code", None),
    ("country", "parties-country", None),
    ("emergency_name", "parties-emergency-name", Some("parties-group-emergency")),
    ("emergency_phone", "parties-emergency-phone", Some("parties-group-emergency")),
    ("emergency_relationship", "parties-emergency-relation", Some("parties-group-emergency")),
    ("insurance_provider", "parties-insurance-provider", None),
    ("policy_number", "parties-insurance-number", None),
    ("notes", "parties-notes", None),
];

impl PartyForm {
    fn value(&self, name: &str) -> &str {
        match name {
            "given_name" => &self.given_name,
            "family_name" => &self.family_name,
            "date_of_birth" => &self.date_of_birth,
            "sex" => &self.sex,
            "phone" => &self.phone,
            "mrn" => &self.mrn,
            "email" => &self.email,
            "preferred_channel" => &self.preferred_channel,
            "language" => &self.language,
            "line1" => &self.line1,
            "line2" => &self.line2,
            "city" => &self.city,
            "region" => &self.region,
            "postal_code" => &self.postal_code,
            "country" => &self.country,
            "emergency_name" => &self.emergency_name,
            "emergency_phone" => &self.emergency_phone,
            "emergency_relationship" => &self.emergency_relationship,
            "insurance_provider" => &self.insurance_provider,
            "policy_number" => &self.policy_number,
            "notes" => &self.notes,
            _ => "",
        }
    }

    /// The fields as they are now, for the form to carry along: what it was opened with is stored nowhere else.
    pub fn opened_with(&self) -> String {
        let fields: HashMap<&str, &str> = FIELDS.iter().map(|(name, ..)| (*name, self.value(name))).collect();
        serde_json::to_string(&fields).unwrap_or_default()
    }
}

/// The page to choose on; `None` when both say the same.
pub fn conflict(caller: &Caller, yours: &PartyForm, party: &Party, who: String) -> Option<ConflictPage> {
    let page = Page::new(caller);
    let theirs = PartyForm::of(party);
    // It comes back from the browser, so it is shown to whoever sent it and believed no further.
    let base: HashMap<String, String> = serde_json::from_str(&yours.base).unwrap_or_default();
    let (mut clashes, mut kept) = (Vec::new(), Vec::new());
    for &(name, label, group) in FIELDS {
        let value = |text: &str| value(&page, name, text);
        let (mine, other) = (value(yours.value(name)), value(theirs.value(name)));
        if mine.raw == other.raw {
            kept.push((name, mine.raw));
            continue;
        }
        let label = group.map(|group| format!("{} · ", page.t(group))).unwrap_or_default() + &page.t(label);
        let base = base.get(name).map(|text| value(text));
        clashes.push(Clash { name, label, yours: mine, theirs: other, base, may_keep_both: false });
    }
    kept.extend([
        ("version", theirs.version.clone()),
        ("base", theirs.opened_with()),
        ("next", yours.next.clone()),
        ("idempotency_key", new_key(caller)),
    ]);
    let back = format!("/patients/{}", party.id);
    let title = page.ta("parties-edit-title", "name", party.person.reveal().full_name());
    let (action, at) = (format!("{back}/edit"), Moment::new(caller, party.updated_at));
    let conflict = ConflictPage { page, title, action, back, who, at, clashes, kept, reason: None };
    (!conflict.clashes.is_empty()).then_some(conflict)
}

/// Written in two ways, a phone or a date is still the same.
fn value(page: &Page, name: &str, text: &str) -> Value {
    let plain = Value::plain(text);
    let with = |shown: String| Value { raw: plain.raw.clone(), shown };
    let (reading, region) = (reading(page.guest()), Region::parse(&page.guest().tenant().region));
    match name {
        "sex" => {
            let sex = Sex::parse(&plain.raw).unwrap_or(Sex::Unknown).as_str();
            Value { raw: sex.to_owned(), shown: page.t(&format!("sex-{sex}")) }
        }
        "preferred_channel" => {
            let channel = Channel::parse(&plain.raw).map(|channel| page.t(&format!("channel-{}", channel.as_str())));
            with(channel.unwrap_or_default())
        }
        "language" => with(Locale::parse(&plain.raw).map_or(plain.raw.clone(), |locale| locale.name().to_owned())),
        "phone" | "emergency_phone" => {
            let raw = crate::forms::phone(&plain.raw, region).map_or(plain.raw, |phone| phone.as_e164().to_owned());
            Value { shown: shown_phone(&raw, region), raw }
        }
        "date_of_birth" => match people::date::parse(&plain.raw, reading.order, reading.today) {
            Ok(date) => Value { raw: date.to_string(), shown: page.day(&date) },
            Err(_) => plain,
        },
        _ => plain,
    }
}
