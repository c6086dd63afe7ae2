//! How somebody's scores with one instrument went: a line over its bands, and the same as a table.

use ::instruments::{Definition, Severity};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use tenancy::{Action, Error};
use web::{Caller, Html, Path, WebResult};

use crate::accounts::operations::names;
use crate::assessments::model::{Assessment, subject_of};
use crate::assessments::operations;
use crate::assessments::view::{Entry, Words};
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::parties::operations::load_living;
use crate::shell::Page;

/// The drawing's own measures.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
const MARGIN: f64 = 36.0;

/// A score on the line.
struct Point {
    x: String,
    y: String,
    label: String,
    day: Date,
}

/// A stripe behind the line.
struct Stripe {
    y: String,
    height: String,
    class: &'static str,
    label: Words,
    label_y: String,
}

#[derive(Template)]
#[template(path = "assessments/trend.html")]
struct TrendPage {
    page: Page,
    banner: Banner,
    title: Words,
    points: Vec<Point>,
    line: String,
    stripes: Vec<Stripe>,
    /// Half the height of the least change that counts, around the last score.
    least: Option<(String, String)>,
    lowest: String,
    highest: String,
    entries: Vec<Entry>,
}

pub async fn view(caller: Caller, Path((patient, instrument)): Path<(String, String)>) -> WebResult<Response> {
    let action = Action::ViewAssessments;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let all = operations::of_patient(&mut tx, id).await?;
    let party = load_living(&mut tx, action, id).await?;
    let names = names(&mut tx, action).await?;
    let banner = Banner::new(&caller, &party).with_allergies(&mut tx, action).await?;
    tx.commit().await?;
    let mut scored: Vec<&Assessment> = all.iter().filter(|one| one.definition.id == instrument).collect();
    scored.retain(|one| one.status.is_signed() && one.content.outcome.reveal().score.is_some());
    let latest = scored.first().copied().ok_or(Error::NotFound)?;
    let page = Page::new(&caller);
    let entries = scored.iter().map(|one| Entry::new(&page, one, &names)).collect();
    let bands = latest.definition.bands_of(&subject_of(&party, latest.content.administered_on));
    let drawn = Drawing::of(&scored, &latest.definition);
    let stripes = drawn.stripes(&page, bands);
    let shown = TrendPage {
        title: Words::new(&page, &latest.definition.title),
        points: drawn.points(),
        line: drawn.line(),
        stripes,
        least: drawn.least(&latest.definition),
        lowest: decimal(drawn.lowest),
        highest: decimal(drawn.highest),
        entries,
        page,
        banner,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Days and scores, and between which ends they are drawn.
struct Drawing {
    /// The oldest first.
    scores: Vec<(Date, f64, String)>,
    lowest: f64,
    highest: f64,
}

impl Drawing {
    fn of(scored: &[&Assessment], definition: &Definition) -> Self {
        let point = |one: &&Assessment| {
            let score = one.content.outcome.reveal().score?;
            Some((one.content.administered_on, score.approximate(), score.to_string()))
        };
        let scores: Vec<_> = scored.iter().rev().filter_map(point).collect();
        let found = || scores.iter().map(|(_, score, _)| *score);
        let (low, high) = (found().fold(f64::INFINITY, f64::min), found().fold(f64::NEG_INFINITY, f64::max));
        let (lowest, highest) = match definition.range {
            Some((lowest, highest)) => (lowest.approximate().min(low), highest.approximate().max(high)),
            // Where the sky is the limit, a fifth above the highest.
            None => (0.0_f64.min(low), (high * 1.2).max(low + 1.0)),
        };
        Self { scores, lowest, highest }
    }

    fn y(&self, score: f64) -> f64 {
        let share = (score - self.lowest) / (self.highest - self.lowest).max(f64::EPSILON);
        HEIGHT - MARGIN - share.clamp(0.0, 1.0) * (HEIGHT - 2.0 * MARGIN)
    }

    fn x(&self, day: Date) -> f64 {
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let (first, last) = (self.scores.first().map(|(day, ..)| *day), self.scores.last().map(|(day, ..)| *day));
        let share = first.zip(last).filter(|(first, last)| first != last);
        let share = share.map_or(0.5, |(first, last)| days(first, day) / days(first, last));
        MARGIN + share * (WIDTH - 2.0 * MARGIN)
    }

    fn points(&self) -> Vec<Point> {
        let point = |(day, score, label): &(Date, f64, String)| Point {
            x: decimal(self.x(*day)),
            y: decimal(self.y(*score)),
            label: label.clone(),
            day: *day,
        };
        self.scores.iter().map(point).collect()
    }

    fn line(&self) -> String {
        let points = self.points();
        points.iter().map(|point| format!("{},{}", point.x, point.y)).collect::<Vec<_>>().join(" ")
    }

    fn stripes(&self, page: &Page, bands: &[::instruments::Band]) -> Vec<Stripe> {
        let tops = bands.iter().skip(1).map(|band| band.from.approximate()).chain([self.highest]);
        let stripe = |(band, top): (&::instruments::Band, f64)| {
            let (upper, lower) = (self.y(top), self.y(band.from.approximate()));
            Stripe {
                y: decimal(upper),
                height: decimal((lower - upper).max(0.0)),
                class: match band.severity {
                    Severity::None => "trend-ok",
                    Severity::Mild => "trend-info",
                    Severity::Moderate => "trend-warn",
                    Severity::Severe => "trend-bad",
                },
                label: Words::new(page, &band.text),
                label_y: decimal(f64::midpoint(upper, lower) + 4.0),
            }
        };
        bands.iter().zip(tops).map(stripe).collect()
    }

    /// Within these heights the next score differs by no more than chance.
    fn least(&self, definition: &Definition) -> Option<(String, String)> {
        let (change, (_, last, _)) = (definition.change.as_ref()?.minimal.approximate(), self.scores.last()?);
        Some((decimal(self.y(last + change)), decimal(self.y(last - change))))
    }
}
