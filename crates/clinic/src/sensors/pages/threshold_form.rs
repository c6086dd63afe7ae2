//! The form of what is watched for in one type of one patient's readings.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::text::ascii_digits;
use serde_json::Value;
use tenancy::{Action, Conflict, Error, FieldError, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Expected, Failure, Form, Html, Path, WebResult};

use super::one_type::code_in;
use super::vitals::Pairs;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::FormErrors;
use crate::sensors::input::ThresholdInput;
use crate::sensors::model::Threshold;
use crate::sensors::operations;
use crate::sensors::types::{Type, decimal, shown_unit};
use crate::sensors::view::title;
use crate::shell::{Page, notice};

/// The limits as they are typed, in the unit of the type.
#[derive(Default, Clone)]
pub struct LimitsForm {
    low: String,
    high: String,
    hysteresis: String,
    silent_after_minutes: String,
    version: i32,
}

const DECIMALS: u8 = 6;

impl LimitsForm {
    fn of(threshold: Option<&Threshold>) -> Self {
        let Some(Threshold { limits, version, .. }) = threshold else { return Self::default() };
        let number = |number: f64| decimal(number, DECIMALS);
        Self {
            low: limits.low.map(number).unwrap_or_default(),
            high: limits.high.map(number).unwrap_or_default(),
            hysteresis: number(limits.hysteresis),
            silent_after_minutes: limits.silent_after_minutes.map(|it| it.to_string()).unwrap_or_default(),
            version: *version,
        }
    }

    fn typed(pairs: &Pairs) -> Self {
        let get = |name: &str| {
            let typed = pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim());
            ascii_digits(typed).replace([',', '٫'], ".")
        };
        Self {
            low: get("low"),
            high: get("high"),
            hysteresis: get("hysteresis"),
            silent_after_minutes: get("silent_after_minutes"),
            version: get("version").parse().unwrap_or(0),
        }
    }

    fn input(&self, patient: Uuid, code: &str) -> tenancy::Result<ThresholdInput> {
        let text = |text: &str| (!text.is_empty()).then(|| Value::String(text.to_owned()));
        let minutes = match self.silent_after_minutes.as_str() {
            "" => None,
            typed => Some(typed.parse().map_err(|_| Error::invalid("silent_after_minutes", "not_a_number"))?),
        };
        Ok(ThresholdInput {
            patient: Some(patient),
            sensor_type: Some(code.to_owned()),
            unit: None,
            low: text(&self.low),
            high: text(&self.high),
            hysteresis: text(&self.hysteresis),
            silent_after_minutes: minutes,
        })
    }
}

#[derive(Template)]
#[template(path = "sensors/limits.html")]
struct LimitsPage {
    page: Page,
    banner: Banner,
    code: String,
    title: String,
    unit: String,
    form: LimitsForm,
    errors: FormErrors,
    is_set: bool,
}

/// Where the form leads back to.
fn home(patient: Uuid, code: &str) -> String {
    format!("/patients/{patient}/readings/{code}/")
}

async fn load(
    caller: &Caller,
    tx: &mut TenantTx,
    patient: &str,
    code: &str,
) -> tenancy::Result<(Banner, Option<Threshold>)> {
    let action = Action::ViewReadings;
    let id = patient_id(tx, action, patient).await?.uuid();
    let banner = Banner::load(caller, tx, action, id).await?;
    let threshold = operations::find_threshold(tx, id, code).await?;
    Ok((banner, threshold))
}

async fn show(
    caller: &Caller,
    (patient, code): (&str, &str),
    typed: Option<LimitsForm>,
    problems: &[FieldError],
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let (banner, threshold) = load(caller, &mut tx, patient, code).await?;
    tx.commit().await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let now = LimitsForm::of(threshold.as_ref());
    let shown = LimitsPage {
        page: Page::new(caller),
        banner,
        title: title(caller, code),
        unit: Type::named(code).map_or("", |kind| shown_unit(kind.own_unit())).to_owned(),
        code: code.to_owned(),
        // What was typed stays, and is saved over what stands there only when it is sent again.
        form: typed.map_or_else(|| now.clone(), |typed| LimitsForm { version: now.version, ..typed }),
        errors: FormErrors::new(caller, problems),
        is_set: threshold.is_some(),
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

pub async fn form(caller: Caller, Path((patient, named)): Path<(String, String)>) -> WebResult<Response> {
    caller.require(Action::SetThreshold)?;
    show(&caller, (&patient, &code_in(&named)?), None, &[]).await
}

pub async fn save(
    caller: Caller,
    Path((patient, named)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> WebResult<Response> {
    caller.require(Action::SetThreshold)?;
    let (code, typed) = (code_in(&named)?, LimitsForm::typed(&pairs));
    let saved = async {
        let mut tx = caller.begin().await?;
        let id = patient_id(&mut tx, Action::SetThreshold, &patient).await?.uuid();
        let (id, code, limits) = typed.input(id, &code)?.parse()?;
        let expected = Expected::from(Some(i64::from(typed.version)));
        operations::set(&mut tx, id, &code, limits, expected).await?;
        let answer = Answer::see_other(home(id, &code)).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    match saved.await {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            show(&caller, (&patient, &code), Some(typed), &problems).await
        }
        Err(Failure::Operation(Error::Conflict(Conflict::StaleVersion { .. }))) => {
            let problems = [FieldError::new("main", "changed_meanwhile")];
            show(&caller, (&patient, &code), Some(typed), &problems).await
        }
        done => done,
    }
}

pub async fn remove(caller: Caller, Path((patient, named)): Path<(String, String)>) -> WebResult<Response> {
    caller.require(Action::SetThreshold)?;
    let code = code_in(&named)?;
    let mut tx = caller.begin().await?;
    let id = patient_id(&mut tx, Action::ViewReadings, &patient).await?.uuid();
    let threshold = operations::find_threshold(&mut tx, id, &code).await?.ok_or(Error::NotFound)?;
    operations::remove(&mut tx, threshold.id).await?;
    let answer = Answer::see_other(home(id, &code)).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "readings-limits-removed"))
}
