//! What an assessment came to: the score, what it means, how it changed, and what was answered.

use std::collections::HashMap;

use ::instruments::{Answer as Given, ChangeKind, Kind, Number, Reading, UNABLE};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use uuid::Uuid;
use web::{Caller, Html, Path, WebResult};

use super::Rights;
use super::decisions::Asked;
use crate::accounts::operations::names;
use crate::assessments::model::{Assessment, Status, Version};
use crate::assessments::operations::{self, releases};
use crate::assessments::view::{Meaning, Standing, Words};
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::records::view::ShownView;
use crate::shell::{Moment, Page};

/// An answer as it is read.
struct Row {
    question: Words,
    answer: Words,
    /// What it was the last time, when it was something else.
    before: String,
}

/// How a score differs from the one before.
struct Difference {
    /// With its sign.
    by: String,
    since: jiff::civil::Date,
    is_better: bool,
    is_worse: bool,
    /// Whether it is more than chance, where somebody found out how much that is.
    counts: Option<bool>,
    least: String,
    key: &'static str,
    source: String,
}

/// A version in the history.
struct Line {
    number: i32,
    standing: Standing,
    at: Moment,
    by: String,
    score: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "assessments/view.html")]
struct ViewPage {
    page: Page,
    banner: Banner,
    found: Assessment,
    title: Words,
    standing: Standing,
    meaning: Meaning,
    rows: Vec<Row>,
    subscales: Vec<(Words, String)>,
    missing: Vec<Words>,
    difference: Option<Difference>,
    history: Vec<Line>,
    completed_by: String,
    co_signed_by: String,
    rights: Rights,
    shown: ShownView,
    /// What somebody is about to do that takes a reason.
    asked: Option<Asked>,
    reason: String,
    errors: FormErrors,
    key: String,
}

impl ViewPage {
    fn may_co_sign(&self) -> bool {
        let is_own = self.found.completed.is_some_and(|signed| self.page.guest().actor().id() == Some(signed.by));
        self.rights.co_sign && self.found.waits_for_co_sign && !is_own
    }

    /// Whether somebody answers for it, so that it may be shown to its patient.
    fn is_answered_for(&self) -> bool {
        self.found.status.is_signed() && !self.found.waits_for_co_sign
    }

    fn flags(&self) -> impl Iterator<Item = (Words, bool)> {
        let raised = self.found.content.outcome.reveal().flags.iter();
        raised
            .filter_map(|id| self.found.definition.flag(id))
            .map(|flag| (Words::new(&self.page, &flag.text), flag.critical))
    }

    fn citation(&self) -> &str {
        &self.found.definition.licence.citation
    }
}

pub async fn view(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    show(&caller, id, None).await
}

/// With what was typed and is wrong, where somebody is asked for a reason.
pub(super) async fn show(
    caller: &Caller,
    id: Id<Assessment>,
    asked: Option<(Asked, String, FormErrors)>,
) -> WebResult<Response> {
    let action = Action::ViewAssessments;
    let mut tx = caller.read().await?;
    let found = operations::find(&mut tx, id).await?;
    let history = operations::history(&mut tx, &found).await?;
    let all = operations::of_patient(&mut tx, found.patient).await?;
    let shown = releases::shown(&mut tx, &found).await?;
    let names = names(&mut tx, action).await?;
    let shown = ShownView::new(shown, None, caller, &names);
    let banner = Banner::load(caller, &mut tx, action, found.patient).await?;
    tx.commit().await?;
    let page = ViewPage::new(caller, (found, banner, shown), history, &all, &names);
    let (asked, reason, errors) = match asked {
        Some((asked, reason, errors)) => (Some(asked), reason, errors),
        None => (None, String::new(), FormErrors::default()),
    };
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ViewPage { asked, reason, errors, ..page };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

impl ViewPage {
    fn new(
        caller: &Caller,
        (found, banner, shown): (Assessment, Banner, ShownView),
        history: Vec<Version>,
        all: &[Assessment],
        names: &HashMap<Uuid, String>,
    ) -> Self {
        let page = Page::new(caller);
        let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        let before = earlier(&found, all);
        let outcome = found.content.outcome.reveal();
        let text = |id: &String| found.definition.item(id).map(|item| Words::new(&page, &item.text));
        let subscale = |(id, score): (&String, &Option<Number>)| {
            let title = found.definition.subscale(id).map(|subscale| Words::new(&page, &subscale.title));
            (title.unwrap_or_default(), score.map(|score| score.to_string()).unwrap_or_default())
        };
        Self {
            title: Words::new(&page, &found.definition.title),
            standing: Standing::of(&found),
            meaning: Meaning::of(&page, &found),
            rows: rows(&page, &found, before),
            subscales: outcome.subscales.iter().map(subscale).collect(),
            missing: outcome.missing.iter().filter_map(text).collect(),
            difference: before.and_then(|before| difference(&found, before)),
            history: history.into_iter().map(|version| line(caller, version, &name)).collect(),
            completed_by: name(found.completed.map(|signed| signed.by)),
            co_signed_by: name(found.co_signed.map(|signed| signed.by)),
            rights: Rights::of(caller),
            shown,
            asked: None,
            reason: String::new(),
            errors: FormErrors::default(),
            key: new_key(caller),
            page,
            banner,
            found,
        }
    }
}

fn line(caller: &Caller, version: Version, name: &impl Fn(Option<Uuid>) -> String) -> Line {
    Line {
        number: version.number,
        standing: Standing::plain(version.status),
        at: Moment::new(caller, version.content.at),
        by: name(Some(version.content.by)),
        score: version.content.outcome.reveal().score.map(|score| score.to_string()).unwrap_or_default(),
        reason: version.content.reason.map(vault::Phi::into_inner).unwrap_or_default(),
    }
}

/// The last one with the same instrument that was done before.
fn earlier<'a>(found: &Assessment, all: &'a [Assessment]) -> Option<&'a Assessment> {
    let place = |one: &Assessment| (one.content.administered_on, one.id.uuid());
    let same = all.iter().filter(|one| one.definition.id == found.definition.id && one.status.is_signed());
    same.filter(|one| place(one) < place(found)).max_by_key(|one| place(one))
}

fn difference(found: &Assessment, before: &Assessment) -> Option<Difference> {
    let change = found.change_since(before)?;
    let least = found.definition.change.as_ref();
    let by = change.by;
    Some(Difference {
        by: if by > Number::ZERO { format!("+{by}") } else { by.to_string().replace('-', "\u{2212}") },
        since: before.content.administered_on,
        is_better: change.is_better == Some(true),
        is_worse: change.is_better == Some(false),
        counts: change.counts,
        least: least.map(|least| least.minimal.to_string()).unwrap_or_default(),
        key: match least.map(|least| least.kind) {
            Some(ChangeKind::Important) => "assessments-change-important",
            _ => "assessments-change-detectable",
        },
        source: least.map(|least| least.source.clone()).unwrap_or_default(),
    })
}

fn rows(page: &Page, found: &Assessment, before: Option<&Assessment>) -> Vec<Row> {
    let answers = found.content.answers.reveal();
    let rows = found.definition.items.iter().filter_map(|item| {
        let answer = told(page, found, &item.id)?;
        let earlier = before.filter(|before| before.content.answers.reveal().get(&item.id) != answers.get(&item.id));
        let before = earlier.and_then(|before| told(page, before, &item.id)).map(|words| words.text);
        Some(Row { question: Words::new(page, &item.text), answer, before: before.unwrap_or_default() })
    });
    rows.collect()
}

/// An answer in words; none where nothing was answered.
fn told(page: &Page, of: &Assessment, item: &str) -> Option<Words> {
    let (item, answer) = (of.definition.item(item)?, of.content.answers.reveal().get(item)?);
    let plain = |text: String| Words { text, lang: String::new() };
    Some(match (&item.answer, answer) {
        (Kind::Choice(choices), Given::Reading(Reading::Once(number))) => {
            let mut options = of.definition.options(choices).iter();
            Words::new(page, &options.find(|choice| Number::from(choice.value) == *number)?.text)
        }
        (Kind::Number(measured), Given::Reading(reading)) => plain(read(reading, measured.unit.as_deref())),
        (Kind::Number(measured), Given::Sides { left, right }) => {
            let side = |key: &str, reading: &Option<Reading>| {
                reading.as_ref().map(|found| format!("{}: {}", page.t(key), read(found, measured.unit.as_deref())))
            };
            let both = [side("assessments-left", left), side("assessments-right", right)];
            plain(both.into_iter().flatten().collect::<Vec<_>>().join("; "))
        }
        (Kind::Number(_), Given::Words(words)) if words == UNABLE => plain(page.t("assessments-unable")),
        (_, Given::Words(words)) => plain(words.clone()),
        _ => return None,
    })
}

fn read(reading: &Reading, unit: Option<&str>) -> String {
    let numbers = match reading {
        Reading::Once(number) => number.to_string(),
        Reading::Trials(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    unit.map_or_else(|| numbers.clone(), |unit| format!("{numbers} {unit}"))
}
