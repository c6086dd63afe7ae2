//! What a list of appointments may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use web::{Guest, PageOf, PageWords};

use super::input::Reading;
use super::model::{Kind, PatientRef, Status};
use super::operations::{Filter, Order};
use crate::checking::Check;
use crate::parties::query::search_filter;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AppointmentQuery {
    /// A day in the clinic's zone, or `today`.
    #[param(example = "today")]
    pub date: Option<String>,
    /// Starting at or after: an instant, or a day.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// Starting before an instant, or on a day or earlier.
    #[param(example = "2030-01-31")]
    pub to: Option<String>,
    /// One or several, separated by commas; edge spellings too.
    #[param(example = "booked,arrived")]
    pub status: Option<String>,
    #[param(example = "0198c0de-0000-7000-8000-000000000001")]
    pub provider: Option<String>,
    /// Id or number.
    pub patient: Option<String>,
    #[param(example = "consultation")]
    pub kind: Option<String>,
    #[serde(alias = "is_prior")]
    #[param(value_type = Option<bool>)]
    pub is_priority: Option<String>,
    /// The patient's name in any word order, phone, MRN, number, e-mail or date of birth.
    #[param(example = "gom jos")]
    pub search: Option<String>,
    /// `starts_at` (default), `-starts_at`, `created_at` or `-created_at`.
    #[param(example = "starts_at")]
    pub ordering: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
    /// From the `next` link: where this page goes on.
    pub after: Option<String>,
    /// From the `previous` link: where this page ends.
    pub before: Option<String>,
}

impl AppointmentQuery {
    pub fn page(&self) -> Result<PageOf> {
        PageWords {
            page: self.page.as_deref(),
            page_size: self.page_size.as_deref(),
            after: self.after.as_deref(),
            before: self.before.as_deref(),
        }
        .parse()
    }

    pub fn filter(&self, guest: &Guest) -> Result<Filter> {
        let wall = Reading::of(guest).wall;
        let mut check = Check::default();
        let mut filter = Filter {
            statuses: check.read("status", self.status.as_deref(), |text| {
                text.split(',').map(|one| Status::read(one).ok_or("unknown_choice")).collect::<Result<Vec<_>, _>>()
            }),
            provider: check.read("provider", self.provider.as_deref(), |text| text.parse().map_err(|_| "malformed")),
            patient: check.read("patient", self.patient.as_deref(), |text| PatientRef::parse(text).ok_or("malformed")),
            kind: check.read("kind", self.kind.as_deref(), |text| Kind::parse(text).ok_or("unknown_choice")),
            is_priority: check.read("is_priority", self.is_priority.as_deref(), flag),
            search: check.read("search", self.search.as_deref(), |text| Ok(search_filter(text, guest))),
            order: check.read("ordering", self.ordering.as_deref(), order).unwrap_or_default(),
            from: check.read("from", self.from.as_deref(), |text| wall.bound(text, false)),
            to: check.read("to", self.to.as_deref(), |text| wall.bound(text, true)),
        };
        if let Some((start, end)) = check.read("date", self.date.as_deref(), |text| wall.day(wall.date(text)?)) {
            filter.from = Some(filter.from.map_or(start, |from| from.max(start)));
            filter.to = Some(filter.to.map_or(end, |to| to.min(end)));
        }
        check.finish(Some(filter))
    }
}

fn flag(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err("unknown_choice"),
    }
}

fn order(text: &str) -> Result<Order, &'static str> {
    match text {
        "starts_at" => Ok(Order::Start),
        "-starts_at" => Ok(Order::StartDescending),
        "created_at" => Ok(Order::Created),
        "-created_at" => Ok(Order::CreatedDescending),
        _ => Err("unknown_choice"),
    }
}
