//! What instruments said of all who were assessed, month by month. Reads what the assessments tell.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan as _;
use jiff::civil::Date;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::analytics::counts::{FEWEST, Outcomes, Told};
use crate::analytics::model::Period;
use crate::assessments::operations::{Scored, scores};

/// More are not opened for one look.
const MOST: i64 = 20_000;

/// The average scores of whole months that are over, of each instrument.
///
/// A month is told of as a whole or not at all, by no other parts, and only where there are [`FEWEST`] people in it. So
/// whatever anybody asks for is made of the same months, and no two answers differ by less than the people of one.
pub async fn outcomes(tx: &mut TenantTx, period: &Period) -> Result<Vec<Outcomes>> {
    let action = Action::ViewOutcomes;
    let this_month = tx.tenant().day_of(tx.now()).first_of_month();
    let last = period.last.last_of_month().min(this_month.saturating_sub(1.day()));
    let found = scores(tx, action, (period.first.first_of_month(), last), MOST).await?;
    tx.record(action, Subject::new("analytics", None));
    let found = found.ok_or_else(|| Error::invalid("from", "out_of_range"))?;
    Ok(by_month(found))
}

fn by_month(scores: Vec<Scored>) -> Vec<Outcomes> {
    let mut instruments = BTreeMap::<(String, i32), BTreeMap<Date, Month>>::new();
    for scored in scores {
        let months = instruments.entry((scored.instrument, scored.version)).or_default();
        let month = months.entry(scored.administered_on.first_of_month()).or_default();
        month.assessments += 1;
        // They come in the order of their days.
        month.last.insert(scored.patient, scored.score);
    }
    let told = |((instrument, version), months): ((String, i32), BTreeMap<Date, Month>)| Outcomes {
        instrument,
        version,
        months: months.into_iter().filter_map(|(month, found)| Some((month, found.told()?))).collect(),
    };
    // A month that is not told of is like one in which nobody was assessed.
    instruments.into_iter().map(told).filter(|outcomes| !outcomes.months.is_empty()).collect()
}

#[derive(Default)]
struct Month {
    assessments: usize,
    last: HashMap<Uuid, f64>,
}

impl Month {
    #[expect(clippy::cast_precision_loss, reason = "people of a month")]
    fn told(&self) -> Option<Told> {
        let people = self.last.len();
        let average = || self.last.values().sum::<f64>() / people as f64;
        // In tenths, which a single score does not follow from.
        let rounded = |average: f64| (average * 10.0).round() / 10.0;
        let told = || Told { people, assessments: self.assessments, average: rounded(average()) };
        (people >= FEWEST).then(told)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::{Scored, by_month};

    fn scored(patient: u128, day: i8, score: f64) -> Scored {
        let administered_on = date(2029, 11, day);
        Scored { patient: Uuid::from_u128(patient), instrument: "phq-9".to_owned(), version: 1, administered_on, score }
    }

    #[test]
    fn of_four_people_nothing_is_told_however_often_they_came() {
        let days = (1..=20).map(|day: i8| scored(u128::from(day.unsigned_abs() % 4), day, 10.0));
        assert_eq!(by_month(days.collect()), []);
    }

    #[test]
    fn of_five_people_the_last_scores_count_once_each() {
        let mut scores: Vec<Scored> = (0..5).map(|n| scored(n, 1, 0.0)).collect();
        scores.extend((0..5).map(|n| scored(n, 2, 10.0)));
        scores.push(scored(0, 3, 5.0));
        let (_, told) = by_month(scores)[0].months[0];
        assert_eq!((told.people, told.assessments), (5, 11));
        assert!((told.average - 9.0).abs() < 1e-9);
    }
}
