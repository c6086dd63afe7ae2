//! What the record may be narrowed by, as clients write it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result, TenantTx};
use utoipa::IntoParams;
use web::{Guest, PageOf, PageWords};

use super::model::{ACTOR_KINDS, By, Filter, Stretch, action_of, outcome_of, risk_of};
use super::operations;
use crate::appointments::model::PatientRef;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Id or number.
    #[param(example = "1")]
    pub patient: Option<String>,
    /// Id of a member of staff, or a kind: staff, integration, operator, job, visitor.
    #[param(example = "staff")]
    pub actor: Option<String>,
    #[param(example = "view_patient")]
    pub action: Option<String>,
    /// A day in the clinic's zone, or an instant.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    #[param(example = "2030-12-31")]
    pub to: Option<String>,
    #[param(example = "success")]
    pub outcome: Option<String>,
    #[param(example = "low")]
    pub risk: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
    /// From the `next` and `previous` links: entries newer than this one are left out.
    pub as_of: Option<String>,
    /// From the `next` link: only entries older than this one.
    pub before: Option<String>,
}

fn given(value: &Option<String>) -> Option<&str> {
    value.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn number(field: &'static str, value: &Option<String>) -> Result<Option<i64>> {
    given(value).map(|text| text.parse().map_err(|_| Error::invalid(field, "malformed"))).transpose()
}

impl AuditQuery {
    pub fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, ..PageWords::default() }.parse()
    }

    pub fn stretch(&self, page: PageOf) -> Result<Stretch> {
        let (as_of, before) = (number("as_of", &self.as_of)?, number("before", &self.before)?);
        Ok(Stretch { as_of, before: before.map(|seq| seq.max(1)), offset: page.offset(), limit: page.size })
    }

    /// Everything but the patient, whose number only the database can resolve.
    pub fn filter(&self, guest: &Guest) -> Result<Filter> {
        let mut problems = Vec::new();
        let mut check = Check { guest, problems: &mut problems };
        let filter = Filter {
            patient: None,
            by: check.known("actor", &self.actor, by),
            action: check.known("action", &self.action, action_of),
            from: check.instant("from", &self.from, false),
            to: check.instant("to", &self.to, true),
            outcome: check.known("outcome", &self.outcome, outcome_of),
            risk: check.known("risk", &self.risk, risk_of),
        };
        if problems.is_empty() { Ok(filter) } else { Err(Error::Invalid(problems)) }
    }

    pub async fn resolve(&self, tx: &mut TenantTx, mut filter: Filter) -> Result<Filter> {
        if let Some(text) = given(&self.patient) {
            filter.patient = Some(match PatientRef::parse(text) {
                None => return Err(Error::invalid("patient", "malformed")),
                Some(PatientRef::Id(id)) => id,
                // A patient who never was is an empty list.
                Some(PatientRef::Number(number)) => operations::numbered(tx, number).await?.unwrap_or_default(),
            });
        }
        Ok(filter)
    }
}

fn by(text: &str) -> Option<By> {
    let kind = ACTOR_KINDS.iter().find(|kind| **kind == text);
    kind.map(|kind| By::Kind(kind)).or_else(|| text.parse().ok().map(By::One))
}

struct Check<'a> {
    guest: &'a Guest,
    problems: &'a mut Vec<FieldError>,
}

impl Check<'_> {
    fn known<T>(&mut self, field: &'static str, value: &Option<String>, read: fn(&str) -> Option<T>) -> Option<T> {
        let text = given(value)?;
        let known = read(text);
        if known.is_none() {
            self.problems.push(FieldError::new(field, "unknown_choice"));
        }
        known
    }

    /// An instant, or the first or last of a day in the clinic's zone.
    fn instant(&mut self, field: &'static str, value: &Option<String>, end: bool) -> Option<Timestamp> {
        // An unescaped plus sign of an offset arrives as a blank.
        let text = given(value)?.replace(' ', "+");
        let instant = text.parse().ok().or_else(|| self.day(text.parse().ok()?, end));
        if instant.is_none() {
            self.problems.push(FieldError::new(field, "not_a_date"));
        }
        instant
    }

    fn day(&self, day: Date, end: bool) -> Option<Timestamp> {
        let zone = self.guest.tenant().time_zone.clone();
        let day = if end { day.tomorrow().ok()? } else { day };
        let start = day.to_zoned(zone).ok()?.timestamp();
        if end { start.checked_sub(jiff::SignedDuration::from_micros(1)).ok() } else { Some(start) }
    }
}
