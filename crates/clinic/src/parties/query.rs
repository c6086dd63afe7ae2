//! What a list of people may be narrowed by, as clients write it.

use people::{Email, Mrn, SearchContext, SearchTerm};
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::IntoParams;
use uuid::Uuid;
use web::{Guest, PageWords};

use super::finding::{Born, Filter, Identifiers};
use super::model::PartyKind;
use crate::forms::{date_code, phone, reading};

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PartyQuery {
    /// Name in any word order, phone, MRN, number, e-mail or date of birth.
    #[param(example = "gom jos")]
    pub search: Option<String>,
    pub kind: Option<PartyKind>,
    #[param(example = "MRN-0042")]
    pub mrn: Option<String>,
    #[param(example = "+33612345678")]
    pub phone: Option<String>,
    #[param(example = "jose.gomez@example.org")]
    pub email: Option<String>,
    #[param(example = "1980-01-01")]
    pub born_from: Option<String>,
    #[param(example = "1990-12-31")]
    pub born_to: Option<String>,
    pub active: Option<bool>,
    /// Only those with this tag of `/api/tags`.
    pub tag: Option<Uuid>,
    /// `created_at` (default) or `-created_at`.
    #[param(example = "-created_at")]
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

impl PartyQuery {
    pub fn page(&self) -> Result<web::PageOf> {
        PageWords {
            page: self.page.as_deref(),
            page_size: self.page_size.as_deref(),
            after: self.after.as_deref(),
            before: self.before.as_deref(),
        }
        .parse()
    }

    pub fn filter(&self, guest: &Guest) -> Result<Filter> {
        let mut problems = Vec::new();
        let text = self.search.as_deref().filter(|text| !text.trim().is_empty());
        let mut filter = text.map(|text| search_filter(text, guest)).unwrap_or_default();
        // A text that says nothing, such as "?", must not find everybody.
        filter.nobody = text.is_some() && filter.is_empty();
        let context = reading(guest);
        let given =
            |value: &Option<String>| value.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        if let Some(text) = given(&self.phone) {
            filter.phone = phone(&text, context.region);
            if filter.phone.is_none() {
                problems.push(FieldError::new("phone", "not_a_phone"));
            }
        }
        if let Some(text) = given(&self.email) {
            filter.email =
                Email::parse(&text).map_err(|_| problems.push(FieldError::new("email", "not_an_email"))).ok();
        }
        if let Some(text) = given(&self.mrn) {
            filter.mrn = Mrn::parse(&text).map_err(|_| problems.push(FieldError::new("mrn", "malformed"))).ok();
        }
        let mut date = |field: &'static str, value: &Option<String>| {
            let parsed = people::date::parse(&given(value)?, context.order, context.today);
            parsed.map_err(|error| problems.push(FieldError::new(field, date_code(error)))).ok()
        };
        let (from, to) = (date("born_from", &self.born_from), date("born_to", &self.born_to));
        if from.is_some() || to.is_some() {
            let (from, to) = (from.unwrap_or(jiff::civil::date(1880, 1, 1)), to.unwrap_or(context.today));
            filter.born = Some(match filter.born {
                // The text said a day too: it must lie in the span.
                Some(Born::Between(first, last)) => Born::Between(first.max(from), last.min(to)),
                Some(Born::Unknown) | None => Born::Between(from, to),
            });
        }
        filter.kind = self.kind;
        filter.active = self.active;
        filter.tag = self.tag;
        match self.ordering.as_deref().filter(|text| !text.is_empty()) {
            None | Some("created_at") => {}
            Some("-created_at") => filter.newest_first = true,
            Some(_) => problems.push(FieldError::new("ordering", "unknown_choice")),
        }
        if problems.is_empty() { Ok(filter) } else { Err(Error::Invalid(problems)) }
    }
}

/// What somebody typed into the one search box.
pub fn search_filter(text: &str, guest: &Guest) -> Filter {
    let context = reading(guest);
    let Some(region) = context.region.or_else(|| people::Region::parse("US")) else { return Filter::default() };
    let term = SearchTerm::parse(text, &SearchContext { region, date_order: context.order, today: context.today });
    Filter {
        names: term.names,
        any_of: Identifiers { phone: term.phone, email: term.email, mrns: term.mrns, number: term.number },
        born: term.date_of_birth.map(|date| Born::Between(date, date)),
        ..Filter::default()
    }
}
