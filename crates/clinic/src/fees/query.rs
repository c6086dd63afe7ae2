//! What a list of fees may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use web::{Guest, PageOf, PageWords};

use super::model::FeeStatus;
use super::operations::Filter;
use crate::appointments::input::Reading;
use crate::checking::Check;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FeeQuery {
    #[param(value_type = Option<Uuid>)]
    pub patient: Option<String>,
    #[param(value_type = Option<Uuid>)]
    pub appointment: Option<String>,
    #[param(value_type = Option<FeeStatus>)]
    pub status: Option<String>,
    /// Charged at or after: an instant, or a day in the clinic's zone.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// Charged before an instant, or on a day or earlier.
    #[param(example = "2030-01-31")]
    pub to: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
}

impl FeeQuery {
    pub fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, ..PageWords::default() }.parse()
    }

    pub fn filter(&self, guest: &Guest) -> Result<Filter> {
        let wall = Reading::of(guest).wall;
        let mut check = Check::default();
        let filter = Filter {
            patient: check.read("patient", self.patient.as_deref(), |text| text.parse().map_err(|_| "malformed")),
            appointment: check
                .read("appointment", self.appointment.as_deref(), |text| text.parse().map_err(|_| "malformed")),
            status: check.read("status", self.status.as_deref(), |text| FeeStatus::parse(text).ok_or("unknown_choice")),
            from: check.read("from", self.from.as_deref(), |text| wall.bound(text, false)),
            to: check.read("to", self.to.as_deref(), |text| wall.bound(text, true)),
        };
        check.finish(Some(filter))
    }
}
