//! What clients ask of financial records: the same for the API and the page.

use jiff::ToSpan as _;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::IntoParams;
use uuid::Uuid;
use web::{PageOf, PageWords};

use super::model::{Period, Question};
use crate::appointments::input::Reading;

/// A leap year.
const MOST_DAYS: i32 = 366;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct RecordsQuery {
    /// The first day, or `today`; that of this month when left out.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// The last day, or `today`; today when left out. At most 366 days in all.
    #[param(example = "2030-01-31")]
    pub to: Option<String>,
    #[param(value_type = Option<Period>)]
    pub period: Option<String>,
    /// Only what came of this one's visits. Whoever sees only their own need not say so.
    #[param(value_type = Option<Uuid>)]
    pub provider: Option<String>,
    /// Of those who were charged or paid.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
}

fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

impl RecordsQuery {
    pub fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, ..PageWords::default() }.parse()
    }

    pub fn question(&self, reading: &Reading) -> Result<Question> {
        let wall = &reading.wall;
        let mut problems = Vec::new();
        let mut fail = |field: &'static str, code| problems.push(FieldError::new(field, code));
        let from = given(&self.from).map_or(Ok(wall.today.first_of_month()), |text| wall.date(text));
        let from = from.map_err(|code| fail("from", code)).ok();
        let to = given(&self.to).map_or(Ok(wall.today), |text| wall.date(text));
        let to = to.map_err(|code| fail("to", code)).ok();
        let period = given(&self.period).map_or(Ok(Period::Day), |text| Period::parse(text).ok_or("unknown_choice"));
        let period = period.map_err(|code| fail("period", code)).ok();
        let provider = given(&self.provider).map(|text| text.parse::<Uuid>().map_err(|_| "malformed")).transpose();
        let provider = provider.map_err(|code| fail("provider", code)).ok().flatten();
        let (Some(from), Some(to), Some(period), true) = (from, to, period, problems.is_empty()) else {
            return Err(Error::Invalid(problems));
        };
        let latest = from.checked_add((MOST_DAYS - 1).days()).map_err(|_| Error::invalid("from", "out_of_range"))?;
        if to < from || to > latest {
            return Err(Error::invalid("to", "out_of_range"));
        }
        let (starts_at, _) = wall.day(from).map_err(|code| Error::invalid("from", code))?;
        let (_, ends_at) = wall.day(to).map_err(|code| Error::invalid("to", code))?;
        Ok(Question { from, to, starts_at, ends_at, period, provider })
    }
}
