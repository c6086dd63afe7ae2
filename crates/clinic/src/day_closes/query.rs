//! What clients ask of closed days: the same for the API and the page.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use web::{PageOf, PageWords};

use super::model::DayState;
use super::operations::Filter;
use crate::appointments::input::Reading;
use crate::checking::Check;

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DayCloseQuery {
    #[param(value_type = Option<DayState>)]
    pub status: Option<String>,
    /// A day, or `today`.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// The last day, or `today`.
    #[param(example = "2030-01-31")]
    pub to: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
}

impl DayCloseQuery {
    pub fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, ..PageWords::default() }.parse()
    }

    pub fn filter(&self, reading: &Reading) -> Result<Filter> {
        let mut check = Check::default();
        let filter = Filter {
            state: check.read("status", self.status.as_deref(), |text| DayState::parse(text).ok_or("unknown_choice")),
            from: check.read("from", self.from.as_deref(), |text| reading.wall.date(text)),
            to: check.read("to", self.to.as_deref(), |text| reading.wall.date(text)),
        };
        check.finish(Some(filter))
    }
}
