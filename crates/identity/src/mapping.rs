//! Turns a service's claims into somebody of this clinic: which clinic, who, with which of our roles.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Claims, Refusal};

/// Where an issuer writes what we need to know, and what its roles mean here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The claim that names the clinic, and what it must say.
    pub clinic_claim: String,
    pub clinic_value: String,
    pub roles_claim: String,
    pub username_claim: String,
    pub name_claim: String,
    /// The service's role to ours. A role that is not here means nothing: nobody becomes an admin because some other
    /// system has admins too.
    pub roles: BTreeMap<String, String>,
}

/// Somebody whom the issuer vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub subject: String,
    /// Our roles, sorted, each once.
    pub roles: Vec<String>,
    pub username: Option<String>,
    pub display_name: Option<String>,
    /// Only one that the issuer says it has verified.
    pub email: Option<String>,
}

impl Mapping {
    pub fn person(&self, claims: &Claims) -> Result<Person, Refusal> {
        if !claims.find(&self.clinic_claim).is_some_and(|value| names(value, &self.clinic_value)) {
            return Err(Refusal::Clinic);
        }
        let foreign = claims.find(&self.roles_claim).map(words).unwrap_or_default();
        let mut roles: Vec<String> = foreign.iter().filter_map(|role| self.roles.get(*role).cloned()).collect();
        roles.sort_unstable();
        roles.dedup();
        if roles.is_empty() {
            return Err(Refusal::NoRole);
        }
        let text = |path: &str| {
            let found = claims.find(path).and_then(Value::as_str).map(str::trim);
            found.filter(|text| !text.is_empty() && text.len() <= 255).map(str::to_owned)
        };
        let verified = claims.find("email_verified").and_then(Value::as_bool) == Some(true);
        Ok(Person {
            subject: claims.subject().ok_or(Refusal::Subject)?.to_owned(),
            roles,
            username: text(&self.username_claim),
            display_name: text(&self.name_claim),
            email: text("email").filter(|_| verified),
        })
    }
}

/// Whether a claim says this: as text, as a number, or as one of a list.
fn names(value: &Value, wanted: &str) -> bool {
    match value {
        Value::String(text) => text == wanted,
        Value::Number(number) => number.to_string() == wanted,
        Value::Array(list) => list.iter().any(|item| !item.is_array() && names(item, wanted)),
        Value::Null | Value::Bool(_) | Value::Object(_) => false,
    }
}

/// The roles of a claim: a list, or a text with spaces or commas between them.
fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => text.split([' ', ',']).filter(|word| !word.is_empty()).collect(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mapping() -> Mapping {
        Mapping {
            clinic_claim: "org_id".to_owned(),
            clinic_value: "north".to_owned(),
            roles_claim: "roles".to_owned(),
            username_claim: "preferred_username".to_owned(),
            name_claim: "name".to_owned(),
            roles: [("physician", "doctor"), ("front desk", "reception"), ("desk", "reception")]
                .map(|(theirs, ours)| (theirs.to_owned(), ours.to_owned()))
                .into(),
        }
    }

    fn claims(value: Value) -> Claims {
        match value {
            Value::Object(map) => Claims(map),
            _ => panic!("claims are an object"),
        }
    }

    #[test]
    fn roles_come_as_list_or_text_and_only_those_that_mean_something_here() {
        for (roles, ours) in [
            (json!(["physician", "front desk", "admin"]), vec!["doctor", "reception"]),
            (json!("physician desk"), vec!["doctor", "reception"]),
            (json!("desk,physician, admin"), vec!["doctor", "reception"]),
            (json!(["desk", "front desk", 7, null]), vec!["reception"]),
        ] {
            let person = mapping().person(&claims(json!({"sub": "1", "org_id": "north", "roles": roles}))).unwrap();
            assert_eq!(person.roles, ours);
        }
        for nothing in [json!(["admin"]), json!("doctor"), json!([]), json!({"physician": true}), Value::Null] {
            let refused = mapping().person(&claims(json!({"sub": "1", "org_id": "north", "roles": nothing})));
            assert_eq!(refused, Err(Refusal::NoRole));
        }
    }

    #[test]
    fn whoever_belongs_to_another_clinic_or_to_none_is_refused() {
        for other in
            [json!("south"), json!("North"), json!("north "), json!(""), Value::Null, json!(["south"]), json!({})]
        {
            let person = mapping().person(&claims(json!({"sub": "1", "org_id": other, "roles": "physician"})));
            assert_eq!(person, Err(Refusal::Clinic), "{other}");
        }
        let listed = json!({"sub": "1", "org_id": ["south", "north"], "roles": "physician"});
        assert!(mapping().person(&claims(listed)).is_ok());
    }

    #[test]
    fn claims_are_found_by_paths_whatever_dots_their_names_have() {
        let claims = claims(json!({
            "realm_access": {"roles": ["a"]},
            "resource_access": {"my.client": {"roles": ["b"]}},
            "https://clinic.example/roles": ["c"],
            "x": {"y": "nested"}, "x.y": "flat",
        }));
        assert_eq!(claims.find("realm_access.roles"), Some(&json!(["a"])));
        assert_eq!(claims.find("resource_access.my.client.roles"), Some(&json!(["b"])));
        assert_eq!(claims.find("https://clinic.example/roles"), Some(&json!(["c"])));
        assert_eq!(claims.find("x.y"), Some(&json!("flat")));
        for nowhere in ["", ".", "realm_access.", "realm_access.roles.a", "é.y"] {
            assert_eq!(claims.find(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn an_address_that_the_issuer_did_not_verify_links_nobody() {
        let person = |verified: Value| {
            let claims = json!({
                "sub": "1", "org_id": "north", "roles": "physician", "email": "a@b.example", "email_verified": verified,
            });
            mapping().person(&self::claims(claims)).unwrap().email
        };
        assert_eq!(person(json!(true)).as_deref(), Some("a@b.example"));
        assert_eq!(person(json!(false)), None);
        assert_eq!(person(json!("true")), None);
    }
}
