//! The form of an instrument: for a new assessment, for a draft, and for what was completed and has to be amended.

use std::sync::Arc;

use ::instruments::{Answers, Definition, Subject, score};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, FieldError, Id, Result, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult};

use super::questions::{Caution, Question, caution, questions};
use super::typed::Typed;
use crate::assessments::input::AmendmentInput;
use crate::assessments::model::{Assessment, Status};
use crate::assessments::operations::{self, catalogue};
use crate::assessments::view::Words;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::{FormErrors, new_key};
use crate::shell::{Page, notice};

type Pairs = Vec<(String, String)>;

/// What the form is for, and what stands behind it.
struct Sheet {
    banner: Banner,
    definition: Arc<Definition>,
    /// None while nothing was saved.
    before: Option<Assessment>,
}

impl Sheet {
    async fn fresh(caller: &Caller, patient: &str, instrument: &str) -> Result<Self> {
        let action = Action::ViewAssessments;
        let mut tx = caller.read().await?;
        let id = patient_id(&mut tx, action, patient).await?.uuid();
        let instrument = catalogue::instrument(&mut tx, instrument).await?;
        let banner = Self::banner(caller, &mut tx, id).await?;
        tx.commit().await?;
        if !instrument.is_in_use() {
            return Err(Error::NotFound);
        }
        Ok(Self { banner, definition: instrument.definition, before: None })
    }

    async fn of(caller: &Caller, id: Id<Assessment>) -> Result<Self> {
        let mut tx = caller.read().await?;
        let found = operations::find(&mut tx, id).await?;
        let banner = Banner::load(caller, &mut tx, Action::ViewAssessments, found.patient).await?;
        tx.commit().await?;
        Ok(Self { banner, definition: found.definition.clone(), before: Some(found) })
    }

    async fn banner(caller: &Caller, tx: &mut TenantTx, patient: Uuid) -> Result<Banner> {
        let banner = Banner::load(caller, tx, Action::ViewAssessments, patient).await?;
        tx.record(Action::ViewAssessments, tenancy::Subject::patient(patient));
        Ok(banner)
    }

    fn typed(&self) -> Typed {
        let content = self.before.as_ref().map(|before| &before.content);
        content.map(|content| Typed::of(content.answers.reveal(), content.administered_on)).unwrap_or_default()
    }

    fn amends(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.status.is_signed())
    }
}

#[derive(Template)]
#[template(path = "assessments/form.html")]
struct FormPage {
    page: Page,
    banner: Banner,
    title: Words,
    instruction: Words,
    instrument: String,
    caution: Caution,
    questions: Vec<Question>,
    typed: Typed,
    version: String,
    amends: bool,
    /// Where nothing is changed.
    back: String,
    has_score: bool,
    /// Drawn by its own template.
    running_html: String,
    errors: FormErrors,
    key: String,
}

impl FormPage {
    fn new(caller: &Caller, sheet: Sheet, typed: Typed, errors: FormErrors) -> Result<Self> {
        let (page, amends) = (Page::new(caller), sheet.amends());
        let Sheet { banner, definition, before } = sheet;
        let back = match &before {
            Some(before) if amends => format!("/assessments/{}/", before.id),
            _ => format!("/patients/{}/assessments/", banner.id),
        };
        let running = Running::new(Page::new(caller), &definition, &typed);
        Ok(Self {
            title: Words::new(&page, &definition.title),
            instruction: Words::new(&page, &definition.instruction),
            instrument: definition.id.clone(),
            caution: caution(&page, &definition),
            questions: questions(&page, &definition, &typed, &errors),
            has_score: !running.score.is_empty(),
            running_html: running.render().map_err(Error::internal)?,
            version: before.map(|before| before.version.to_string()).unwrap_or_default(),
            key: new_key(caller),
            page,
            banner,
            typed,
            amends,
            back,
            errors,
        })
    }

    /// The day it was done; today until somebody says otherwise.
    fn day(&self) -> String {
        match self.typed.get("administered_on") {
            "" => self.page.guest().today().to_string(),
            day => day.to_owned(),
        }
    }

    /// Somebody was told what is missing, and may say that it stays so.
    fn may_go_without_score(&self) -> bool {
        !self.errors.all().is_empty() && !self.has_score
    }

    fn answer(self) -> WebResult<Response> {
        let status = if self.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

/// What the answers come to as far as they go.
#[derive(Template)]
#[template(path = "assessments/running.html")]
struct Running {
    page: Page,
    score: String,
    unit: String,
    missing: usize,
    critical: Vec<Words>,
}

impl Running {
    fn new(page: Page, definition: &Definition, typed: &Typed) -> Self {
        let answers = Answers::read(definition, &typed.answers(definition)).unwrap_or_default();
        let outcome = score(definition, &answers, &Subject::default());
        let raised = outcome.flags.iter().filter_map(|id| definition.flag(id)).filter(|flag| flag.critical);
        Self {
            score: outcome.score.map(|score| score.to_string()).unwrap_or_default(),
            unit: definition.unit.clone().unwrap_or_default(),
            missing: outcome.missing.len(),
            critical: raised.map(|flag| Words::new(&page, &flag.text)).collect(),
            page,
        }
    }
}

/// The score while somebody answers. Nothing is kept, and nobody is named.
pub async fn running_score(
    caller: Caller,
    Path(instrument): Path<String>,
    Form(pairs): Form<Pairs>,
) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let mut tx = caller.read().await?;
    let instrument = catalogue::instrument(&mut tx, &instrument).await?;
    tx.commit().await?;
    if !caller.is_fragment() {
        return Ok(Answer::see_other("/doctor/patients-dash/").into_response());
    }
    let running = Running::new(Page::new(&caller), &instrument.definition, &Typed(pairs));
    Ok(Html(running.render().map_err(Error::internal)?).into_response())
}

/// From a visit, its id stands in the address.
pub async fn new(
    caller: Caller,
    Path((patient, instrument)): Path<(String, String)>,
    Query(pairs): Query<Pairs>,
) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let sheet = Sheet::fresh(&caller, &patient, &instrument).await?;
    let visit = pairs.into_iter().filter(|(name, _)| name == "appointment").collect();
    FormPage::new(&caller, sheet, Typed(visit), FormErrors::default())?.answer()
}

pub async fn write(
    caller: Caller,
    Path((patient, instrument)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let (sheet, typed) = (Sheet::fresh(&caller, &patient, &instrument).await?, Typed(pairs));
    let written = async {
        let mut input = typed.input(&sheet.definition);
        input.patient = Some(sheet.banner.id);
        let new = input.parse(caller.today())?;
        let mut tx = caller.begin().await?;
        let saved = operations::write(&mut tx, &new).await?;
        saved_now(&caller, tx, &saved).await
    };
    let done = written.await;
    match done {
        Err(failure) => refuse(&caller, sheet, typed, failure),
        done => done,
    }
}

/// A draft is gone on with later; what is complete is read.
async fn saved_now(caller: &Caller, tx: TenantTx, saved: &Assessment) -> WebResult<Response> {
    let told = if saved.status == Status::Draft { "assessments-kept" } else { "assessments-completed" };
    let answer = Answer::see_other(format!("/assessments/{}/", saved.id)).commit(caller, tx).await?;
    Ok(notice::leave(answer, told))
}

pub async fn edit(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let sheet = Sheet::of(&caller, id).await?;
    if sheet.before.as_ref().is_none_or(|before| before.status != Status::Draft) {
        return Ok(Answer::see_other(format!("/assessments/{id}/")).into_response());
    }
    let typed = sheet.typed();
    FormPage::new(&caller, sheet, typed, FormErrors::default())?.answer()
}

pub async fn replace(caller: Caller, Path(id): Path<Id<Assessment>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let (sheet, typed) = (Sheet::of(&caller, id).await?, Typed(pairs));
    let replaced = async {
        let found = typed.input(&sheet.definition).found(caller.today()).map_err(Error::Invalid)?;
        let mut tx = caller.begin().await?;
        let saved = operations::replace(&mut tx, id, &found, typed.version()).await?;
        saved_now(&caller, tx, &saved).await
    };
    let done = replaced.await;
    match done {
        Err(failure) => refuse(&caller, sheet, typed, failure),
        done => done,
    }
}

pub async fn amend_form(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    caller.require(Action::AmendAssessment)?;
    let sheet = Sheet::of(&caller, id).await?;
    if !sheet.amends() {
        return Ok(Answer::see_other(format!("/assessments/{id}/")).into_response());
    }
    let typed = sheet.typed();
    FormPage::new(&caller, sheet, typed, FormErrors::default())?.answer()
}

pub async fn amend(caller: Caller, Path(id): Path<Id<Assessment>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::AmendAssessment)?;
    let (sheet, typed) = (Sheet::of(&caller, id).await?, Typed(pairs));
    let amended = async {
        let input = typed.input(&sheet.definition);
        let input = AmendmentInput {
            answers: input.answers,
            administered_on: input.administered_on,
            without_score: input.without_score,
            reason: Some(typed.get("reason").to_owned()),
        };
        let mut tx = caller.begin().await?;
        let saved = operations::amend(&mut tx, id, &input, typed.version()).await?;
        saved_now(&caller, tx, &saved).await
    };
    let done = amended.await;
    match done {
        Err(failure) => refuse(&caller, sheet, typed, failure),
        done => done,
    }
}

/// The form again, as it was typed, with what is wrong with it. Sending it again replaces what somebody else wrote,
/// knowingly: the page says that they did.
fn refuse(caller: &Caller, sheet: Sheet, typed: Typed, failure: Failure) -> WebResult<Response> {
    let errors = match &failure {
        Failure::Operation(Error::Invalid(problems)) => FormErrors::new(caller, &located(problems)),
        Failure::Operation(Error::Conflict(_)) => FormErrors::general(web::detail(caller, &failure)),
        _ => return Err(failure),
    };
    let (status, page) = (failure.status(), FormPage::new(caller, sheet, typed, errors)?);
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

/// What is wrong with an answer stands with its question.
fn located(problems: &[FieldError]) -> Vec<FieldError> {
    let place = |problem: &FieldError| match problem.field.strip_prefix("answers/") {
        Some(item) => FieldError { field: format!("item-{item}").into(), ..problem.clone() },
        None => problem.clone(),
    };
    problems.iter().map(place).collect()
}
