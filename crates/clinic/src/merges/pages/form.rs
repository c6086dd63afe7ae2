//! Merging two patients: whom, what is kept, and why.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, Id};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult};

use super::shown::shown;
use crate::forms::{FormErrors, new_key};
use crate::merges::fields::{Choices, FIELDS, person};
use crate::merges::input::MergeInput;
use crate::merges::model::{Choice, Preview, REVERSIBLE_DAYS};
use crate::merges::operations;
use crate::parties::finding::{self, Filter};
use crate::parties::model::Party;
use crate::parties::operations::{self as parties, Book};
use crate::parties::query::search_filter;
use crate::parties::view::Found;
use crate::shell::{Page, notice};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Whom {
    other: String,
    q: String,
}

/// The form as it was sent.
#[derive(Default)]
struct Typed(HashMap<String, String>);

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    fn other(&self) -> Option<Uuid> {
        self.get("other").parse().ok()
    }

    /// Whether the chart of the path is the one that goes.
    fn gives_up_this(&self) -> bool {
        self.get("survivor") == Choice::Other.as_str()
    }

    fn choice(&self, name: &str) -> Option<Choice> {
        Choice::parse(self.get(name))
    }

    /// Who remains, and what is asked of them: the sides of the form as seen from there.
    fn input(&self, this: Uuid) -> Option<(Uuid, MergeInput)> {
        let other = self.other()?;
        let turns = self.gives_up_this();
        let seen = |choice: Choice| match (choice, turns) {
            (Choice::This, true) => Choice::Other,
            (Choice::Other, true) => Choice::This,
            (choice, _) => choice,
        };
        let chosen = FIELDS.iter().filter_map(|(name, _)| Some(((*name).to_owned(), seen(self.choice(name)?))));
        let fields: Choices = chosen.collect();
        let reason = Some(self.get("reason").to_owned());
        let (mut version, mut other_version) =
            (self.get("version").parse().ok(), self.get("other_version").parse().ok());
        let (survivor, merged) = if turns { (other, this) } else { (this, other) };
        if turns {
            std::mem::swap(&mut version, &mut other_version);
        }
        Some((survivor, MergeInput { other: Some(merged), version, other_version, fields, reason }))
    }
}

/// A field of which one has to be chosen.
struct FieldView {
    name: &'static str,
    label: &'static str,
    this: String,
    other: String,
    may_keep_both: bool,
    chosen: Choice,
}

#[derive(Template)]
#[template(path = "merges/merge.html")]
struct MergePage {
    page: Page,
    this: Found,
    other: Found,
    versions: (i32, i32),
    fields: Vec<FieldView>,
    /// How much of each kind stands in either chart.
    kinds: Vec<(&'static str, i64, i64)>,
    remarks: Vec<&'static str>,
    obstacles: Vec<String>,
    gives_up_this: bool,
    reason: String,
    errors: FormErrors,
    key: String,
    days: i64,
}

impl MergePage {
    fn new(caller: &Caller, preview: Preview, typed: &Typed, errors: FormErrors) -> Self {
        let page = Page::new(caller);
        let fields = preview.differences().into_iter().map(|it| FieldView {
            may_keep_both: it.may_keep_both(),
            this: shown(&page, it.name, &it.this),
            other: shown(&page, it.name, &it.other),
            chosen: typed.choice(it.name).unwrap_or(it.usual),
            name: it.name,
            label: it.label,
        });
        let pairs = preview.of_this.each().into_iter().zip(preview.of_other.each());
        let kinds = pairs.map(|((kind, this), (_, other))| (kind, this, other));
        let reason_why = |obstacle: &Conflict| web::detail(caller, &Failure::from(Error::Conflict(obstacle.clone())));
        Self {
            fields: fields.collect(),
            kinds: kinds.filter(|(_, this, other)| this + other > 0).collect(),
            remarks: remarks(&preview),
            obstacles: preview.obstacles.iter().map(reason_why).collect(),
            versions: (preview.this.version, preview.other.version),
            this: Found::new(preview.this, caller),
            other: Found::new(preview.other, caller),
            gives_up_this: typed.gives_up_this(),
            reason: typed.get("reason").to_owned(),
            errors,
            key: new_key(caller),
            days: REVERSIBLE_DAYS,
            page,
        }
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

/// What becomes of that of which there can be one only.
fn remarks(preview: &Preview) -> Vec<&'static str> {
    let sign_in = match (preview.of_this.has_account, preview.of_other.has_account) {
        (true, true) => Some("merges-sign-in-both"),
        (false, false) => None,
        _ => Some("merges-sign-in-one"),
    };
    let limits = (preview.common.limits > 0).then_some("merges-limits-both");
    let allergies = preview.common.no_known_allergies.then_some("merges-no-known-allergies-both");
    [sign_in, limits, allergies, Some("merges-consents")].into_iter().flatten().collect()
}

pub async fn show(caller: Caller, Path(id): Path<Id<Party>>, Query(whom): Query<Whom>) -> WebResult<Response> {
    caller.require(Action::PreviewMerge)?;
    let Ok(other) = whom.other.trim().parse::<Uuid>() else { return choose(&caller, id, whom.q.trim()).await };
    let preview = preview(&caller, id, other).await?;
    MergePage::new(&caller, preview, &Typed::default(), FormErrors::default()).answer(StatusCode::OK)
}

async fn preview(caller: &Caller, id: Id<Party>, other: Uuid) -> WebResult<Preview> {
    let mut tx = caller.read().await?;
    let preview = operations::preview(&mut tx, id, other).await?;
    tx.commit().await?;
    Ok(preview)
}

#[derive(Template)]
#[template(path = "merges/choose.html")]
struct ChoosePage {
    page: Page,
    this: Found,
    q: String,
    /// Those who look like the same person, before anybody searched.
    likely: Vec<Found>,
    results: Vec<Found>,
}

const FOUND: usize = 10;

async fn choose(caller: &Caller, id: Id<Party>, q: &str) -> WebResult<Response> {
    let q: String = q.chars().take(100).collect();
    let mut tx = caller.read().await?;
    let party = parties::find(&mut tx, Book::Patients, id).await?;
    let (mut likely, mut results) = (Vec::new(), Vec::new());
    let filter = if q.is_empty() { Filter::default() } else { search_filter(&q, caller) };
    if filter.is_empty() {
        let new = person(party.fields(), crate::forms::reading(caller))?;
        likely = finding::duplicates(&mut tx, &new, Some(id)).await?;
    } else {
        results = finding::search(&mut tx, &Filter { newest_first: true, ..filter }, FOUND).await?;
        results.retain(|found| found.id != id);
    }
    tx.commit().await?;
    let found = |people: Vec<Party>| people.into_iter().map(|party| Found::new(party, caller)).collect();
    let (likely, results) = (found(likely), found(results));
    let page = ChoosePage { page: Page::new(caller), this: Found::new(party, caller), q, likely, results };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

pub async fn merge(
    caller: Caller,
    Path(id): Path<Id<Party>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::MergePatients)?;
    let typed = Typed(pairs.into_iter().collect());
    let (survivor, input) = typed.input(id.uuid()).ok_or_else(|| Error::invalid("other", "required"))?;
    match make_one(&caller, Id::new(survivor), input).await {
        Err(failure) => refuse(&caller, id, &typed, failure).await,
        done => done,
    }
}

async fn make_one(caller: &Caller, survivor: Id<Party>, input: MergeInput) -> WebResult<Response> {
    let wanted = input.parse()?;
    let mut tx = caller.begin().await?;
    operations::merge(&mut tx, survivor, &wanted).await?;
    let answer = Answer::see_other(format!("/patients/{survivor}")).commit(caller, tx).await?;
    Ok(notice::leave(answer, "merges-merged"))
}

/// The form again with what is wrong with it. Where one of the two was changed meanwhile it shows them as they are now.
async fn refuse(caller: &Caller, id: Id<Party>, typed: &Typed, failure: Failure) -> WebResult<Response> {
    let (status, errors) = match &failure {
        Failure::Operation(Error::Invalid(problems)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, FormErrors::new(caller, problems))
        }
        Failure::Operation(Error::Conflict(Conflict::StaleVersion { .. })) => {
            (StatusCode::CONFLICT, FormErrors::general(caller.text("merges-changed-meanwhile")))
        }
        Failure::Operation(Error::Conflict(conflict)) if *conflict != Conflict::PatientMerged => {
            (StatusCode::CONFLICT, FormErrors::general(web::detail(caller, &failure)))
        }
        _ => return Err(failure),
    };
    let Some(other) = typed.other() else { return Err(failure) };
    let preview = preview(caller, id, other).await?;
    MergePage::new(caller, preview, typed, errors).answer(status)
}
