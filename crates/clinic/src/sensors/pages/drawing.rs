//! A span of readings as a line over what is usual, drawn by the server.

use jiff::Timestamp;

use crate::sensors::model::{Bucket, Limits, Rule, standing};
use crate::sensors::types::{Type, decimal};

/// The drawing's own measures.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
const MARGIN: f64 = 44.0;

/// A point that lies beyond a limit; its sign points where.
pub struct Beyond {
    pub sign: String,
    pub at: Timestamp,
    pub value: String,
}

/// Everything that is drawn, ready to be written.
pub struct Drawing {
    pub line: String,
    /// Between the lowest and the highest of each point.
    pub spread: String,
    /// What is usual, or the patient's own limits: where it begins, and how high it is.
    pub band: Option<(String, String)>,
    pub beyond: Vec<Beyond>,
    /// A point for those who have but one.
    pub single: Option<(String, String)>,
    pub lowest: String,
    pub highest: String,
}

/// More signs than that would cover the line.
const MOST_SIGNS: usize = 60;

struct Scale {
    from: Timestamp,
    to: Timestamp,
    lowest: f64,
    highest: f64,
}

impl Scale {
    fn x(&self, at: Timestamp) -> f64 {
        let (past, span) = (at.duration_since(self.from), self.to.duration_since(self.from));
        MARGIN + (past.as_secs_f64() / span.as_secs_f64().max(1.0)).clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.lowest) / (self.highest - self.lowest).max(f64::EPSILON);
        HEIGHT - MARGIN - share.clamp(0.0, 1.0) * (HEIGHT - 2.0 * MARGIN)
    }

    fn point(&self, at: Timestamp, value: f64) -> String {
        format!("{},{}", decimal(self.x(at), 1), decimal(self.y(value), 1))
    }
}

/// Draws the points between two instants; nothing where there are none.
pub fn draw(
    code: &str,
    buckets: &[Bucket],
    limits: Option<&Limits>,
    (from, to): (Timestamp, Timestamp),
) -> Option<Drawing> {
    let band = band_of(code, limits);
    let scale = scale(buckets, band, (from, to))?;
    let line = buckets.iter().map(|bucket| scale.point(bucket.at, bucket.average)).collect::<Vec<_>>().join(" ");
    let above = buckets.iter().map(|bucket| scale.point(bucket.at, bucket.highest));
    let below = buckets.iter().rev().map(|bucket| scale.point(bucket.at, bucket.lowest));
    let single = buckets.first().filter(|_| buckets.len() == 1);
    Some(Drawing {
        spread: above.chain(below).collect::<Vec<_>>().join(" "),
        line,
        band: band.map(|(low, high)| {
            let (top, bottom) = (scale.y(high.unwrap_or(scale.highest)), scale.y(low.unwrap_or(scale.lowest)));
            (decimal(top, 1), decimal((bottom - top).max(0.0), 1))
        }),
        beyond: beyond(code, buckets, limits, &scale),
        single: single.map(|bucket| (decimal(scale.x(bucket.at), 1), decimal(scale.y(bucket.average), 1))),
        lowest: decimal(scale.lowest, 1),
        highest: decimal(scale.highest, 1),
    })
}

type Band = (Option<f64>, Option<f64>);

fn band_of(code: &str, limits: Option<&Limits>) -> Option<Band> {
    let own = limits.filter(|limits| limits.low.is_some() || limits.high.is_some());
    let usual = || Type::named(code)?.usual.map(|(low, high)| (Some(low), Some(high)));
    own.map(|limits| (limits.low, limits.high)).or_else(usual)
}

/// From the lowest to the highest of what is shown, with a little room.
fn scale(buckets: &[Bucket], band: Option<Band>, (from, to): (Timestamp, Timestamp)) -> Option<Scale> {
    buckets.first()?;
    let ends = band.into_iter().flat_map(|(low, high)| low.into_iter().chain(high));
    let values = buckets.iter().flat_map(|bucket| [bucket.lowest, bucket.highest]).chain(ends);
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)));
    let room = ((high - low) * 0.08).max(0.5);
    let lowest = if low >= 0.0 { (low - room).max(0.0) } else { low - room };
    Some(Scale { from, to, lowest, highest: high + room })
}

/// A small triangle above or below the line.
fn beyond(code: &str, buckets: &[Bucket], limits: Option<&Limits>, scale: &Scale) -> Vec<Beyond> {
    let sign = |bucket: &Bucket| {
        let high = standing(code, limits, bucket.highest) == Some(Rule::High);
        let low = standing(code, limits, bucket.lowest) == Some(Rule::Low);
        let (value, tip) = if high { (bucket.highest, -6.0) } else { (bucket.lowest, 6.0) };
        let (x, y) = (scale.x(bucket.at), scale.y(value));
        (high || low).then(|| Beyond {
            sign: format!("M{} {}l5 {}h-10z", decimal(x, 1), decimal(y + tip * 1.6, 1), decimal(-tip, 1)),
            at: bucket.at,
            value: decimal(value, 2),
        })
    };
    buckets.iter().filter_map(sign).take(MOST_SIGNS).collect()
}
