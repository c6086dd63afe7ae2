//! A span of readings as so many points. With SQL.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::sensors::model::Bucket;

/// What a drawing needs.
#[derive(Debug, Clone)]
pub struct Wish {
    pub patient: Uuid,
    pub sensor_type: String,
    pub from: Timestamp,
    /// Up to there, and not that instant itself.
    pub to: Timestamp,
    /// As many points at most.
    pub points: u16,
}

pub const MOST_POINTS: u16 = 1000;

pub(super) const HOUR: i64 = 3600;
/// Widths that people can read off an axis.
const WIDTHS: &[i64] = &[
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    300,
    600,
    900,
    1800,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    4 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR,
    48 * HOUR,
    96 * HOUR,
    168 * HOUR,
    336 * HOUR,
    672 * HOUR,
];

impl Wish {
    /// How many seconds a point stands for. One less than is allowed: the first may begin before the span does.
    fn width(&self) -> i64 {
        let span = self.to.duration_since(self.from).as_secs().max(1);
        let points = i64::from(self.points.clamp(2, MOST_POINTS)) - 1;
        let least = (span + points - 1) / points;
        WIDTHS.iter().copied().find(|width| *width >= least).unwrap_or(least)
    }
}

/// What the readings of a span come to, point by point, and how many seconds each stands for. Long spans are read from
/// the gathered hours; what came since they were gathered is read itself.
pub async fn series(tx: &mut TenantTx, wish: &Wish) -> Result<(Vec<Bucket>, i64)> {
    let action = Action::ViewReadings;
    let width = wish.width();
    let from = floor(wish.from, width.min(HOUR))?;
    tx.authorize(action)?;
    let buckets = match width < HOUR {
        true => of_values(tx, action, wish, (from, width)).await?,
        false => of_hours(tx, action, wish, (from, width)).await?,
    };
    tx.record(action, Subject::patient(wish.patient));
    Ok((buckets, width))
}

pub(super) fn floor(at: Timestamp, seconds: i64) -> Result<Timestamp> {
    let past = SignedDuration::from_secs(at.as_second().rem_euclid(seconds));
    let whole = Timestamp::from_second(at.as_second()).map_err(Error::internal)?;
    whole.checked_sub(past).map_err(Error::internal)
}

struct Row {
    at: jiff_sqlx::Timestamp,
    lowest: f64,
    highest: f64,
    average: f64,
    times: i64,
}

impl Row {
    fn read(self) -> Bucket {
        let Self { at, lowest, highest, average, times } = self;
        Bucket { at: at.to_jiff(), lowest, highest, average, times }
    }
}

async fn of_values(
    tx: &mut TenantTx,
    action: Action,
    wish: &Wish,
    (from, width): (Timestamp, i64),
) -> Result<Vec<Bucket>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select date_bin(make_interval(secs => $5), measured_at, $3) as "at!", min(amount) as "lowest!",
               max(amount) as "highest!", avg(amount) as "average!", count(*) as "times!"
           from standing_reading where patient_id = $1 and sensor_type = $2 and measured_at >= $3 and measured_at < $4
           group by 1 order by 1"#,
        wish.patient,
        wish.sensor_type,
        from.to_sqlx(),
        wish.to.to_sqlx(),
        seconds(width)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Row::read).collect())
}

async fn of_hours(
    tx: &mut TenantTx,
    action: Action,
    wish: &Wish,
    (from, width): (Timestamp, i64),
) -> Result<Vec<Bucket>> {
    let db = tx.authorize(action)?;
    // The last gathered hour may still grow: from there on the values count themselves.
    let rows = sqlx::query_as!(
        Row,
        r#"with edge as (
               select coalesce((select max(hour) from reading_hour where patient_id = $1 and sensor_type = $2),
                               '-infinity') as at),
           part as (
               select hour as at, lowest, highest, total, times::bigint as times from reading_hour
               where patient_id = $1 and sensor_type = $2 and hour >= $3 and hour < least($4, (select at from edge))
               union all
               select date_trunc('hour', measured_at, 'UTC'), min(amount), max(amount), sum(amount), count(*)
               from standing_reading where patient_id = $1 and sensor_type = $2 and measured_at >= greatest($3, (select at from edge))
                 and measured_at < $4
               group by 1)
           select date_bin(make_interval(secs => $5), at, $3) as "at!", min(lowest) as "lowest!",
               max(highest) as "highest!", sum(total) / sum(times)::float8 as "average!", sum(times)::bigint as "times!"
           from part group by 1 order by 1"#,
        wish.patient,
        wish.sensor_type,
        from.to_sqlx(),
        wish.to.to_sqlx(),
        seconds(width)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Row::read).collect())
}

#[expect(clippy::cast_precision_loss, reason = "a width is far below 2^53 seconds")]
fn seconds(width: i64) -> f64 {
    width as f64
}

#[cfg(test)]
mod tests {
    use super::Wish;

    #[test]
    fn a_span_never_has_more_points_than_were_asked_for() {
        for (days, points) in
            [(1, 1000), (1, 2), (7, 300), (365, 1000), (365, 400), (3650, 1000), (36_500, 1000), (0, 5)]
        {
            let from: jiff::Timestamp = "2020-01-01T00:30:00Z".parse().unwrap();
            let span = jiff::SignedDuration::from_hours(24 * days);
            let wish = Wish { patient: uuid::Uuid::nil(), sensor_type: String::new(), from, to: from + span, points };
            let most = span.as_secs() / wish.width() + 2;
            assert!(most <= i64::from(points) + 1, "{days} days in {points}: {most} of {} s", wish.width());
        }
    }
}
