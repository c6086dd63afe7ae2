//! One type of one patient's readings: the line over a span of time, and the same as tables.

use std::cmp::Reverse;

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
    pub strikes: bool,
    /// Whether what was struck stands among the others.
    pub with_struck: bool,
}

impl Course {
    fn address(&self, span: &str, with_struck: bool) -> String {
        let struck = if with_struck { "&struck=1" } else { "" };
        format!("/patients/{}/readings/{}/?span={span}{struck}", self.id, self.code)
    }

    /// Another span of the same.
    pub fn href(&self, span: &str) -> String {
        self.address(span, self.with_struck)
    }

    /// The same, with what was struck where it is without, and without where it is with.
    pub fn switched(&self) -> String {
        self.address(self.span, !self.with_struck)
    }

    /// Where one sees what one has just struck, and takes it back.
    pub fn after_striking(&self) -> String {
        self.address(self.span, true)
    }
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
    struck: String,
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
    let wish = Shown { id, code: &code, span: chosen, with_struck: !query.struck.is_empty() };
    let course = course(&caller, &mut tx, wish, threshold.as_ref()).await?;
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

/// Whose readings, of which type, how far back, and whether with what was struck.
struct Shown<'a> {
    id: Uuid,
    code: &'a str,
    span: (&'static str, i64),
    with_struck: bool,
}

async fn course(
    caller: &Caller,
    tx: &mut TenantTx,
    shown: Shown<'_>,
    threshold: Option<&Threshold>,
) -> tenancy::Result<Course> {
    let Shown { id, code, span: (span, days), with_struck } = shown;
    let limits = threshold.map(|threshold| &threshold.limits);
    let to = caller.now().checked_add(crate::sensors::model::AHEAD).map_err(Error::internal)?;
    let from = to.checked_sub(SignedDuration::from_hours(24 * days)).map_err(Error::internal)?;
    let wish = Wish { patient: id, sensor_type: code.to_owned(), from, to, points: POINTS };
    let (buckets, _) = operations::series(tx, &wish).await?;
    let mut readings = operations::recent(tx, id, code, MOST).await?;
    if with_struck {
        readings.extend(operations::struck(tx, id, Some(code)).await?);
        readings.sort_by_key(|reading| Reverse(reading.measured_at));
    }
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
        strikes: caller.may(Action::StrikeReading),
        with_struck,
    })
}
