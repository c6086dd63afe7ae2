//! Which days and whose, as clients write it.

use jiff::civil::Date;
use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use web::Guest;

use super::model::{Asked, Period, Preset, Step};
use crate::appointments::input::Reading;
use crate::appointments::model::Kind;
use crate::checking::Check;
use crate::links;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AnalyticsQuery {
    /// Days by a name; `last_30_days` when nothing is said. What is under way ends today.
    #[param(value_type = Option<Preset>, inline)]
    pub period: Option<String>,
    /// The first day, in place of a name; 29 days before the last one when left out. At most 1830 days.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// The last day, in place of a name; today when left out.
    #[param(example = "2030-01-31")]
    pub to: Option<String>,
    /// In which parts: days for up to 92 days, weeks for up to 371. What suits the days when left out.
    #[param(value_type = Option<Step>)]
    pub step: Option<String>,
    /// Of one of those who see patients. Whoever may see their own numbers alone sees those.
    #[param(value_type = Option<Uuid>)]
    pub provider: Option<String>,
    #[param(value_type = Option<Kind>)]
    pub kind: Option<String>,
}

impl AnalyticsQuery {
    pub fn asked(&self, guest: &Guest) -> Result<Asked> {
        let wall = Reading::of(guest).wall;
        let mut check = Check::default();
        let preset = check.read("period", self.period.as_deref(), |text| Preset::parse(text).ok_or("unknown_choice"));
        let from = check.read("from", self.from.as_deref(), |text| wall.date(text));
        let to = check.read("to", self.to.as_deref(), |text| wall.date(text));
        let step = check.read("step", self.step.as_deref(), |text| Step::parse(text).ok_or("unknown_choice"));
        let provider = check.read("provider", self.provider.as_deref(), |text| text.parse().map_err(|_| "malformed"));
        let kind = check.read("kind", self.kind.as_deref(), |text| Kind::parse(text).ok_or("unknown_choice"));
        let (first, last) = match (from, to) {
            (None, None) => Period::named(preset.unwrap_or(Preset::LastDays), wall.today),
            (from, to) => {
                let last = to.unwrap_or(wall.today);
                (from.unwrap_or_else(|| days_before(last)), last)
            }
        };
        let period = Period::new(first, last, step);
        if period.is_none() && check.is_fine() {
            // Whether the days or the steps are to blame, the steps are what is looser.
            let field = if Period::new(first, last, None).is_some() { "step" } else { "to" };
            check.fail(field, "out_of_range");
        }
        check.finish(period.map(|period| Asked { period, provider, kind }))
    }

    /// The same as it stands in links.
    pub fn said(&self) -> String {
        links::filters(&[
            ("period", &self.period),
            ("from", &self.from),
            ("to", &self.to),
            ("step", &self.step),
            ("provider", &self.provider),
            ("kind", &self.kind),
        ])
    }
}

fn days_before(last: Date) -> Date {
    use jiff::ToSpan as _;
    last.saturating_sub(29.days())
}
