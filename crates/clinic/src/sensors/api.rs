//! Readings as JSON, in the words of the devices that are in the field.

use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tenancy::{Action, Error, Result};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Linked, PageOf, PageWords, Query, WebResult};

use super::gathering::Gathering;
use super::input::{Bounds, ReadingBatchInput, ReadingInput, is_code};
use super::model::{NewReading, Reading, ReadingStatus};
use super::operations::{self, Entry, Filter, Wish};
use super::output::{PointOutput, ReadingOutput, ReadingResult, ReadingResults, SeriesOutput, TypesOutput};
use super::types::Type;
use crate::api::{Problems, routes};
use crate::chart::operations::patient_id;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_readings, record_reading))
        .routes(routes!(record_readings))
        .routes(routes!(view_reading_series))
        .routes(routes!(list_reading_types))
}

/// What a device says is held against the clock alone; how long the clinic keeps it is asked with the rest.
fn bounds(caller: &Caller) -> Bounds {
    Bounds { now: caller.now(), days_kept: None }
}

fn location(reading: &Reading) -> String {
    let Reading { patient, measured_at, measure, .. } = reading;
    format!("/api/readings/?patient={patient}&sensor_type={}&from={measured_at}", measure.sensor_type)
}

/// Record a reading. The same again is answered like the first; another value of the same device, type and instant is
/// refused.
#[utoipa::path(post, path = "/api/readings", tag = "readings", security(("bearer" = []), ("token" = [])),
    request_body = ReadingInput, responses((status = 201, body = ReadingOutput), Problems))]
async fn record_reading(
    caller: Caller,
    headers: HeaderMap,
    Extension(gathering): Extension<Gathering>,
    Json(input): Json<ReadingInput>,
) -> WebResult<Response> {
    caller.require(Action::RecordReadings)?;
    let new = input.parse(bounds(&caller))?;
    // A key is claimed, and its answer kept, in a transaction of its own.
    if headers.contains_key("idempotency-key") {
        return Box::pin(record_alone(&caller, new)).await;
    }
    let reading = gathering.record(caller.ticket(), new).await?;
    let location = location(&reading);
    Ok(Answer::created(&ReadingOutput::new(reading), location)?.into_response())
}

async fn record_alone(caller: &Caller, new: NewReading) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let entry = Entry { ticket: caller.ticket().clone(), new };
    let reading = operations::record(&mut tx, &[entry]).await?.pop().ok_or(Error::Busy)??;
    let location = location(&reading);
    Ok(Answer::created(&ReadingOutput::new(reading), location)?.commit(caller, tx).await?)
}

/// Record up to 1,000 readings at once. Each is judged by itself, and answered by itself.
#[utoipa::path(post, path = "/api/readings/batch", tag = "readings", security(("bearer" = []), ("token" = [])),
    request_body = ReadingBatchInput, responses((status = 200, body = ReadingResults), Problems))]
async fn record_readings(caller: Caller, Json(input): Json<ReadingBatchInput>) -> WebResult<Response> {
    caller.require(Action::RecordReadings)?;
    input.check()?;
    let bounds = bounds(&caller);
    let read = |value| ReadingInput::of_value(value).and_then(|input| input.parse(bounds));
    let (mut entries, mut read_results) = (Vec::new(), Vec::new());
    for value in input.readings {
        read_results.push(read(value).map(|new| entries.push(Entry { ticket: caller.ticket().clone(), new })));
    }
    let mut tx = caller.begin().await?;
    let mut recorded = operations::record(&mut tx, &entries).await?.into_iter();
    let results = read_results.into_iter().map(|read| read.and_then(|()| recorded.next().unwrap_or(Err(Error::Busy))));
    let results = results.enumerate().map(|(index, result)| ReadingResult::new(&caller, index, result)).collect();
    let (results, answer) = answer_of(results)?;
    // Nothing happened when all were refused, and nothing is to stand on record.
    if results == 0 { Ok(answer.into_response()) } else { Ok(answer.commit(&caller, tx).await?) }
}

fn answer_of(results: Vec<ReadingResult>) -> Result<(usize, Answer)> {
    let results = ReadingResults::new(results);
    Ok((results.recorded, Answer::json(&results)?))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ReadingQuery {
    /// Number or id.
    #[param(example = "1")]
    patient: Option<String>,
    /// A code, or another word for it.
    #[param(example = "glucometer")]
    sensor_type: Option<String>,
    /// Measured from then on: an instant, or a day of the clinic's.
    #[param(example = "2030-01-01")]
    from: Option<String>,
    /// Measured before that instant, or up to the end of that day.
    #[param(example = "2030-12-31")]
    to: Option<String>,
    /// Those that count, when left out.
    status: Option<ReadingStatus>,
    /// `-measured_at` for the latest first, which is what happens when left out; `measured_at` for the oldest first.
    #[param(example = "-measured_at")]
    ordering: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// An empty value says nothing.
pub(super) fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// An instant, or the beginning of a day of the clinic's so many days after the one that is named.
fn instant(caller: &Caller, field: &'static str, text: Option<&String>, days: i64) -> Result<Option<Timestamp>> {
    let Some(text) = given(text) else { return Ok(None) };
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(Some(at));
    }
    let malformed = || Error::invalid(field, "malformed");
    let day: Date = text.parse().map_err(|_| malformed())?;
    let day = day.checked_add(SignedDuration::from_hours(24 * days)).map_err(|_| malformed())?;
    let begin = day.to_zoned(caller.tenant().time_zone.clone()).map_err(|_| malformed())?;
    Ok(Some(begin.timestamp()))
}

/// The code that a word for a type stands for.
pub(super) fn code_of(text: &str) -> Result<String> {
    match Type::named(text) {
        Some(kind) => Ok(kind.code.to_owned()),
        None if is_code(text) => Ok(text.to_owned()),
        None => Err(Error::invalid("sensor_type", "malformed")),
    }
}

impl ReadingQuery {
    fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, after: None, before: None }.parse()
    }

    fn filter(&self, caller: &Caller) -> Result<Filter> {
        let ascending = match given(self.ordering.as_ref()) {
            None | Some("-measured_at") => false,
            Some("measured_at") => true,
            Some(_) => return Err(Error::invalid("ordering", "unknown_choice")),
        };
        Ok(Filter {
            patient: None,
            sensor_type: given(self.sensor_type.as_ref()).map(code_of).transpose()?,
            from: instant(caller, "from", self.from.as_ref(), 0)?,
            to: instant(caller, "to", self.to.as_ref(), 1)?,
            ascending,
        })
    }
}

/// List readings. They are counted up to a million.
#[utoipa::path(get, path = "/api/readings", tag = "readings", security(("bearer" = []), ("token" = [])),
    params(ReadingQuery), responses((status = 200, body = Linked<ReadingOutput>), Problems))]
async fn list_readings(caller: Caller, Query(query): Query<ReadingQuery>) -> WebResult<Response> {
    let action = Action::ViewReadings;
    caller.require(action)?;
    let (mut filter, page) = (query.filter(&caller)?, query.page()?);
    let mut tx = caller.read().await?;
    if let Some(patient) = given(query.patient.as_ref()) {
        filter.patient = Some(patient_id(&mut tx, action, patient).await?.uuid());
    }
    let listing = match query.status {
        Some(ReadingStatus::EnteredInError) => operations::list_struck(&mut tx, &filter, page).await?,
        Some(ReadingStatus::Final) | None => operations::list(&mut tx, &filter, page).await?,
    };
    tx.commit().await?;
    Ok(Answer::linked(listing.map(ReadingOutput::new), &caller)?.into_response())
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct SeriesQuery {
    /// Number or id.
    #[param(value_type = String, example = "1")]
    patient: Option<String>,
    #[param(value_type = String, example = "glucometer")]
    sensor_type: Option<String>,
    /// An instant, or a day of the clinic's; a week before `to` when left out.
    #[param(example = "2030-01-01")]
    from: Option<String>,
    /// Up to that instant, or to the end of that day; now when left out.
    #[param(example = "2030-12-31")]
    to: Option<String>,
    /// As many points at most; 500 when left out.
    #[param(value_type = Option<i64>, minimum = 2, maximum = 1000, example = 500)]
    points: Option<String>,
    /// The type's own when left out.
    #[param(example = "mg/dL")]
    unit: Option<String>,
}

const USUAL_POINTS: u16 = 500;
const MOST_POINTS: u16 = 1000;
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

impl SeriesQuery {
    /// What is wished for, but for the patient.
    fn wish(&self, caller: &Caller) -> Result<Wish> {
        let said = given(self.sensor_type.as_ref()).ok_or_else(|| Error::invalid("sensor_type", "required"))?;
        let to = instant(caller, "to", self.to.as_ref(), 1)?.unwrap_or_else(|| caller.now());
        let from = match instant(caller, "from", self.from.as_ref(), 0)? {
            Some(from) => from,
            None => to.checked_sub(WEEK).map_err(|_| Error::invalid("to", "out_of_range"))?,
        };
        if from >= to {
            return Err(Error::invalid("to", "out_of_order"));
        }
        let points =
            given(self.points.as_ref()).map(|text| text.parse().map_err(|_| Error::invalid("points", "malformed")));
        let points = points.transpose()?.unwrap_or(USUAL_POINTS);
        if !(2..=MOST_POINTS).contains(&points) {
            return Err(Error::invalid("points", "out_of_range"));
        }
        Ok(Wish { patient: uuid::Uuid::nil(), sensor_type: code_of(said)?, from, to, points })
    }
}

/// View a span of readings as so many points, each with the lowest, the highest and the average of its time.
#[utoipa::path(get, path = "/api/readings/series", tag = "readings", security(("bearer" = []), ("token" = [])),
    params(SeriesQuery), responses((status = 200, body = SeriesOutput), Problems))]
async fn view_reading_series(caller: Caller, Query(query): Query<SeriesQuery>) -> WebResult<Response> {
    let action = Action::ViewReadings;
    caller.require(action)?;
    let mut wish = query.wish(&caller)?;
    let kind = Type::named(&wish.sensor_type);
    let unit = match (kind, given(query.unit.as_ref())) {
        (Some(kind), Some(unit)) => Some(kind.unit(unit).ok_or_else(|| Error::invalid("unit", "unknown_unit"))?),
        (Some(kind), None) => kind.units.first(),
        (None, _) => None,
    };
    let patient = given(query.patient.as_ref()).ok_or_else(|| Error::invalid("patient", "required"))?;
    let mut tx = caller.read().await?;
    wish.patient = patient_id(&mut tx, action, patient).await?.uuid();
    let (buckets, bucket_seconds) = operations::series(&mut tx, &wish).await?;
    tx.commit().await?;
    let value_of = |amount: f64| unit.map_or(amount, |unit| unit.value_of(amount));
    let points = buckets.iter().map(|bucket| PointOutput::new(bucket, value_of)).collect();
    let (patient_id, unit) = (wish.patient, unit.map(|unit| unit.ucum.to_owned()));
    let series = SeriesOutput { patient_id, type_code: wish.sensor_type, unit, bucket_seconds, points };
    Ok(Answer::json(&series)?.into_response())
}

/// List the types that are known, with their units and what can be at all.
#[utoipa::path(get, path = "/api/readings/types", tag = "readings",
    responses((status = 200, body = TypesOutput), Problems))]
async fn list_reading_types(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ViewSettings)?;
    Ok(Answer::json(&TypesOutput::all())?.into_response())
}
