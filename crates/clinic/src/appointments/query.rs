//! What a list of appointments may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::IntoParams;
use web::{Guest, PageOf, PageWords};

use super::input::Reading;
use super::model::{Kind, PatientRef, Status};
use super::operations::{Filter, Order};
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

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
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
        let mut check = Check { problems: Vec::new() };
        let mut filter = Filter {
            statuses: check.parsed("status", self.status.as_ref(), |text| {
                text.split(',').map(|one| Status::read(one).ok_or("unknown_choice")).collect::<Result<Vec<_>, _>>()
            }),
            provider: check.parsed("provider", self.provider.as_ref(), |text| text.parse().map_err(|_| "malformed")),
            patient: check.parsed("patient", self.patient.as_ref(), |text| PatientRef::parse(text).ok_or("malformed")),
            kind: check.parsed("kind", self.kind.as_ref(), |text| Kind::parse(text).ok_or("unknown_choice")),
            is_priority: check.parsed("is_priority", self.is_priority.as_ref(), flag),
            search: given(self.search.as_ref()).map(|text| search_filter(text, guest)),
            order: check.parsed("ordering", self.ordering.as_ref(), order).unwrap_or_default(),
            from: check.parsed("from", self.from.as_ref(), |text| wall.bound(text, false)),
            to: check.parsed("to", self.to.as_ref(), |text| wall.bound(text, true)),
        };
        if let Some((start, end)) = check.parsed("date", self.date.as_ref(), |text| wall.day(wall.date(text)?)) {
            filter.from = Some(filter.from.map_or(start, |from| from.max(start)));
            filter.to = Some(filter.to.map_or(end, |to| to.min(end)));
        }
        if check.problems.is_empty() { Ok(filter) } else { Err(Error::Invalid(check.problems)) }
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

struct Check {
    problems: Vec<FieldError>,
}

impl Check {
    fn parsed<T>(
        &mut self,
        field: &'static str,
        value: Option<&String>,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        parse(given(value)?).map_err(|code| self.problems.push(FieldError::new(field, code))).ok()
    }
}
