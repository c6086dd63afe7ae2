//! The form of an entry: a new one, and a further version of one that stands.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id, Result};
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::{FormErrors, new_key, reading};
use crate::history::input::HistoryInput;
use crate::history::model::{Details, Entry, HistoryKind, HistoryState, Severity};
use crate::history::operations;
use crate::records::model::RecordStatus;
use crate::shell::{Page, notice};

/// The fields as they were typed.
#[derive(Clone, Default)]
pub struct Typed(HashMap<String, String>);

impl Typed {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    fn of(page: &Page, entry: &Entry) -> Self {
        let Details { name, dose, route, frequency, reaction, since, until, note } = entry.details.reveal().clone();
        let shown = |date: Option<crate::history::model::RoughDate>| {
            date.map(|date| date.exact().map_or_else(|| date.to_string(), |day| page.day(&day)))
        };
        let fields = [
            ("name", Some(name)),
            ("code", entry.code.clone()),
            ("severity", entry.severity.map(|severity| severity.as_str().to_owned())),
            ("dose", dose),
            ("route", route),
            ("frequency", frequency),
            ("reaction", reaction),
            ("since", shown(since)),
            ("until", shown(until)),
            ("note", note),
            ("state", Some(entry.state.as_str().to_owned())),
            ("version", Some(entry.version.to_string())),
        ];
        Self(fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect())
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    fn input(&self) -> HistoryInput {
        let some = |name: &str| Some(self.get(name).to_owned()).filter(|text| !text.is_empty());
        HistoryInput {
            patient: None,
            kind: None,
            name: some("name"),
            code: some("code"),
            severity: Severity::parse(self.get("severity")),
            reaction: some("reaction"),
            dose: some("dose"),
            route: some("route"),
            frequency: some("frequency"),
            since: some("since"),
            until: some("until"),
            note: some("note"),
            state: HistoryState::parse(self.get("state")),
            reason: some("reason"),
        }
    }
}

/// What stands behind the form.
struct Sheet {
    banner: Banner,
    kind: HistoryKind,
    /// None while nothing was saved.
    before: Option<Entry>,
}

impl Sheet {
    async fn fresh(caller: &Caller, patient: &str, kind: &str) -> Result<Self> {
        let action = Action::ViewHistory;
        let kind = HistoryKind::parse(kind).ok_or(Error::NotFound)?;
        let mut tx = caller.read().await?;
        let id = patient_id(&mut tx, action, patient).await?.uuid();
        let banner = Banner::load(caller, &mut tx, action, id).await?;
        tx.record(action, tenancy::Subject::patient(id));
        tx.commit().await?;
        Ok(Self { banner, kind, before: None })
    }

    async fn of(caller: &Caller, id: Id<Entry>) -> Result<Self> {
        let mut tx = caller.read().await?;
        let before = operations::find(&mut tx, id).await?;
        let banner = Banner::load(caller, &mut tx, Action::ViewHistory, before.patient).await?;
        tx.commit().await?;
        Ok(Self { banner, kind: before.kind, before: Some(before) })
    }

    fn is_struck(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.status == RecordStatus::EnteredInError)
    }
}

#[derive(Template)]
#[template(path = "history/form.html")]
struct FormPage {
    page: Page,
    banner: Banner,
    kind: HistoryKind,
    adds: bool,
    back: String,
    typed: Typed,
    errors: FormErrors,
    version: String,
    key: String,
    severities: &'static [Severity],
    states: &'static [HistoryState],
}

impl FormPage {
    fn new(caller: &Caller, sheet: Sheet, typed: Typed, errors: FormErrors) -> Self {
        let back = match &sheet.before {
            Some(before) => format!("/history/{}/", before.id),
            None => format!("/patients/{}/history/", sheet.banner.id),
        };
        Self {
            page: Page::new(caller),
            adds: sheet.before.is_none(),
            version: sheet.before.map(|before| before.version.to_string()).unwrap_or_default(),
            banner: sheet.banner,
            kind: sheet.kind,
            back,
            typed,
            errors,
            key: new_key(caller),
            severities: Severity::ALL,
            states: HistoryState::ALL,
        }
    }

    fn is(&self, kind: &str) -> bool {
        self.kind.as_str() == kind
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn new(caller: Caller, Path((patient, kind)): Path<(String, String)>) -> WebResult<Response> {
    caller.require(Action::WriteHistory)?;
    let sheet = Sheet::fresh(&caller, &patient, &kind).await?;
    FormPage::new(&caller, sheet, Typed::default(), FormErrors::default()).answer(StatusCode::OK)
}

pub async fn write(
    caller: Caller,
    Path((patient, kind)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::WriteHistory)?;
    let (sheet, typed) = (Sheet::fresh(&caller, &patient, &kind).await?, Typed::new(pairs));
    let written = async {
        let input = HistoryInput { patient: Some(sheet.banner.id), kind: Some(sheet.kind), ..typed.input() };
        let (patient, new) = input.first(&reading(&caller))?;
        let mut tx = caller.begin().await?;
        operations::write(&mut tx, patient, &new).await?;
        let answer = Answer::see_other(format!("/patients/{patient}/history/")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    let done = written.await;
    match done {
        Err(failure) => refuse(&caller, sheet, typed, failure),
        done => done,
    }
}

pub async fn edit(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    caller.require(Action::ReviseHistory)?;
    let sheet = Sheet::of(&caller, id).await?;
    if sheet.is_struck() {
        return Ok(Answer::see_other(format!("/history/{id}/")).into_response());
    }
    let typed = sheet.before.as_ref().map(|before| Typed::of(&Page::new(&caller), before)).unwrap_or_default();
    FormPage::new(&caller, sheet, typed, FormErrors::default()).answer(StatusCode::OK)
}

pub async fn revise(
    caller: Caller,
    Path(id): Path<Id<Entry>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ReviseHistory)?;
    let (sheet, typed) = (Sheet::of(&caller, id).await?, Typed::new(pairs));
    let revised = async {
        let mut tx = caller.begin().await?;
        operations::revise(&mut tx, id, (&typed.input(), &reading(&caller)), typed.version()).await?;
        let answer = Answer::see_other(format!("/history/{id}/")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    let done = revised.await;
    match done {
        Err(failure) => refuse(&caller, sheet, typed, failure),
        done => done,
    }
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
