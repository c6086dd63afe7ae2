//! The chart's page of vitals and sensors: the latest of each type, and a form for what is measured by hand.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::Timestamp;
use jiff::civil::DateTime;
use people::text::ascii_digits;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult};

use crate::accounts::operations::names;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::{FormErrors, new_key};
use crate::sensors::input::{Bounds, in_bounds, measure, note};
use crate::sensors::model::{Named, NewReading};
use crate::sensors::operations::{self, Entry};
use crate::sensors::types::{Type, shown_unit};
use crate::sensors::view::{AlertView, Line, latest, struck, title};
use crate::shell::{Page, notice};

pub(super) type Pairs = Vec<(String, String)>;

/// What is asked for on the form, in the order in which it is measured.
const ASKED: &[&str] = &[
    "blood_pressure_systolic",
    "blood_pressure_diastolic",
    "heart_rate",
    "spo2",
    "temperature",
    "respiratory_rate",
    "weight",
    "glucose",
];

/// A field of the form.
pub struct Asked {
    pub code: &'static str,
    pub label: String,
    pub typed: String,
}

/// The part of the page that follows by itself.
pub struct Overview {
    pub id: Uuid,
    pub lines: Vec<Line>,
    pub alerts: Vec<AlertView>,
    pub handles: bool,
    pub strikes: bool,
    /// What was struck, where somebody wants to see it.
    pub struck: Option<Vec<Line>>,
}

impl Overview {
    pub fn home(&self) -> String {
        format!("/patients/{}/readings/{}", self.id, if self.struck.is_some() { "?struck=1" } else { "" })
    }

    /// Where one sees what one has just struck, and takes it back.
    pub fn after_striking(&self) -> String {
        format!("/patients/{}/readings/?struck=1", self.id)
    }
}

/// What a page shows besides what counts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct VitalsQuery {
    struck: String,
}

#[derive(Template)]
#[template(path = "sensors/vitals.html")]
struct VitalsPage {
    page: Page,
    banner: Banner,
    overview: Overview,
    asked: Vec<Asked>,
    measured_at: String,
    note: String,
    errors: FormErrors,
    key: String,
    records: bool,
}

#[derive(Template)]
#[template(path = "sensors/vitals_region.html")]
struct VitalsRegion {
    page: Page,
    overview: Overview,
}

pub async fn list(
    caller: Caller,
    Path(patient): Path<String>,
    Query(query): Query<VitalsQuery>,
) -> WebResult<Response> {
    show(&caller, (&patient, !query.struck.is_empty()), &Pairs::new(), FormErrors::default()).await
}

async fn show(
    caller: &Caller,
    (patient, with_struck): (&str, bool),
    typed: &Pairs,
    errors: FormErrors,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, Action::ViewReadings, patient).await?.uuid();
    let banner = Banner::load(caller, &mut tx, Action::ViewReadings, id).await?;
    let page = Page::new(caller);
    let overview = overview(&page, &mut tx, id, with_struck).await?;
    tx.commit().await?;
    if caller.is_fragment() {
        return Ok(Html(VitalsRegion { page, overview }.render().map_err(Error::internal)?).into_response());
    }
    let shown = VitalsPage {
        asked: asked(caller, typed),
        measured_at: get(typed, "measured_at").to_owned(),
        note: get(typed, "note").to_owned(),
        key: new_key(caller),
        records: caller.may(Action::RecordReadings),
        page,
        banner,
        overview,
        errors,
    };
    let status = if shown.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn overview(page: &Page, tx: &mut TenantTx, id: Uuid, with_struck: bool) -> tenancy::Result<Overview> {
    let action = Action::ViewReadings;
    let lines = latest(page.guest(), tx, id).await?;
    let struck = if with_struck { Some(struck(page.guest(), tx, id).await?) } else { None };
    let (mut alerts, mut called) = (Vec::new(), std::collections::HashMap::new());
    if tx.may(Action::ViewAlerts) {
        alerts = operations::alerts_of_patient(tx, id).await?;
        called = names(tx, action).await?;
    }
    Ok(Overview {
        id,
        lines,
        alerts: alerts.into_iter().map(|alert| AlertView::new(page, alert, "", &called)).collect(),
        handles: page.may(Action::HandleAlert),
        strikes: page.may(Action::StrikeReading),
        struck,
    })
}

fn get<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
}

fn asked(caller: &Caller, typed: &Pairs) -> Vec<Asked> {
    let field = |code: &&'static str| {
        let unit = Type::named(code).map_or("", Type::own_unit);
        let label = format!("{} ({})", title(caller, code), shown_unit(unit));
        Asked { code, label, typed: get(typed, code).to_owned() }
    };
    ASKED.iter().map(field).collect()
}

/// Reads what was typed: at least one value, all measured at the same moment, which is now unless another is named.
fn parse(caller: &Caller, patient: Uuid, typed: &Pairs) -> Result<Vec<NewReading>, Vec<FieldError>> {
    let mut problems = Vec::new();
    let measured_at = moment(caller, get(typed, "measured_at")).map_err(|problem| problems.push(problem)).ok();
    let note = note(get(typed, "note")).map_err(|problem| problems.push(problem)).ok().flatten();
    let mut readings = Vec::new();
    for code in ASKED {
        // A comma where others write a point.
        let value = ascii_digits(get(typed, code)).replace([',', '٫'], ".");
        if value.is_empty() {
            continue;
        }
        match measure(Some(code), Some(&value), Type::named(code).map(Type::own_unit)) {
            Ok(measure) => readings.push((measure, note.clone())),
            Err(wrong) => problems.extend(wrong.into_iter().map(|it| FieldError { field: (*code).into(), ..it })),
        }
    }
    if readings.is_empty() && problems.is_empty() {
        problems.push(FieldError::new("blood_pressure_systolic", "required"));
    }
    match measured_at.filter(|_| problems.is_empty()) {
        Some(measured_at) => {
            let new = |(measure, note)| NewReading { patient: Named::Id(patient), measure, measured_at, note };
            Ok(readings.into_iter().map(new).collect())
        }
        None => Err(problems),
    }
}

/// The wall's time in the clinic's zone, as browsers send it.
fn moment(caller: &Caller, typed: &str) -> Result<Timestamp, FieldError> {
    let malformed = || FieldError::new("measured_at", "not_a_time");
    if typed.is_empty() {
        return Ok(caller.now());
    }
    let wall: DateTime = typed.parse().map_err(|_| malformed())?;
    let at = wall.to_zoned(caller.tenant().time_zone.clone()).map_err(|_| malformed())?.timestamp();
    in_bounds(at, Bounds { now: caller.now(), days_kept: None })
}

pub async fn record(caller: Caller, Path(patient): Path<String>, Form(typed): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RecordReadings)?;
    let recorded = async {
        let mut tx = caller.begin().await?;
        let id = patient_id(&mut tx, Action::RecordReadings, &patient).await?.uuid();
        let new = parse(&caller, id, &typed).map_err(Error::Invalid)?;
        let new = operations::beside_struck(&mut tx, id, new).await?;
        let entries: Vec<_> = new.into_iter().map(|new| Entry { ticket: caller.ticket().clone(), new }).collect();
        // All or nothing: whoever types sees what is wrong and sends the form again.
        for result in operations::record(&mut tx, &entries).await? {
            result?;
        }
        let answer = Answer::see_other(format!("/patients/{id}/readings/")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "readings-recorded"))
    };
    match recorded.await {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            let errors = FormErrors::new(&caller, &problems);
            show(&caller, (&patient, false), &typed, errors).await
        }
        done => done,
    }
}
