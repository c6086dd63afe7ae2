//! One item with every version it had, taking it back, and how far a goal was reached.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, FieldError, Id, Result, TenantTx};
use web::{Answer, Caller, Expected, Failure, Form, Html, Path, WebResult};

use super::form::home;
use super::typed::Typed;
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::plans::attainment::Standing;
use crate::plans::input::ScoreInput;
use crate::plans::model::{CareKind, Goal, Item, LEVELS, Score};
use crate::plans::operations;
use crate::plans::view::{ItemView, Names, PackageView, Rights, ScoreView, StandingView, level_text};
use crate::records::input::ReasonInput;
use crate::shell::{Page, notice};

/// Where an item stands: with the plans, which tell of health, or with the packages, which tell of visits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    Plans,
    Packages,
}

impl Shelf {
    pub fn view(self) -> Action {
        if self == Self::Plans { Action::ViewPlans } else { Action::ViewPackages }
    }

    pub async fn find(self, tx: &mut TenantTx, id: Id<Item>) -> Result<Item> {
        match self {
            Self::Plans => operations::find_in_plan(tx, id).await,
            Self::Packages => operations::find(tx, (CareKind::Package, id)).await,
        }
    }

    pub fn href(self, id: Id<Item>) -> String {
        let root = if self == Self::Plans { "/plans/items" } else { "/packages" };
        format!("{root}/{id}/")
    }
}

/// What is asked on the page, and how it was answered.
#[derive(Default)]
struct Asked {
    /// Why the item is taken back.
    strikes: bool,
    typed: Typed,
    errors: FormErrors,
}

impl Asked {
    fn again(caller: &Caller, strikes: bool, typed: Typed, problems: &[FieldError]) -> Self {
        Self { strikes, typed, errors: FormErrors::new(caller, problems) }
    }
}

#[derive(Template)]
#[template(path = "plans/item.html")]
struct ItemPage {
    page: Page,
    banner: Banner,
    /// The page on which it stands with the others.
    home: String,
    latest: ItemView,
    versions: Vec<ItemView>,
    package: Option<PackageView>,
    /// Of a goal with levels.
    standing: Option<StandingView>,
    /// The latest first.
    scores: Vec<ScoreView>,
    levels: Vec<(i32, String)>,
    /// What the goal's instrument is known by.
    instrument: String,
    rights: Rights,
    asked: Asked,
    today: String,
    key: String,
}

impl ItemPage {
    fn may_revise(&self) -> bool {
        let may = if self.latest.kind == CareKind::Package { self.rights.packages } else { self.rights.revise };
        may && self.latest.kind.is_revisable() && !self.latest.is_struck()
    }

    fn may_strike(&self) -> bool {
        let may = if self.latest.kind == CareKind::Package { self.rights.packages } else { self.rights.strike };
        may && !self.latest.is_struck()
    }
}

async fn show(caller: &Caller, shelf: Shelf, id: Id<Item>, asked: Asked) -> WebResult<Response> {
    let action = shelf.view();
    let mut tx = caller.read().await?;
    let latest = shelf.find(&mut tx, id).await?;
    let versions = operations::versions(&mut tx, &latest).await?;
    let scores = match latest.kind() {
        CareKind::Goal => operations::scores_of(&mut tx, action, &[id.uuid()]).await?,
        _ => Vec::new(),
    };
    let counted = match shelf {
        Shelf::Packages => operations::counted(&mut tx, action, latest.patient).await?,
        Shelf::Plans => Vec::new(),
    };
    let banner = Banner::load(caller, &mut tx, action, latest.patient).await?;
    let names = Names::load(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(caller);
    let status = if asked.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let goal = latest.goal().filter(|goal| goal.has_scale());
    let counted = counted.iter().find(|one| one.item.id == id);
    let shown = ItemPage {
        home: home(banner.id, latest.kind()),
        versions: versions.iter().map(|version| ItemView::new(&page, version, &names)).collect(),
        package: counted.and_then(|one| PackageView::new(&page, one, &names)),
        standing: goal.map(|goal| StandingView::new(&page, Standing::of(goal, &scores))),
        scores: scores.iter().rev().map(|score| ScoreView::new(&page, score, &names)).collect(),
        levels: LEVELS.into_iter().rev().map(|(level, _)| (level, level_text(&page, level))).collect(),
        instrument: latest.goal().and_then(|goal: &Goal| goal.instrument.clone()).unwrap_or_default(),
        latest: ItemView::new(&page, &latest, &names),
        rights: Rights::of(caller),
        asked,
        today: caller.today().to_string(),
        key: new_key(caller),
        page,
        banner,
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

pub async fn view(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    show(&caller, Shelf::Plans, id, Asked::default()).await
}

pub async fn view_package(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    show(&caller, Shelf::Packages, id, Asked::default()).await
}

pub async fn strike_form(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    caller.require(Action::StrikePlan)?;
    show(&caller, Shelf::Plans, id, Asked { strikes: true, ..Asked::default() }).await
}

pub async fn strike_package_form(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    caller.require(Action::ManagePackages)?;
    show(&caller, Shelf::Packages, id, Asked { strikes: true, ..Asked::default() }).await
}

pub async fn strike(
    caller: Caller,
    Path(id): Path<Id<Item>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::StrikePlan)?;
    take_back(&caller, Shelf::Plans, id, Typed::new(pairs)).await
}

pub async fn strike_package(
    caller: Caller,
    Path(id): Path<Id<Item>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ManagePackages)?;
    take_back(&caller, Shelf::Packages, id, Typed::new(pairs)).await
}

async fn take_back(caller: &Caller, shelf: Shelf, id: Id<Item>, typed: Typed) -> WebResult<Response> {
    let struck = async {
        let mut tx = caller.begin().await?;
        let kind = kind_of(&mut tx, shelf, id).await?;
        let item = operations::strike(&mut tx, (kind, id), &reason(&typed), Expected::Any).await?;
        let answer = Answer::see_other(home(item.patient, kind)).commit(caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "records-struck"))
    };
    let done = struck.await;
    match done {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            show(caller, shelf, id, Asked::again(caller, true, typed, &problems)).await
        }
        done => done,
    }
}

async fn kind_of(tx: &mut TenantTx, shelf: Shelf, id: Id<Item>) -> Result<CareKind> {
    Ok(shelf.find(tx, id).await?.kind())
}

fn reason(typed: &Typed) -> ReasonInput {
    ReasonInput { reason: Some(typed.get("reason").to_owned()) }
}

pub async fn score(
    caller: Caller,
    Path(id): Path<Id<Item>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ScoreGoal)?;
    let typed = Typed::new(pairs);
    let scored = async {
        let input: ScoreInput = web::parse_json(&typed.json(None)?)?;
        let mut tx = caller.begin().await?;
        operations::score(&mut tx, id, &input.parse(caller.today())?).await?;
        let answer = Answer::see_other(Shelf::Plans.href(id)).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    let done = scored.await;
    match done {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            show(&caller, Shelf::Plans, id, Asked::again(&caller, false, typed, &problems)).await
        }
        done => done,
    }
}

pub async fn strike_score(
    caller: Caller,
    Path((id, score)): Path<(Id<Item>, Id<Score>)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ScoreGoal)?;
    let typed = Typed::new(pairs);
    let struck = async {
        let mut tx = caller.begin().await?;
        operations::strike_score(&mut tx, id, score, &reason(&typed)).await?;
        let answer = Answer::see_other(Shelf::Plans.href(id)).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "records-struck"))
    };
    let done = struck.await;
    match done {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            show(&caller, Shelf::Plans, id, Asked::again(&caller, false, typed, &problems)).await
        }
        done => done,
    }
}
