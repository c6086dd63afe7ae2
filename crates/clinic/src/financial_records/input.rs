//! What clients ask of financial records: the same for the API and the page.

use jiff::ToSpan as _;
use serde::Deserialize;
use tenancy::{Error, Result};
use utoipa::IntoParams;
use web::{PageOf, PageWords};

use super::model::{Period, Question};
use crate::appointments::input::Reading;
use crate::checking::Check;

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

impl RecordsQuery {
    pub fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, ..PageWords::default() }.parse()
    }

    pub fn question(&self, reading: &Reading) -> Result<Question> {
        let wall = &reading.wall;
        let mut check = Check::default();
        let from = check.read("from", self.from.as_deref(), |text| wall.date(text));
        let to = check.read("to", self.to.as_deref(), |text| wall.date(text));
        let period = check.read("period", self.period.as_deref(), |text| Period::parse(text).ok_or("unknown_choice"));
        let provider = check.read("provider", self.provider.as_deref(), |text| text.parse().map_err(|_| "malformed"));
        check.finish(Some(()))?;
        let (from, to) = (from.unwrap_or(wall.today.first_of_month()), to.unwrap_or(wall.today));
        let latest = from.checked_add((MOST_DAYS - 1).days()).map_err(|_| Error::invalid("from", "out_of_range"))?;
        if to < from || to > latest {
            return Err(Error::invalid("to", "out_of_range"));
        }
        let (starts_at, _) = wall.day(from).map_err(|code| Error::invalid("from", code))?;
        let (_, ends_at) = wall.day(to).map_err(|code| Error::invalid("to", code))?;
        Ok(Question { from, to, starts_at, ends_at, period: period.unwrap_or(Period::Day), provider })
    }
}
