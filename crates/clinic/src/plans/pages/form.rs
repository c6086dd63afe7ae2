//! The form of an item: a new one, and a further version of one that stands.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id, Result, Subject};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use super::item::Shelf;
use super::typed::Typed;
use crate::appointments::model::Kind;
use crate::assessments::model::Instrument;
use crate::assessments::operations::catalogue;
use crate::assessments::view::Words;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::{FormErrors, new_key};
use crate::plans::input::first;
use crate::plans::model::{CareKind, CareStatus, Content, Item, LEVELS, Owner};
use crate::plans::operations;
use crate::plans::view::label;
use crate::schedule::operations as schedule;
use crate::shell::{Page, notice};

/// What stands behind the form.
struct Sheet {
    banner: Banner,
    kind: CareKind,
    owner: Option<Owner>,
    /// None while nothing was saved.
    before: Option<Item>,
    /// Instruments that tell of a goal's progress, or that a patient is assessed with again.
    instruments: Vec<(String, Words)>,
    /// Services that authorised visits can be for.
    services: Vec<(Uuid, String)>,
}

impl Sheet {
    /// For a new plan or package of a patient.
    async fn of_patient(caller: &Caller, patient: &str, kind: CareKind) -> Result<Self> {
        let action = kind.view();
        let mut tx = caller.read().await?;
        let id = patient_id(&mut tx, action, patient).await?.uuid();
        let banner = Banner::load(caller, &mut tx, action, id).await?;
        tx.record(action, Subject::patient(id));
        let services = schedule::list_for(&mut tx, action).await?.into_iter();
        let services = services.map(|service| (service.id.uuid(), service.offer.name)).collect();
        tx.commit().await?;
        Ok(Self { banner, kind, owner: Some(Owner::Patient(id)), before: None, instruments: Vec::new(), services })
    }

    /// For a part of a plan.
    async fn of_plan(caller: &Caller, plan: Id<Item>, part: &str) -> Result<Self> {
        let kind = CareKind::parse(part).filter(|kind| CareKind::PARTS.contains(kind)).ok_or(Error::NotFound)?;
        let mut tx = caller.read().await?;
        let found = operations::find(&mut tx, (CareKind::Plan, plan)).await?;
        let banner = Banner::load(caller, &mut tx, Action::ViewPlans, found.patient).await?;
        let instruments = instruments(caller, &mut tx, None).await?;
        tx.commit().await?;
        let owner = Some(Owner::Plan(plan.uuid()));
        Ok(Self { banner, kind, owner, before: None, instruments, services: Vec::new() })
    }

    /// For what stands.
    async fn of_item(caller: &Caller, shelf: Shelf, id: Id<Item>) -> Result<Self> {
        let mut tx = caller.read().await?;
        let before = shelf.find(&mut tx, id).await?;
        let banner = Banner::load(caller, &mut tx, shelf.view(), before.patient).await?;
        let services = schedule::list_for(&mut tx, shelf.view()).await?.into_iter();
        let services = services.map(|service| (service.id.uuid(), service.offer.name)).collect();
        let instruments = instruments(caller, &mut tx, Some(before.content.reveal())).await?;
        tx.commit().await?;
        Ok(Self { banner, kind: before.kind(), owner: None, before: Some(before), instruments, services })
    }

    fn can_be_revised(&self) -> bool {
        self.kind.is_revisable() && self.before.as_ref().is_some_and(|before| !before.is_struck())
    }
}

/// Those that can be chosen, and the one that stands there.
async fn instruments(
    caller: &Caller,
    tx: &mut tenancy::TenantTx,
    before: Option<&Content>,
) -> Result<Vec<(String, Words)>> {
    if !tx.may(Action::ViewInstruments) {
        return Ok(Vec::new());
    }
    let page = Page::new(caller);
    let stands = match before {
        Some(Content::Goal(goal)) => goal.instrument.as_deref(),
        before => before.and_then(Content::instrument),
    };
    let can = |one: &Instrument| one.is_in_use() || stands == Some(one.definition.id.as_str());
    let all = catalogue::instruments(tx).await?.into_iter();
    Ok(all.filter(can).map(|one| (one.definition.id.clone(), Words::new(&page, &one.definition.title))).collect())
}

#[derive(Template)]
#[template(path = "plans/form.html")]
struct FormPage {
    page: Page,
    banner: Banner,
    kind: CareKind,
    adds: bool,
    /// Where cancelling leads, and what that is called.
    back: String,
    typed: Typed,
    errors: FormErrors,
    /// The version that is replaced.
    version: String,
    key: String,
    instruments: Vec<(String, Words)>,
    services: Vec<(Uuid, String)>,
    kinds: &'static [Kind],
    statuses: &'static [CareStatus],
    today: jiff::civil::Date,
}

impl FormPage {
    fn new(caller: &Caller, sheet: Sheet, typed: Typed, errors: FormErrors) -> Self {
        let back = match (&sheet.before, sheet.kind) {
            (Some(before), CareKind::Package) => format!("/packages/{}/", before.id),
            (Some(before), _) => format!("/plans/items/{}/", before.id),
            (None, kind) => home(sheet.banner.id, kind),
        };
        Self {
            page: Page::new(caller),
            adds: sheet.before.is_none(),
            version: sheet.before.as_ref().map(|before| before.version.to_string()).unwrap_or_default(),
            banner: sheet.banner,
            kind: sheet.kind,
            back,
            typed,
            errors,
            key: new_key(caller),
            instruments: sheet.instruments,
            services: sheet.services,
            kinds: Kind::ALL,
            statuses: sheet.kind.statuses(),
            today: caller.today(),
        }
    }

    fn is(&self, kind: &str) -> bool {
        self.kind.as_str() == kind
    }

    /// The levels of a goal, from the best to the worst, each with the key of what it is called.
    fn levels() -> Vec<(i32, &'static str, String)> {
        LEVELS.into_iter().rev().map(|(level, field)| (level, field, label(field))).collect()
    }

    /// What was typed, or the day that is meant when nothing is.
    fn day(&self, field: &str) -> String {
        let typed = self.typed.get(field);
        if typed.is_empty() && self.adds { self.today.to_string() } else { typed.to_owned() }
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

/// The page on which a patient's items of this kind stand.
pub(super) fn home(patient: Uuid, kind: CareKind) -> String {
    let page = if kind == CareKind::Package { "packages" } else { "plan" };
    format!("/patients/{patient}/{page}/")
}

fn blank(caller: &Caller, sheet: Sheet) -> WebResult<Response> {
    FormPage::new(caller, sheet, Typed::default(), FormErrors::default()).answer(StatusCode::OK)
}

async fn save_new(caller: &Caller, sheet: Sheet, pairs: Vec<(String, String)>) -> WebResult<Response> {
    let typed = Typed::new(pairs);
    let written = async {
        let sent = typed.sent(sheet.kind, sheet.owner)?;
        let new = first(sent.as_ref(), caller.today())?;
        let mut tx = caller.begin().await?;
        let item = operations::write(&mut tx, &new).await?;
        let answer = Answer::see_other(home(item.patient, sheet.kind)).commit(caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    let done = written.await;
    match done {
        Err(failure) => refuse(caller, sheet, typed, failure),
        done => done,
    }
}

pub async fn new_plan(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    caller.require(Action::WritePlan)?;
    blank(&caller, Sheet::of_patient(&caller, &patient, CareKind::Plan).await?)
}

pub async fn write_plan(
    caller: Caller,
    Path(patient): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::WritePlan)?;
    let sheet = Sheet::of_patient(&caller, &patient, CareKind::Plan).await?;
    save_new(&caller, sheet, pairs).await
}

pub async fn new_part(caller: Caller, Path((plan, part)): Path<(Id<Item>, String)>) -> WebResult<Response> {
    caller.require(Action::WritePlan)?;
    blank(&caller, Sheet::of_plan(&caller, plan, &part).await?)
}

pub async fn write_part(
    caller: Caller,
    Path((plan, part)): Path<(Id<Item>, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::WritePlan)?;
    let sheet = Sheet::of_plan(&caller, plan, &part).await?;
    save_new(&caller, sheet, pairs).await
}

pub async fn new_package(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    caller.require(Action::ManagePackages)?;
    blank(&caller, Sheet::of_patient(&caller, &patient, CareKind::Package).await?)
}

pub async fn write_package(
    caller: Caller,
    Path(patient): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ManagePackages)?;
    let sheet = Sheet::of_patient(&caller, &patient, CareKind::Package).await?;
    save_new(&caller, sheet, pairs).await
}

async fn show_edit(caller: &Caller, shelf: Shelf, id: Id<Item>) -> WebResult<Response> {
    let sheet = Sheet::of_item(caller, shelf, id).await?;
    if !sheet.can_be_revised() {
        return Ok(Answer::see_other(shelf.href(id)).into_response());
    }
    let typed = sheet.before.as_ref().map(Typed::of).unwrap_or_default();
    FormPage::new(caller, sheet, typed, FormErrors::default()).answer(StatusCode::OK)
}

async fn save(caller: &Caller, shelf: Shelf, id: Id<Item>, pairs: Vec<(String, String)>) -> WebResult<Response> {
    let (sheet, typed) = (Sheet::of_item(caller, shelf, id).await?, Typed::new(pairs));
    if !sheet.kind.is_revisable() {
        return Ok(Answer::see_other(shelf.href(id)).into_response());
    }
    let revised = async {
        let sent = typed.sent(sheet.kind, None)?;
        let mut tx = caller.begin().await?;
        operations::revise(&mut tx, (sheet.kind, id), sent.as_ref(), typed.version()).await?;
        let answer = Answer::see_other(shelf.href(id)).commit(caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    let done = revised.await;
    match done {
        Err(failure) => refuse(caller, sheet, typed, failure),
        done => done,
    }
}

pub async fn edit(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    caller.require(Action::RevisePlan)?;
    show_edit(&caller, Shelf::Plans, id).await
}

pub async fn revise(
    caller: Caller,
    Path(id): Path<Id<Item>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::RevisePlan)?;
    save(&caller, Shelf::Plans, id, pairs).await
}

pub async fn edit_package(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    caller.require(Action::ManagePackages)?;
    show_edit(&caller, Shelf::Packages, id).await
}

pub async fn revise_package(
    caller: Caller,
    Path(id): Path<Id<Item>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ManagePackages)?;
    save(&caller, Shelf::Packages, id, pairs).await
}

/// The form again, as it was typed, with what is wrong with it. Sending it again replaces what somebody else wrote,
/// knowingly: the page says that they did.
fn refuse(caller: &Caller, sheet: Sheet, typed: Typed, failure: Failure) -> WebResult<Response> {
    let errors = match &failure {
        Failure::Operation(Error::Invalid(problems)) => FormErrors::new(caller, problems),
        Failure::Operation(Error::Conflict(_)) => FormErrors::general(web::detail(caller, &failure)),
        _ => return Err(failure),
    };
    FormPage::new(caller, sheet, typed, errors).answer(failure.status())
}
