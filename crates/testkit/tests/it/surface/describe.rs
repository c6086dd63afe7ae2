//! The description itself: names, examples, statuses.

use std::collections::BTreeSet;

use serde_json::Value;

use super::routes::operations;

/// Routes that are not an action of their own.
const NO_ACTION: &[&str] = &["view_identity_service", "list_identities"];

#[test]
fn every_operation_has_a_name_of_its_own_that_is_an_action() {
    let mut seen = BTreeSet::new();
    for operation in operations() {
        assert!(seen.insert(operation.id.clone()), "{} twice", operation.id);
        assert!(operation.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", operation.id);
        let known = operation.action().is_some() || NO_ACTION.contains(&operation.id.as_str());
        assert!(known, "{}: same word everywhere, or name it in NO_ACTION", operation.id);
        assert!(
            operation.description["summary"].is_string() && operation.description["tags"].is_array(),
            "{}",
            operation.id
        );
    }
}

#[test]
fn every_operation_says_how_it_may_end() {
    for operation in operations() {
        let responses = operation.description["responses"].as_object().unwrap();
        // A part (206) is no other end.
        let fine = responses.keys().filter(|status| status.starts_with('2') && *status != "206").count();
        assert_eq!(fine, 1, "{}", operation.id);
        for status in ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "429", "503"] {
            let problem = &responses[status]["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(problem, "#/components/schemas/Problem", "{} {status}", operation.id);
        }
    }
}

#[test]
fn every_body_and_every_parameter_has_an_example() {
    for operation in operations() {
        if let Some(sample) = operation.sample() {
            assert!(sample.as_object().is_some_and(|fields| !fields.is_empty()), "{} has no example", operation.id);
        }
        for parameter in operation.description["parameters"].as_array().into_iter().flatten() {
            let schema = &parameter["schema"];
            let told = [
                &parameter["example"],
                &schema["example"],
                &schema["enum"],
                &schema["$ref"],
                &schema["format"],
                &parameter["description"],
            ];
            let choice = schema["oneOf"].is_array()
                || schema["type"].as_array().is_some_and(|kinds| kinds.contains(&"boolean".into()))
                || schema["type"] == "boolean";
            assert!(choice || told.iter().any(|value| !value.is_null()), "{}: {}", operation.id, parameter["name"]);
        }
    }
}

#[test]
fn every_reference_leads_somewhere_in_both_versions() {
    let (current, older) = clinic::openapi_documents();
    assert_eq!((current["openapi"].as_str(), older["openapi"].as_str()), (Some("3.1.0"), Some("3.0.3")));
    for document in [&current, &older] {
        for_each(document, &mut |key, value| {
            if key == "$ref" {
                let pointer = value.as_str().unwrap().trim_start_matches('#');
                assert!(document.pointer(pointer).is_some(), "{value} leads nowhere");
            }
        });
    }
    for_each(&older, &mut |key, value| {
        assert!(key != "type" || value.is_string() || value.is_object(), "3.0 knows no list of types: {value}");
        assert!(key != "examples" || !value.is_array(), "3.0 knows no list of examples");
    });
}

fn for_each(value: &Value, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, field)| {
            see(key, field);
            for_each(field, see);
        }),
        Value::Array(items) => items.iter().for_each(|item| for_each(item, see)),
        _ => {}
    }
}
