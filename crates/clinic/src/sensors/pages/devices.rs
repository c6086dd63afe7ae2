//! Devices: which there are, whose readings they send, a new one with its token, and taking it back.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::text::ascii_digits;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult};

use super::vitals::Pairs;
use crate::chart::operations::patient_id;
use crate::forms::FormErrors;
use crate::parties::naming::patients_named;
use crate::parties::operations::load_many;
use crate::sensors::input::DeviceInput;
use crate::sensors::model::{Device, NewDevice};
use crate::sensors::operations;
use crate::shell::{Moment, Page, notice};

const HOME: &str = "/devices/";

/// What there is to choose from, as the type of device is a code.
const KINDS: &[&str] = &[
    "glucometer",
    "blood_pressure_monitor",
    "pulse_oximeter",
    "thermometer",
    "scale",
    "heart_rate_monitor",
    "activity_tracker",
    "gateway",
    "other",
];

/// A device in the list.
struct Row {
    device: Device,
    patients: Vec<(Uuid, String)>,
    created: Moment,
    last_used: Option<Moment>,
}

/// The form as it is typed.
#[derive(Default)]
struct Typed {
    name: String,
    kind: String,
    patients: String,
}

#[derive(Template)]
#[template(path = "sensors/devices.html")]
struct DevicesPage {
    page: Page,
    rows: Vec<Row>,
    typed: Typed,
    kinds: &'static [&'static str],
    made: Option<(String, String)>,
    errors: FormErrors,
    manages: bool,
}

impl DevicesPage {
    /// What a kind is called; one of a program's own by its code.
    fn kind_title(&self, kind: &str) -> String {
        let key = format!("readings-device-{}", kind.replace('_', "-"));
        if KINDS.contains(&kind) { self.page.t(&key) } else { kind.to_owned() }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DevicesQuery {
    /// For whom one is to be registered.
    patient: String,
}

pub async fn list(caller: Caller, Query(query): Query<DevicesQuery>) -> WebResult<Response> {
    caller.require(Action::ViewDevices)?;
    let typed = Typed { patients: query.patient, ..Typed::default() };
    show(&caller, typed, None, &[]).await
}

async fn show(
    caller: &Caller,
    typed: Typed,
    made: Option<(String, String)>,
    problems: &[FieldError],
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let devices = operations::all_devices(&mut tx).await?;
    let called = patients_of(&mut tx, &devices).await?;
    tx.commit().await?;
    let row = |device: Device| Row {
        patients: device.patients.iter().filter_map(|id| Some((*id, called.get(id)?.clone()))).collect(),
        created: Moment::new(caller, device.created_at),
        last_used: device.last_used_at.map(|at| Moment::new(caller, at)),
        device,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = DevicesPage {
        page: Page::new(caller),
        rows: devices.into_iter().map(row).collect(),
        typed,
        kinds: KINDS,
        made,
        errors: FormErrors::new(caller, problems),

        manages: caller.may(Action::ManageDevices),
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn patients_of(tx: &mut TenantTx, devices: &[Device]) -> tenancy::Result<HashMap<Uuid, String>> {
    let mut ids: Vec<Uuid> = devices.iter().flat_map(|device| device.patients.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let patients = load_many(tx, Action::ViewDevices, &ids).await?;
    Ok(patients.into_iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())).collect())
}

/// Reads the form: patients by number or id, with blanks or commas between them.
async fn read(tx: &mut TenantTx, typed: &Typed) -> tenancy::Result<NewDevice> {
    let action = Action::ManageDevices;
    let mut patients = Vec::new();
    for word in typed.patients.split([',', ';', ' ', '\n', '\r', '\t', '،']).filter(|word| !word.is_empty()) {
        let unknown = || Error::invalid("patients", "unknown_patient");
        match patient_id(tx, action, &ascii_digits(word)).await {
            Ok(id) => patients.push(id.uuid()),
            Err(Error::NotFound) => return Err(unknown()),
            Err(error) => return Err(error),
        }
    }
    if patients_named(tx, action, &patients, &[]).await?.patients.is_empty() && !patients.is_empty() {
        return Err(Error::invalid("patients", "unknown_patient"));
    }
    let (name, kind) = (Some(typed.name.clone()), Some(typed.kind.clone()));
    DeviceInput { name, kind, is_gateway: typed.kind == "gateway", patients }.parse()
}

pub async fn register(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageDevices)?;
    let get = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, it)| it.trim().to_owned());
    let get = |name: &str| get(name).unwrap_or_default();
    let typed = Typed { name: get("name"), kind: get("kind"), patients: get("patients") };
    let made = async {
        // The token is shown once, and kept nowhere: such an answer is not given again under a key.
        let mut tx = caller.change().await?;
        let new = read(&mut tx, &typed).await?;
        let (_, token) = operations::register(&mut tx, &new).await?;
        tx.commit().await?;
        Ok::<_, Failure>((new.name, token))
    };
    match made.await {
        Ok(made) => show(&caller, Typed::default(), Some(made), &[]).await,
        Err(Failure::Operation(Error::Invalid(problems))) => show(&caller, typed, None, &problems).await,
        Err(Failure::Operation(Error::NotFound)) => {
            show(&caller, typed, None, &[FieldError::new("patients", "unknown_patient")]).await
        }
        Err(other) => Err(other),
    }
}

pub async fn revoke(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ManageDevices)?;
    let mut tx = caller.change().await?;
    operations::revoke(&mut tx, id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(notice::leave(Answer::see_other(HOME).into_response(), "readings-device-revoked"))
}
