//! Appointments, how full days are, who is new, reminders, and what instruments said, as tiles and tables.

use jiff::civil::Date;
use sheets::Column;

use super::Scene;
use crate::analytics::counts::{Activity, Newcomers, Outcomes, Reminders, Reminding, Use, Visits};
use crate::analytics::model::{Course, Share};
use crate::analytics::view::{Chart, Contents, Line, Look, Table, Tile, Value};

fn tile(scene: &Scene<'_>, name: &str, value: Value, before: Value) -> Tile {
    Tile { title: scene.t(&format!("analytics-column-{name}")), value, before }
}

/// The course of one number, drawn.
fn chart<T>(scene: &Scene<'_>, course: &Course<T>, of: impl Fn(&T) -> Value) -> Option<Chart> {
    let steps: Vec<_> = course.steps.iter().map(|(start, counted)| (scene.step(*start), of(counted))).collect();
    Chart::draw(scene.t("analytics-by-step"), &steps)
}

/// A line a step; none where nothing was counted in any.
fn steps<T>(
    scene: &Scene<'_>,
    course: &Course<T>,
    all: impl Fn(&T) -> i64,
    values: impl Fn(&T) -> Vec<Value>,
) -> Vec<Line> {
    if all(&course.total) == 0 {
        return Vec::new();
    }
    let line = |(start, counted): &(Date, T)| Line { head: scene.step(*start), values: values(counted) };
    course.steps.iter().map(line).collect()
}

const VISITS: &[&str] = &[
    "all",
    "pending",
    "booked",
    "arrived",
    "checked_in",
    "fulfilled",
    "cancelled",
    "cancelled_late",
    "noshow",
    "no_show_rate",
];

fn visits(visits: &Visits) -> Vec<Value> {
    let counts = [
        visits.all(),
        visits.pending,
        visits.booked,
        visits.arrived,
        visits.checked_in,
        visits.fulfilled,
        visits.cancelled,
        visits.cancelled_late,
        visits.noshow,
    ];
    counts.into_iter().map(Value::Count).chain([Value::Share(visits.no_show_rate())]).collect()
}

pub fn appointments(scene: &Scene<'_>, activity: &Activity) -> Contents {
    let course = &activity.course;
    let columns = || scene.columns(VISITS);
    let kinds = activity.kinds.iter().map(|(kind, sum)| Line { head: scene.kind(Some(*kind)), values: visits(sum) });
    let providers =
        activity.providers.iter().map(|(id, sum)| Line { head: scene.provider(Some(*id)), values: visits(sum) });
    let count = |name, of: fn(&Visits) -> i64| {
        tile(scene, name, Value::Count(of(&course.total)), Value::Count(of(&course.before)))
    };
    let rate = |name, of: fn(&Visits) -> Option<Share>| {
        tile(scene, name, Value::Share(of(&course.total)), Value::Share(of(&course.before)))
    };
    Contents {
        tiles: vec![
            count("all", Visits::all),
            count("fulfilled", |sum| sum.fulfilled),
            rate("no-show-rate", Visits::no_show_rate),
            rate("cancellation-rate", Visits::cancellation_rate),
        ],
        chart: chart(scene, course, |sum| Value::Count(sum.all())),
        tables: vec![
            scene.table("step", "step", columns(), steps(scene, course, Visits::all, visits)),
            scene.table("kind", "kind", columns(), kinds.collect()),
            scene.table("provider", "provider", columns(), providers.collect()),
            week(scene, &activity.week),
        ],
    }
}

const HOURS: [&str; 24] = [
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18",
    "19", "20", "21", "22", "23",
];

/// Weekdays below each other and the hours in which anything begins side by side.
fn week(scene: &Scene<'_>, week: &[[i64; 24]; 7]) -> Table {
    let begins = |hour: &usize| week.iter().any(|day| day.get(*hour).is_some_and(|visits| *visits > 0));
    let (first, end) = ((0..24).find(begins), (0..24).rev().find(begins).map(|last| last + 1));
    let used = first.zip(end).map_or(0..0, |(first, end)| first..end);
    let hours = HOURS.get(used.clone()).unwrap_or_default();
    let columns = hours.iter().copied().map(|hour| Column { name: hour, heading: format!("{hour}:00") });
    let line = |(day, number): (&[i64; 24], u8)| Line {
        head: scene.t(&format!("date-weekday-{number}")),
        values: day.get(used.clone()).unwrap_or_default().iter().copied().map(Value::Count).collect(),
    };
    let lines = if used.is_empty() { Vec::new() } else { week.iter().zip(1..).map(line).collect() };
    Table { look: Look::Heat, ..scene.table("hour", "weekday", columns.collect(), lines) }
}

pub fn utilization(scene: &Scene<'_>, used: &[Use]) -> Contents {
    let line = |used: &Use| Line {
        head: scene.provider(Some(used.provider)),
        values: vec![
            Value::Share(used.share()),
            Value::Share(used.share_before()),
            Value::Number(hours(used.booked_minutes)),
            Value::Number(hours(used.offered_minutes)),
            Value::Text(used.third_next.map(|at| scene.page.day_time(at)).unwrap_or_default()),
        ],
    };
    let columns = scene.columns(&["utilization", "utilization_before", "booked_hours", "offered_hours", "third_next"]);
    let sum = |of: fn(&Use) -> i64| used.iter().map(of).sum::<i64>();
    let now = Share::of(sum(|used| used.booked_minutes), sum(|used| used.offered_minutes));
    let before = Share::of(sum(|used| used.before_booked_minutes), sum(|used| used.before_offered_minutes));
    Contents {
        tiles: vec![tile(scene, "utilization", Value::Share(now), Value::Share(before))],
        chart: None,
        tables: vec![scene.table("provider", "provider", columns, used.iter().map(line).collect())],
    }
}

/// Minutes in hours with a decimal.
fn hours(minutes: i64) -> String {
    let tenths = (minutes + 3) / 6;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn newcomers(newcomers: &Newcomers) -> Vec<Value> {
    vec![Value::Count(newcomers.new), Value::Count(newcomers.returning), Value::Share(newcomers.share())]
}

pub fn patients(scene: &Scene<'_>, course: &Course<Newcomers>) -> Contents {
    let columns = scene.columns(&["new", "returning", "new_rate"]);
    let (now, before) = (&course.total, &course.before);
    let lines = steps(scene, course, |sum| sum.new + sum.returning, newcomers);
    Contents {
        tiles: vec![
            tile(scene, "new", Value::Count(now.new), Value::Count(before.new)),
            tile(scene, "returning", Value::Count(now.returning), Value::Count(before.returning)),
            tile(scene, "new-rate", Value::Share(now.share()), Value::Share(before.share())),
        ],
        chart: chart(scene, course, |sum| Value::Count(sum.new)),
        tables: vec![scene.table("step", "step", columns, lines)],
    }
}

fn reminder_values(sum: &Reminders) -> Vec<Value> {
    let counts =
        [sum.all(), sum.waiting, sum.sent, sum.delivered, sum.failed, sum.withheld, sum.confirmed, sum.cancelled];
    let rates = [sum.delivery_rate(), sum.confirmation_rate()];
    counts.into_iter().map(Value::Count).chain(rates.map(Value::Share)).collect()
}

const REMINDERS: &[&str] = &[
    "reminders",
    "waiting",
    "sent",
    "delivered",
    "failed",
    "withheld",
    "confirmed",
    "called_off",
    "delivery_rate",
    "confirmation_rate",
];

pub fn reminders(scene: &Scene<'_>, reminding: &Reminding) -> Contents {
    let course = &reminding.course;
    let columns = || scene.columns(REMINDERS);
    let channel = |(channel, sum): &(String, Reminders)| Line {
        head: scene.t(&format!("analytics-channel-{channel}")),
        values: reminder_values(sum),
    };
    let (now, before) = (&course.total, &course.before);
    let rate =
        |name, of: fn(&Reminders) -> Option<Share>| tile(scene, name, Value::Share(of(now)), Value::Share(of(before)));
    Contents {
        tiles: vec![
            tile(scene, "reminders", Value::Count(now.all()), Value::Count(before.all())),
            rate("delivery-rate", Reminders::delivery_rate),
            rate("confirmation-rate", Reminders::confirmation_rate),
        ],
        chart: chart(scene, course, |sum| Value::Count(sum.all())),
        tables: vec![
            scene.table("step", "step", columns(), steps(scene, course, Reminders::all, reminder_values)),
            scene.table("channel", "channel", columns(), reminding.channels.iter().map(channel).collect()),
        ],
    }
}

pub fn outcomes(scene: &Scene<'_>, outcomes: &[Outcomes]) -> Contents {
    let columns = || scene.columns(&["average_score", "people", "assessments"]);
    let table = |outcomes: &Outcomes| {
        let lines = outcomes.months.iter().map(|(month, told)| Line {
            head: scene.month(*month),
            values: vec![
                Value::Number(format!("{:.1}", told.average)),
                Value::Count(i64::try_from(told.people).unwrap_or(i64::MAX)),
                Value::Count(i64::try_from(told.assessments).unwrap_or(i64::MAX)),
            ],
        });
        let slug = format!("{}-{}", outcomes.instrument, outcomes.version);
        let title = outcomes.instrument.to_uppercase();
        Table { slug, title, look: Look::Plain, ..scene.table("step", "month", columns(), lines.collect()) }
    };
    let mut tables: Vec<Table> = outcomes.iter().map(table).collect();
    if tables.is_empty() {
        // There is a file also where there is nothing in it.
        tables.push(scene.table("step", "month", columns(), Vec::new()));
    }
    Contents { tiles: Vec::new(), chart: None, tables }
}
