//! The routes, and what it takes to call each of them for real.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use http::Method;
use serde_json::{Value, json};
use tenancy::Action;

/// A route of the API, as its description has it.
pub struct Operation {
    pub id: String,
    pub method: Method,
    pub path: String,
    pub description: &'static Value,
}

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| clinic::openapi_documents().0);

pub fn operations() -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, description) in
            item.as_object().unwrap().iter().filter(|(_, described)| described["responses"].is_object())
        {
            found.push(Operation {
                id: description["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                description,
            });
        }
    }
    assert!(found.len() >= 13);
    found
}

/// What stands for a route of a part of a plan: parts are read and written by the same rights as the plan.
fn planned(id: &str) -> Option<String> {
    let (verb, of) = id.split_once('_')?;
    let of = of.trim_end_matches("_versions").trim_end_matches('s');
    let is_part = ["plan", "goal", "intervention", "exercise", "reassessment", "progress_note"].contains(&of);
    match verb {
        "list" | "view" => Some("view_plans".to_owned()),
        verb => Some(format!("{verb}_plan")),
    }
    .filter(|_| is_part)
}

/// What it takes to see or do something with money, or to see numbers, that goes by another name.
fn billed(id: &str) -> Option<&'static str> {
    Some(match id {
        "list_prices" => "view_prices",
        "set_price" | "end_price" | "remove_price" => "manage_prices",
        "view_receipt" => "view_transaction",
        "list_fee_rules" => "view_fee_rules",
        "set_fee_rule" | "end_fee_rule" => "manage_fee_rules",
        "view_fee" => "list_fees",
        "view_invoicing" => "view_settings",
        "remind_overdue" => "remind_invoice",
        "list_open_days" => "list_day_closes",
        "view_day_takings" => "view_day_close",
        "view_utilization" | "view_newcomers" | "view_reminders" => "view_activity",
        "view_receivables" => "view_earnings",
        _ => return None,
    })
}

/// What it takes to see or do something with readings that goes by another name.
fn measured(id: &str) -> Option<&'static str> {
    Some(match id {
        "list_readings" | "view_reading_series" | "list_thresholds" => "view_readings",
        "record_reading" => "record_readings",
        "remove_threshold" => "set_threshold",
        "list_alerts" => "view_alerts",
        "acknowledge_alert" | "resolve_alert" => "handle_alert",
        "list_devices" => "view_devices",
        "register_device" | "revoke_device" => "manage_devices",
        "list_reading_types" | "view_reading_policy" => "view_settings",
        _ => return None,
    })
}

impl Operation {
    /// What stands in the policy and in the record for this route: its own name, with few exceptions.
    pub fn action(&self) -> Option<Action> {
        let code = match self.id.as_str() {
            id if measured(id).is_some() => measured(id).unwrap_or_default().to_owned(),
            "delete_contacts" => "delete_contact".to_owned(),
            "list_contact_tags" => "view_contact".to_owned(),
            id if id.starts_with("bulk_") => id.trim_start_matches("bulk_").trim_end_matches('s').to_owned(),
            "create_business_appointment" => "book_appointment".to_owned(),
            "list_records" | "view_record" => "view_records".to_owned(),
            "list_assessments" | "view_assessment" => "view_assessments".to_owned(),
            "replace_assessment" => "write_assessment".to_owned(),
            "list_history" | "list_history_versions" => "view_history".to_owned(),
            "list_packages" | "view_package" | "list_package_versions" => "view_packages".to_owned(),
            "write_package" | "revise_package" | "strike_package" => "manage_packages".to_owned(),
            "list_goal_scores" => "view_plans".to_owned(),
            "score_goal" | "strike_goal_score" => "score_goal".to_owned(),
            id if planned(id).is_some() => planned(id).unwrap_or_default(),
            id if billed(id).is_some() => billed(id).unwrap_or_default().to_owned(),
            "list_encounters" | "view_encounter" => "view_encounters".to_owned(),
            "create_encounter" => "start_encounter".to_owned(),
            "list_notes" | "view_note" | "list_note_versions" | "compare_note_versions" | "verify_note" => {
                "view_notes".to_owned()
            }
            "list_note_templates" | "view_note_template" | "replace_note_template" | "remove_note_template" => {
                "view_note_templates".to_owned()
            }
            "create_note_template" => "write_own_template".to_owned(),
            "list_instruments" | "view_instrument" => "view_instruments".to_owned(),
            "import_instrument" | "choose_instrument" => "manage_instruments".to_owned(),
            "create_room" => "manage_rooms".to_owned(),
            "view_attendance" => "list_appointments".to_owned(),
            "confirm_appointment" => "update_appointment".to_owned(),
            "preview_series" => "view_series".to_owned(),
            "list_waitlist" | "view_waitlist_entry" => "view_waitlist".to_owned(),
            "add_waitlist_entry" | "change_waitlist_entry" | "withdraw_waitlist_entry" | "book_waitlist_entry" => {
                "manage_waitlist".to_owned()
            }
            "cancel_series" => "change_series".to_owned(),
            "view_import" | "list_import_problems" | "list_import_rows" => "list_imports".to_owned(),
            "view_export" => "list_exports".to_owned(),
            "list_failed_jobs" | "view_failed_job" | "list_discarded_jobs" => "view_jobs".to_owned(),
            "retry_failed_jobs" => "retry_job".to_owned(),
            "list_document_versions" => "view_document".to_owned(),
            "list_services" | "view_service" | "view_hours" | "list_exceptions" | "list_closures" => {
                "view_schedule".to_owned()
            }
            "create_service" | "update_service" | "retire_service" | "set_hours" | "add_exception"
            | "remove_exception" | "add_closure" | "remove_closure" => "manage_schedule".to_owned(),
            "remove_identity_service" | "test_identity_service" | "link_identity" | "remove_identity" => {
                "manage_identity_service".to_owned()
            }
            id => id.replace("_business", ""),
        };
        Action::parse(&code)
    }

    /// Whether strangers are welcome.
    pub fn is_open(&self) -> bool {
        self.description["security"].as_array().is_some_and(|ways| ways.contains(&json!({})))
    }

    /// The body that the description gives as an example.
    pub fn sample(&self) -> Option<Value> {
        let schema = &self.description["requestBody"]["content"]["application/json"]["schema"];
        schema.is_object().then(|| self.sample_of(schema))
    }

    fn sample_of(&self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let pointer = name.trim_start_matches('#');
            return self.sample_of(DOCUMENT.pointer(pointer).unwrap_or_else(|| panic!("no {name}")));
        }
        if let Some(example) = [&schema["example"], &schema["examples"][0]].into_iter().find(|found| !found.is_null()) {
            return example.clone();
        }
        for choice in ["oneOf", "anyOf", "allOf"] {
            let some =
                schema[choice].as_array().and_then(|options| options.iter().find(|option| option["type"] != "null"));
            if let Some(option) = some {
                return self.sample_of(option);
            }
        }
        if let Some(first) = schema["enum"].as_array().and_then(|choices| choices.first()) {
            return first.clone();
        }
        self.sample_of_type(schema)
    }

    fn sample_of_type(&self, schema: &Value) -> Value {
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned().unwrap_or_default(),
            kind => kind.clone(),
        };
        match kind.as_str().unwrap_or_default() {
            "object" => {
                let required = schema["required"].as_array().cloned().unwrap_or_default();
                let fields = schema["properties"].as_object().into_iter().flatten();
                let shown = fields.filter(|(name, field)| {
                    let told = !field["example"].is_null() || field["examples"].is_array();
                    told || required.contains(&json!(name))
                });
                shown
                    .map(|(name, field)| (name.clone(), self.sample_of(field)))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }
            "array" => json!([]),
            "integer" | "number" => json!(1),
            "boolean" => json!(true),
            _ if schema["format"] == "uuid" => json!(NOBODY),
            _ => json!("text"),
        }
    }
}

/// An id that leads nowhere.
pub const NOBODY: &str = "0198c0de-0000-7000-8000-000000000000";

/// Any path of this shape, with ids that lead nowhere.
pub fn nowhere(template: &str) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        path.push_str(before);
        path.push_str(NOBODY);
        rest = after.split_once('}').unwrap().1;
    }
    path + rest
}

/// A page, found where the sources declare it.
pub struct Page {
    pub path: String,
    pub get: bool,
    pub post: bool,
}

pub fn pages() -> Vec<Page> {
    let mut found = Vec::new();
    let files = files_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../clinic/src"), "rs");
    // Those of the platform are at a host of their own.
    for file in files.into_iter().filter(|file| !file.to_string_lossy().contains("/src/platform/")) {
        let source = std::fs::read_to_string(&file).unwrap();
        for declared in source.split(".route(").skip(1) {
            let mut parts = declared.splitn(3, '"');
            let (Some(before), Some(path), Some(rest)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let handlers = rest.split(".route(").next().unwrap_or_default().split('\n').next().unwrap_or_default();
            let open = ["/assets", "/favicon", "/api/openapi", "/api/docs"].iter().any(|root| path.starts_with(root));
            if before.trim().is_empty() && !open {
                let knows = |verb: &str| handlers.contains(&format!("{verb}("));
                found.push(Page { path: path.to_owned(), get: knows("get"), post: knows("post") });
            }
        }
    }
    // Declared in a loop.
    for kind in ["diagnosis", "prescription", "requires"] {
        for (verb, post) in [("add", true), ("update", true), ("view", false), ("delete", true)] {
            let path = format!("/patient/{verb}-{kind}");
            found.push(Page { path: format!("{path}/{{appointment}}"), get: true, post });
            found.push(Page { path, get: true, post });
        }
    }
    assert!(found.len() >= 35, "the pages are declared in another way now");
    found
}

pub fn files_under(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}: {}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}
