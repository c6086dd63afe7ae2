//! The description of the API, made from the routes themselves, so that the two cannot differ.

use std::sync::{Arc, LazyLock};

use axum::Extension;
use axum::body::Bytes;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::{Value, json};
use utoipa::OpenApi;
use web::{Failure, OriginalPath, Path};

#[derive(OpenApi)]
#[openapi(
    info(title = "Praxis", description = "One clinic's data: people, appointments, records and who looked at them.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")),
    components(schemas(web::Problem, web::FieldProblem)),
    tags(
        (name = "auth", description = "Signing in and out."),
        (name = "patients", description = "Patients."),
        (name = "contacts", description = "Everybody the clinic deals with; patients among them."),
        (name = "appointments", description = "Appointments and their life cycle."),
        (name = "schedule", description = "What is offered, everybody's hours, and the times that are free."),
        (name = "records", description = "Diagnoses, prescriptions and requirements."),
        (name = "assessments", description = "Standardised assessments, and the instruments that they are made with."),
        (name = "history", description = "What a patient has, takes and must not be given."),
        (name = "plans", description = "Treatment plans, their goals and what is done for them, and authorised visits."),
        (name = "notes", description = "Encounters, and the session notes that are written at them."),
        (name = "documents", description = "Files, their versions and their approval."),
        (name = "transactions", description = "What was charged, paid, given back and put right, and who owes what."),
        (name = "invoices", description = "What somebody is asked to pay, and what was taken back of it."),
        (name = "analytics", description = "A clinic in numbers, which name nobody."),
        (name = "exports", description = "Files of many records, made in the background for who asked for them."),
        (name = "imports", description = "Files of many people, appointments or transactions: looked at, brought in, and taken back."),
        (name = "recycle bin", description = "What was deleted, and the way back."),
        (name = "jobs", description = "What the clinic has the program do by itself, what waits, and what was given up."),
        (name = "storage", description = "How much the clinic keeps, and whether it is still what was kept."),
        (name = "readings", description = "What devices send and people measure, what is watched for, and what was noticed."),
        (name = "audit", description = "Who did what."),
        (name = "staff", description = "Who works here, and as what."),
        (name = "messages", description = "Messages to patients, and how far they got."),
        (name = "webhooks", description = "Who is told of what happens here, and whether they heard."),
        (name = "identity", description = "The Identity Service that the clinic trusts."),
    ),
    security(("bearer" = [])),
)]
struct Base;

pub fn base() -> utoipa::openapi::OpenApi {
    use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
    let mut document = Base::openapi();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let token = ApiKeyValue::with_description("Authorization", "`Token ` and a machine's token.");
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    components.add_security_scheme("token", SecurityScheme::ApiKey(ApiKey::Header(token)));
    document
}

/// The description as OpenAPI 3.1 and as 3.0.
pub fn documents() -> (Value, Value) {
    let (_, description) = crate::api_routes().split_for_parts();
    render(&description)
}

pub fn routes(description: utoipa::openapi::OpenApi) -> axum::Router {
    // Written when somebody first asks for it, so that a start need not wait.
    let written = Arc::new(LazyLock::new(move || {
        let (current, older) = render(&description);
        (Bytes::from(current.to_string()), Bytes::from(older.to_string()))
    }));
    let older = Arc::clone(&written);
    let json = |text: Bytes| ([(header::CONTENT_TYPE, "application/json")], text);
    axum::Router::new()
        .route("/api/openapi.json", get(async move || json(written.0.clone())))
        .route("/api/openapi-3.0.json", get(async move || json(older.1.clone())))
        .route("/api/docs", get(docs_home))
        .route("/api/docs/{*file}", get(|Path(file): Path<String>| async move { docs_file(&file) }))
}

/// The page loads its files beside itself, so its address must end with a slash.
async fn docs_home(asked: Option<Extension<OriginalPath>>) -> Response {
    match asked {
        Some(Extension(OriginalPath(path))) if !path.ends_with('/') => {
            Redirect::permanent("/api/docs/").into_response()
        }
        _ => docs_file("index.html"),
    }
}

fn docs_file(name: &str) -> Response {
    let config = Arc::new(utoipa_swagger_ui::Config::from("/api/openapi.json"));
    let Ok(Some(file)) = utoipa_swagger_ui::serve(name, config) else {
        return Failure::from(tenancy::Error::NotFound).into_response();
    };
    // The viewer sets styles on its elements; nothing on this page comes from anybody's data.
    let policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                  connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let headers = [(header::CONTENT_TYPE, file.content_type), (header::CONTENT_SECURITY_POLICY, policy.to_owned())];
    (headers, file.bytes.into_owned()).into_response()
}

fn render(description: &utoipa::openapi::OpenApi) -> (Value, Value) {
    let mut current = serde_json::to_value(description).unwrap_or_default();
    with_slashes(&mut current);
    with_words(&mut current);
    with_blanks(&mut current);
    without_hollow_defaults(&mut current);
    let mut older = current.clone();
    to_3_0(&mut older);
    if let Some(root) = older.as_object_mut() {
        root.insert("openapi".to_owned(), json!("3.0.3"));
    }
    (current, older)
}

/// Clients of `/api` write a slash at the end; the description shows it as they do.
fn with_slashes(document: &mut Value) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    let named = std::mem::take(paths);
    for (path, item) in named {
        let path = if path.starts_with("/api/") { format!("{path}/") } else { path };
        paths.insert(path, item);
    }
}

/// An answer needs a description, even where its status says it all.
fn with_words(document: &mut Value) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    let answers = operations.flat_map(|item| item.values_mut()).filter_map(|operation| operation.get_mut("responses"));
    for (status, answer) in answers.filter_map(Value::as_object_mut).flatten() {
        let words = match status.as_str() {
            "201" => "Created; `Location` says where.",
            "204" => "Done; there is nothing more to say.",
            _ => "Done.",
        };
        if let Some(answer) = answer.as_object_mut() {
            answer.entry("description").or_insert_with(|| words.into());
        }
    }
}

/// A parameter of a query may be left blank, whatever its type.
fn with_blanks(document: &mut Value) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    let parameters = operations.flat_map(|item| item.values_mut()).filter_map(|one| one.get_mut("parameters"));
    for parameter in parameters.filter_map(Value::as_array_mut).flatten().filter_map(Value::as_object_mut) {
        if parameter.get("in").is_some_and(|place| place == "query") {
            parameter.insert("allowEmptyValue".to_owned(), json!(true));
        }
    }
}

/// A blank is what our reading of a field starts with, not what leaving the field out means to a client.
fn without_hollow_defaults(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if map.get("default").is_some_and(|it| [json!(null), json!(""), json!([])].contains(it)) {
                map.remove("default");
            }
            map.values_mut().for_each(without_hollow_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(without_hollow_defaults),
        _ => {}
    }
}

/// What 3.1 says with a list of types, 3.0 says with `nullable`; examples and licence identifiers differ too.
fn to_3_0(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get("type").cloned() {
                let named: Vec<&Value> = types.iter().filter(|kind| *kind != "null").collect();
                if let [one] = named.as_slice() {
                    map.insert("type".to_owned(), (*one).clone());
                }
                if types.len() > named.len() {
                    map.insert("nullable".to_owned(), json!(true));
                }
            }
            for choice in ["oneOf", "anyOf"] {
                unwrap_null(map, choice);
            }
            if let Some(Value::Array(examples)) = map.get("examples").cloned()
                && let Some(first) = examples.first()
            {
                map.remove("examples");
                map.insert("example".to_owned(), first.clone());
            }
            map.remove("identifier");
            map.remove("propertyNames");
            map.values_mut().for_each(to_3_0);
        }
        Value::Array(items) => items.iter_mut().for_each(to_3_0),
        _ => {}
    }
}

/// `oneOf: [null, X]` becomes a nullable X.
fn unwrap_null(map: &mut serde_json::Map<String, Value>, choice: &str) {
    let Some(Value::Array(options)) = map.get(choice).cloned() else { return };
    let null = |option: &Value| option.get("type").is_some_and(|kind| kind == "null");
    let rest: Vec<Value> = options.iter().filter(|option| !null(option)).cloned().collect();
    if rest.len() < options.len() {
        // Beside `nullable` a single option cannot stand alone, several stay a choice.
        let several = rest.len() > 1;
        map.remove(choice);
        map.insert(if several { choice } else { "allOf" }.to_owned(), json!(rest));
        map.insert("nullable".to_owned(), json!(true));
    }
}
