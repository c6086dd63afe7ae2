//! What an assessment came to, in words for the patient whose it is: never what was answered, nor what it tells clinicians.

use ::instruments::{Direction, Number};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use tenancy::{Action, Error, Id};
use web::{Caller, Html, Path, WebResult};

use super::operations::own;
use crate::accounts::operations::names;
use crate::assessments::model::Assessment;
use crate::assessments::operations::releases;
use crate::assessments::view::Words;
use crate::parties::operations::load_living;
use crate::shell::Page;

/// A score as it is told: `12 of 27`, or with what it is counted in.
#[derive(Default)]
struct Told {
    /// Empty where there is none.
    score: String,
    /// From where to where the scale goes, where the score does not say it.
    scale: String,
    /// Which end is the better one.
    better: &'static str,
    band: Option<Words>,
}

impl Told {
    fn new(page: &Page, of: &Assessment) -> Self {
        let (definition, outcome) = (&of.definition, of.content.outcome.reveal());
        let Some(score) = outcome.score else { return Self::default() };
        let say =
            |key: &str, words: &[(&str, &str)]| page.guest().app().texts().with(page.guest().locale(), key, words);
        let plain = match &definition.unit {
            Some(unit) => format!("{score} {unit}"),
            None => score.to_string(),
        };
        let (score, scale) = match definition.range {
            Some((lowest, highest)) if lowest == Number::ZERO && definition.unit.is_none() => {
                let highest = highest.to_string();
                (say("portal-score-of", &[("score", &plain), ("highest", &highest)]), String::new())
            }
            Some((lowest, highest)) => {
                let (lowest, highest) = (lowest.to_string(), highest.to_string());
                (plain, say("portal-scale", &[("lowest", &lowest), ("highest", &highest)]))
            }
            None => (plain, String::new()),
        };
        let better = match definition.direction {
            Direction::HigherIsBetter => "portal-higher-is-better",
            Direction::HigherIsWorse => "portal-lower-is-better",
        };
        let band = outcome.band.as_ref().and_then(|id| definition.band(id)).map(|band| Words::new(page, &band.text));
        Self { score, scale, better, band }
    }
}

/// How it changed since the last one that the patient may read.
struct Change {
    since: Date,
    key: &'static str,
    /// Whether that means something, where somebody found out what does.
    counts: Option<&'static str>,
}

impl Change {
    fn new(of: &Assessment, before: &Assessment) -> Option<Self> {
        let change = of.change_since(before)?;
        let is_same = change.is_better.is_none();
        let key = match (is_same, change.by.is_negative()) {
            (true, _) => "portal-change-same",
            (false, true) => "portal-change-lower",
            (false, false) => "portal-change-higher",
        };
        let counts = change.counts.filter(|_| !is_same);
        let counts = counts.map(|counts| if counts { "portal-change-counts" } else { "portal-change-within" });
        Some(Self { since: before.content.administered_on, key, counts })
    }
}

#[derive(Template)]
#[template(path = "portal/result.html")]
struct ResultPage {
    page: Page,
    /// Whose it is, on paper.
    patient: String,
    title: Words,
    about: Words,
    day: Date,
    by: String,
    told: Told,
    change: Option<Change>,
}

pub async fn view(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    let action = Action::ViewOwnRecords;
    let me = own(caller.actor(), action)?;
    let mut tx = caller.read().await?;
    let (found, before) = releases::own(&mut tx, me, id).await?;
    let names = names(&mut tx, action).await?;
    let patient = load_living(&mut tx, action, me).await?.person.reveal().full_name();
    tx.commit().await?;
    let page = Page::new(&caller);
    let by = found.completed.map_or(found.created_by, |signed| signed.by);
    let shown = ResultPage {
        patient,
        title: Words::new(&page, &found.definition.title),
        about: Words::new(&page, &found.definition.about),
        day: found.content.administered_on,
        by: names.get(&by).cloned().unwrap_or_default(),
        told: Told::new(&page, &found),
        change: before.and_then(|before| Change::new(&found, &before)),
        page,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
