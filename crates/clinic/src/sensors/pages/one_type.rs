//! One type of one patient's readings: the line over a span of time, and the same as tables.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, Path, Query, WebResult};

use super::drawing::{Drawing, draw};
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::sensors::input::is_code;
use crate::sensors::model::{Bucket, Threshold};
use crate::sensors::operations::{self, Wish};
use crate::sensors::types::{Type, decimal};
use crate::sensors::view::{Line, Sources, amount, span, title};
use crate::shell::{Moment, Page};

/// As many readings are listed one by one.
const MOST: i64 = 100;
/// As fine as a line on a screen is.
const POINTS: u16 = 160;

/// How far back the line goes: its name in the address, and how many days that are.
const SPANS: &[(&str, i64)] = &[("day", 1), ("week", 7), ("month", 31), ("year", 366)];

/// A point of the line in numbers.
pub struct Number {
    pub at: Moment,
    pub lowest: String,
    pub average: String,
    pub highest: String,
    pub times: i64,
}

/// The part of the page that follows by itself.
pub struct Course {
    pub id: Uuid,
    pub code: String,
    pub span: &'static str,
    pub drawing: Option<Drawing>,
    pub first: Moment,
    pub last: Moment,
    pub numbers: Vec<Number>,
    pub lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "sensors/type.html")]
struct TypePage {
    page: Page,
    banner: Banner,
    title: String,
    usual: String,
    limits: String,
    silence: Option<i64>,
    course: Course,
    spans: &'static [(&'static str, i64)],
    sets: bool,
}

impl TypePage {
    #[expect(clippy::unused_self, reason = "templates ask the page for everything")]
    fn span_key(&self, name: &str) -> String {
        format!("readings-span-{name}")
    }
}

#[derive(Template)]
#[template(path = "sensors/type_region.html")]
struct TypeRegion {
    page: Page,
    course: Course,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SpanQuery {
    span: String,
}

/// The code of a type as a path names it.
pub(super) fn code_in(path: &str) -> tenancy::Result<String> {
    let code = Type::named(path).map_or(path, |kind| kind.code);
    if is_code(code) { Ok(code.to_owned()) } else { Err(Error::NotFound) }
}

pub async fn view(
    caller: Caller,
    Path((patient, named)): Path<(String, String)>,
    Query(query): Query<SpanQuery>,
) -> WebResult<Response> {
    let action = Action::ViewReadings;
    caller.require(action)?;
    let code = code_in(&named)?;
    let chosen = SPANS.iter().find(|(name, _)| *name == query.span).copied().unwrap_or(("week", 7));
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let threshold = operations::find_threshold(&mut tx, id, &code).await?;
    let course = course(&caller, &mut tx, (id, &code, chosen), threshold.as_ref()).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    if caller.is_fragment() {
        return Ok(Html(TypeRegion { page, course }.render().map_err(Error::internal)?).into_response());
    }
    let limits = threshold.as_ref().map(|threshold| threshold.limits);
    let usual = Type::named(&code).and_then(|kind| kind.usual);
    let shown = TypePage {
        page,
        banner,
        title: title(&caller, &code),
        usual: usual.map(|(low, high)| span(&code, Some(low), Some(high))).unwrap_or_default(),
        limits: limits.map(|limits| span(&code, limits.low, limits.high)).unwrap_or_default(),
        silence: limits.and_then(|limits| limits.silent_after_minutes).map(i64::from),
        course,
        spans: SPANS,
        sets: caller.may(Action::SetThreshold),
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

async fn course(
    caller: &Caller,
    tx: &mut TenantTx,
    (id, code, (span, days)): (Uuid, &str, (&'static str, i64)),
    threshold: Option<&Threshold>,
) -> tenancy::Result<Course> {
    let limits = threshold.map(|threshold| &threshold.limits);
    let to = caller.now().checked_add(crate::sensors::model::AHEAD).map_err(Error::internal)?;
    let from = to.checked_sub(SignedDuration::from_hours(24 * days)).map_err(Error::internal)?;
    let wish = Wish { patient: id, sensor_type: code.to_owned(), from, to, points: POINTS };
    let (buckets, _) = operations::series(tx, &wish).await?;
    let readings = operations::recent(tx, id, code, MOST).await?;
    let sources = Sources::of(tx, Action::ViewReadings, &readings).await?;
    let moment = |at: Timestamp| Moment::new(caller, at);
    let decimals = Type::named(code).map_or(3, |kind| kind.decimals + 1);
    let number = |bucket: &Bucket| Number {
        at: moment(bucket.at),
        lowest: decimal(bucket.lowest, decimals),
        average: decimal(bucket.average, decimals),
        highest: amount(code, bucket.highest),
        times: bucket.times,
    };
    Ok(Course {
        id,
        code: code.to_owned(),
        span,
        drawing: draw(code, &buckets, limits, (from, to)),
        first: moment(from),
        last: moment(caller.now()),
        numbers: buckets.iter().rev().map(number).collect(),
        lines: readings.iter().map(|reading| Line::new(caller, reading, limits, &sources)).collect(),
    })
}
