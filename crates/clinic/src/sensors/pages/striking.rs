//! Striking a reading, by a form that asks why, and taking that back by a press.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult, local_path};

use super::one_type::code_in;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::{FormErrors, new_key};
use crate::records::input::ReasonInput;
use crate::sensors::model::Key;
use crate::sensors::naming::instant;
use crate::sensors::operations;
use crate::sensors::view::{Line, Sources};
use crate::shell::{Page, notice};

/// Which reading of a patient's type is meant, why it is struck, and where one goes on then.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Which {
    measured_at: String,
    source: String,
    reason: Option<String>,
    next: String,
}

impl Which {
    /// An address that names no reading leads nowhere.
    fn key(&self, patient: Uuid, code: &str) -> tenancy::Result<Key> {
        let measured_at = instant(&self.measured_at).ok_or(Error::NotFound)?;
        let source = self.source.parse().map_err(|_| Error::NotFound)?;
        Ok(Key { patient, sensor_type: code.to_owned(), measured_at, source })
    }

    /// Where what was struck is seen, unless somebody came from elsewhere.
    fn next(&self, key: &Key) -> String {
        let own = || format!("/patients/{}/readings/{}/?struck=1", key.patient, key.sensor_type);
        local_path(&self.next).map_or_else(own, str::to_owned)
    }
}

#[derive(Template)]
#[template(path = "sensors/strike.html")]
struct StrikePage {
    page: Page,
    banner: Banner,
    line: Line,
    next: String,
    reason: String,
    errors: FormErrors,
    key: String,
}

pub async fn form(caller: Caller, Path(of): Path<(String, String)>, Query(which): Query<Which>) -> WebResult<Response> {
    caller.require(Action::StrikeReading)?;
    ask(&caller, &of, &which, FormErrors::default()).await
}

async fn ask(
    caller: &Caller,
    (patient, named): &(String, String),
    which: &Which,
    errors: FormErrors,
) -> WebResult<Response> {
    let (action, code) = (Action::ViewReadings, code_in(named)?);
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, patient).await?.uuid();
    let key = which.key(id, &code)?;
    let reading = operations::find(&mut tx, &key).await?;
    let sources = Sources::of(&mut tx, action, std::slice::from_ref(&reading)).await?;
    let banner = Banner::load(caller, &mut tx, action, id).await?;
    tx.commit().await?;
    if reading.struck.is_some() {
        return Ok(Answer::see_other(which.next(&key)).into_response());
    }
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = StrikePage {
        page: Page::new(caller),
        banner,
        line: Line::new(caller, &reading, None, &sources),
        next: which.next(&key),
        reason: which.reason.clone().unwrap_or_default(),
        errors,
        key: new_key(caller),
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

pub async fn strike(caller: Caller, Path(of): Path<(String, String)>, Form(which): Form<Which>) -> WebResult<Response> {
    let action = Action::StrikeReading;
    caller.require(action)?;
    let struck = async {
        let mut tx = caller.begin().await?;
        let id = patient_id(&mut tx, action, &of.0).await?.uuid();
        let key = which.key(id, &code_in(&of.1)?)?;
        operations::strike(&mut tx, &key, &ReasonInput { reason: which.reason.clone() }).await?;
        let answer = Answer::see_other(which.next(&key)).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "readings-struck"))
    };
    match struck.await {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            ask(&caller, &of, &which, FormErrors::new(&caller, &problems)).await
        }
        done => done,
    }
}

pub async fn unstrike(
    caller: Caller,
    Path((patient, named)): Path<(String, String)>,
    Form(which): Form<Which>,
) -> WebResult<Response> {
    let action = Action::UnstrikeReading;
    caller.require(action)?;
    let mut tx = caller.begin().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let key = which.key(id, &code_in(&named)?)?;
    operations::unstrike(&mut tx, &key).await?;
    let answer = Answer::see_other(which.next(&key)).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "readings-unstruck"))
}
