//! The product: what a clinic does in a day. One module per feature; this file is its lists.

#![forbid(unsafe_code)]

pub mod accounts;
mod addresses;
mod admin;
pub mod amounts;
pub mod analytics;
mod api;
pub mod appointments;
pub mod assessments;
pub mod audit;
mod bulk;
mod chart;
mod checking;
mod confirm;
mod cookies;
pub mod day_closes;
pub mod documents;
mod drafts;
pub mod duties;
pub mod exports;
mod feeds;
pub mod fees;
mod financial_records;
mod forms;
mod history;
pub mod housekeeping;
pub mod identity_service;
pub mod imports;
pub mod invoices;
pub mod jobs;
pub mod ledger;
mod links;
mod live;
pub mod merges;
pub mod messages;
pub mod notes;
pub mod notifications;
mod openapi;
mod paper;
pub mod parties;
mod passkeys;
pub mod patients;
mod picture;
pub mod plans;
pub mod platform;
mod portal;
pub mod prices;
pub mod records;
pub mod recycle_bin;
pub mod rooms;
pub mod schedule;
pub mod sealed;
pub mod sensors;
pub mod series;
mod settings;
mod shell;
pub mod storage;
pub mod support;
pub mod tags;
mod texts;
mod to_do;
pub mod waitlist;
pub mod webhooks;

use tenancy::Migration;
use utoipa_axum::router::OpenApiRouter;
use web::App;
use web::routing::Router;

macro_rules! migrations {
    ($($version:literal $name:literal;)*) => {
        /// What a clinic's schema is made of, oldest first. Published steps are never edited.
        pub const MIGRATIONS: &[Migration] = &[$(
            Migration { version: $version, name: $name, sql: include_str!(concat!("../migrations/", $name, ".sql")) },
        )*];
    };
}

migrations! {
    1 "0001_access";
    2 "0002_people";
    3 "0003_day";
    4 "0004_patients";
    5 "0005_schedule";
    6 "0006_messages";
    7 "0007_booking";
    8 "0008_feeds";
    9 "0009_waitlist";
    10 "0010_letters";
    11 "0011_results";
    12 "0012_notifications";
    13 "0013_assessments";
    14 "0014_documents";
    15 "0015_notes";
    16 "0016_readings";
    17 "0017_history";
    18 "0018_plans";
    19 "0019_shown_assessments";
    20 "0020_timeline";
    21 "0021_merges";
    22 "0022_struck";
    23 "0023_reassessment";
    24 "0024_ledger";
    25 "0025_prices";
    26 "0026_webhooks";
    27 "0027_exports";
    28 "0028_imports";
    29 "0029_recycle_bin";
    30 "0030_invoices";
    31 "0031_dunning";
    32 "0032_day_closes";
    33 "0033_fees";
    34 "0034_financial_records";
    35 "0035_analytics";
    36 "0036_analytics_money";
    37 "0037_analytics_reminders";
    38 "0038_transfer";
    39 "0039_tags";
    40 "0040_upkeep";
}

/// Every route that talks JSON, with its description.
fn api_routes() -> OpenApiRouter {
    OpenApiRouter::with_openapi(openapi::base())
        .merge(accounts::api::routes())
        .merge(parties::api::routes())
        .merge(tags::api::routes())
        .merge(bulk::api::routes())
        .merge(merges::api::routes())
        .merge(appointments::api::routes())
        .merge(series::api::routes())
        .merge(waitlist::api::routes())
        .merge(rooms::api::routes())
        .merge(schedule::api::routes())
        .merge(records::api::routes())
        .merge(assessments::api::routes())
        .merge(assessments::catalogue_api::routes())
        .merge(history::api::routes())
        .merge(plans::api::routes())
        .merge(plans::scores_api::routes())
        .merge(notes::encounters_api::routes())
        .merge(notes::api::routes())
        .merge(notes::templates_api::routes())
        .merge(documents::api::routes())
        .merge(ledger::api::routes())
        .merge(prices::api::routes())
        .merge(invoices::api::routes())
        .merge(day_closes::api::routes())
        .merge(fees::api::routes())
        .merge(financial_records::api::routes())
        .merge(analytics::api::routes())
        .merge(exports::api::routes())
        .merge(imports::api::routes())
        .merge(recycle_bin::api::routes())
        .merge(jobs::api::routes())
        .merge(storage::api::routes())
        .merge(sensors::api::routes())
        .merge(sensors::device_api::routes())
        .merge(sensors::strikes_api::routes())
        .merge(sensors::watch_api::routes())
        .merge(audit::api::routes())
        .merge(admin::api::routes())
        .merge(identity_service::api::routes())
        .merge(messages::api::routes())
        .merge(webhooks::api::routes())
}

/// Every page.
fn page_routes() -> Router {
    Router::new()
        .merge(shell::pages::routes())
        .merge(accounts::pages::routes())
        .merge(confirm::routes())
        .merge(drafts::pages::routes())
        .merge(parties::pages::routes())
        .merge(tags::pages::routes())
        .merge(bulk::pages::routes())
        .merge(merges::pages::routes())
        .merge(appointments::pages::routes())
        .merge(records::pages::routes())
        .merge(assessments::pages::routes())
        .merge(history::pages::routes())
        .merge(plans::pages::routes())
        .merge(notes::pages::routes())
        .merge(documents::pages::routes())
        .merge(ledger::pages::routes())
        .merge(prices::pages::routes())
        .merge(invoices::pages::routes())
        .merge(day_closes::pages::routes())
        .merge(fees::pages::routes())
        .merge(financial_records::pages::routes())
        .merge(analytics::pages::routes())
        .merge(exports::pages::routes())
        .merge(imports::pages::routes())
        .merge(recycle_bin::pages::routes())
        .merge(jobs::pages::routes())
        .merge(storage::pages::routes())
        .merge(sensors::pages::routes())
        .merge(chart::pages::routes())
        .merge(audit::pages::routes())
        .merge(admin::pages::routes())
        .merge(schedule::pages::routes())
        .merge(series::pages::routes())
        .merge(identity_service::pages::routes())
        .merge(identity_service::sign_in::routes())
        .merge(patients::pages::routes())
        .merge(portal::pages::routes())
        .merge(waitlist::pages::routes())
        .merge(addresses::routes())
        .merge(messages::pages::routes())
        .merge(feeds::pages::routes())
        .merge(messages::admin_page::routes())
        .merge(messages::texts_page::routes())
        .merge(webhooks::pages::routes())
        .merge(messages::webhook::routes())
        .merge(support::pages::routes())
        .merge(notifications::pages::routes())
        .merge(live::routes())
        .layer(axum::middleware::from_fn(drafts::sent::watch))
        .layer(axum::middleware::from_fn(shell::notice::forget_what_was_told))
}

/// Where somebody shows a user name, a password or a code: a stricter limit holds for what is sent there.
pub const CREDENTIAL_PATHS: &[&str] = &[
    "/account/confirm",
    "/api/auth",
    "/doctor/staff-login",
    "/patient/activate",
    "/patient/patient-login",
    "/patient/patient-signup",
    "/reception/reception-signup",
    "/sign-in",
    "/support/enter",
    "/welcome",
];

/// A patient's own pages. Staff have their door a step away.
pub const PATIENT_PATHS: &[&str] = &[
    "/patient/access",
    "/patient/account",
    "/patient/appointment-details",
    "/patient/appointments",
    "/patient/book",
    "/patient/consents",
    "/patient/documents",
    "/patient/exercises",
    "/patient/home",
    "/patient/offers",
    "/patient/patient-logout",
    "/patient/patient-profile",
    "/patient/results",
    "/patient/waitlist",
];

/// Routes whose handlers take in what they are sent as it comes, however large.
pub const UPLOAD_ROUTES: &[&str] = &[
    "/admin/imports",
    "/api/imports",
    "/business/documents/{id}/upload",
    "/documents/{document}/versions",
    "/patients/{id}/documents",
];

/// The whole server, ready to be served.
pub fn server(app: App, archive: documents::Archive) -> axum::Router {
    app.admit_by(identity_service::ADMIT);
    let (api, description) = api_routes().split_for_parts();
    let days = axum::Extension(appointments::Days::new(app.house(), app.settings().day_kept));
    let gathering = axum::Extension(sensors::gathering::Gathering::new(app.house()));
    let routes =
        api.layer(gathering).merge(axum::Router::from(page_routes())).layer(days).layer(axum::Extension(archive));
    let routes = routes.layer(axum::middleware::from_fn(merges::follow::follow));
    let routes = routes.merge(openapi::routes(description)).fallback(shell::pages::nowhere);
    web::assemble(app, routes, platform::routes().into(), shell::assets::routes())
}

pub use openapi::documents as openapi_documents;
pub use shell::error_page;
pub use texts::load as load_texts;
