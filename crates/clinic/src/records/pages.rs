//! The record pages: four for each kind, which find their appointment in the path, the query or the form.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::StatusCode;
use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use web::routing::{Methods, Router, get, post};
use web::{Answer, Caller, Failure, Html, Path, WebResult, local_path};

use super::conflict::{Typed, conflict};
use super::input::{ReasonInput, RecordInput};
use super::model::{Record, RecordKind, Visit};
use super::operations;
use super::view::{RecordView, Rights};
use crate::accounts;
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::history::model::Severity;
use crate::history::operations as history;
use crate::history::view::EntryView;
use crate::shell::{Moment, Page, notice};

pub fn routes() -> Router {
    let mut router = Router::new().route("/records/{id}/fulfil", post(fulfil));
    for &kind in RecordKind::ALL {
        let pages: [(&str, Methods); 4] = [
            ("add", get(move |caller| add_form(caller, kind)).post(move |caller, body| add(caller, kind, body))),
            ("update", get(move |caller| edit_form(caller, kind)).post(move |caller, body| edit(caller, kind, body))),
            ("view", get(move |caller| view(caller, kind))),
            (
                "delete",
                get(move |caller| strike_form(caller, kind)).post(move |caller, body| strike(caller, kind, body)),
            ),
        ];
        for (verb, methods) in pages {
            let path = format!("/patient/{verb}-{}", kind.in_paths());
            router = router.route(&path, methods.clone()).route(&format!("{path}/{{appointment}}"), methods);
        }
    }
    router.merge(super::release_pages::routes()).merge(super::rule_page::routes())
}

/// The fields that were sent, wherever they stood.
struct Sent {
    appointment: Uuid,
    fields: HashMap<String, String>,
}

impl Sent {
    fn new(caller: &Caller, body: &[u8]) -> Result<Self> {
        // The form comes last and wins over the query.
        let mut fields: HashMap<_, _> = web::query_pairs(caller.query().unwrap_or_default()).into_iter().collect();
        fields.extend(web::query_pairs(&String::from_utf8_lossy(body)));
        let named = ["appointment_id", "appoint_id", "appointment", "id"];
        let suffix = caller.path().trim_end_matches('/').split('/').nth(3);
        let id = suffix.or_else(|| named.iter().find_map(|name| fields.get(*name)).map(String::as_str));
        let appointment = id.and_then(|id| id.trim().parse().ok()).ok_or(Error::NotFound)?;
        Ok(Self { appointment, fields })
    }

    fn get(&self, name: &str) -> String {
        self.fields.get(name).cloned().unwrap_or_default()
    }

    fn input(&self, kind: RecordKind) -> RecordInput {
        let text = ["text", kind.as_str(), kind.in_paths()].iter().find_map(|name| self.fields.get(*name)).cloned();
        let (code, reason) = (self.fields.get("code").cloned(), self.fields.get("reason").cloned());
        let despite = self.fields.get("despite_allergies").map_or("", String::as_str);
        let despite_allergies = despite.split(',').filter_map(|id| id.trim().parse().ok()).collect();
        RecordInput { appointment: Some(self.appointment), kind: Some(kind), text, code, reason, despite_allergies }
    }

    /// Where to go on to.
    fn target(&self, record: &Record) -> String {
        let given = local_path(self.fields.get("next").map_or("", String::as_str));
        given.map_or_else(|| details(record.appointment, record.patient), str::to_owned)
    }

    /// What was typed, for the page on which two versions are compared.
    fn typed(&self, kind: RecordKind) -> Typed {
        let input = self.input(kind);
        Typed {
            appointment: self.appointment,
            text: input.text.unwrap_or_default(),
            code: input.code.unwrap_or_default(),
            reason: input.reason.unwrap_or_default(),
            next: local_path(&self.get("next")).unwrap_or_default().to_owned(),
            version: self.expected(),
        }
    }

    async fn go_on(&self, caller: &Caller, tx: TenantTx, record: &Record, told: &str) -> WebResult<Response> {
        Ok(notice::leave(Answer::see_other(self.target(record)).commit(caller, tx).await?, told))
    }

    async fn saved(&self, caller: &Caller, tx: TenantTx, record: &Record) -> WebResult<Response> {
        self.go_on(caller, tx, record, &format!("records-saved.{}", record.version)).await
    }

    fn expected(&self) -> Option<i64> {
        self.fields.get("version")?.parse().ok()
    }
}

pub(super) fn details(appointment: Uuid, patient: Uuid) -> String {
    format!("/patient/appointment-details/{appointment}/{patient}/")
}

/// Everything the record pages show of a visit.
pub(super) struct Sheet {
    pub visit: Visit,
    pub banner: Banner,
    pub at: Moment,
    pub provider: String,
    pub back: String,
    pub versions: Vec<RecordView>,
    pub rights: Rights,
}

impl Sheet {
    pub async fn load(caller: &Caller, appointment: Uuid, kind: RecordKind) -> Result<Self> {
        let action = Action::ViewRecords;
        let mut tx = caller.read().await?;
        let visit = operations::visit(&mut tx, action, appointment).await?;
        let versions = operations::history(&mut tx, appointment, kind).await?;
        let names = accounts::operations::names(&mut tx, action).await?;
        let banner = Banner::load(caller, &mut tx, action, visit.patient).await?;
        tx.commit().await?;
        Ok(Self {
            banner,
            at: Moment::new(caller, visit.starts_at),
            provider: names.get(&visit.provider).cloned().unwrap_or_default(),
            back: details(appointment, visit.patient),
            versions: versions.into_iter().map(|record| RecordView::new(record, caller, &names)).collect(),
            rights: Rights::of(caller),
            visit,
        })
    }

    pub fn current(&self) -> Option<&RecordView> {
        self.versions.iter().find(|version| version.is_current())
    }

    fn must_stand(self) -> Result<Self> {
        if self.current().is_some() { Ok(self) } else { Err(Error::NotFound) }
    }
}

#[derive(Template)]
#[template(path = "records/view.html")]
struct ViewPage {
    page: Page,
    sheet: Sheet,
    kind: RecordKind,
}

async fn view(caller: Caller, kind: RecordKind) -> WebResult<Response> {
    let sent = Sent::new(&caller, &[])?;
    let sheet = Sheet::load(&caller, sent.appointment, kind).await?;
    let page = ViewPage { page: Page::new(&caller), sheet, kind };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// What a page's form is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Add,
    Edit,
    Strike,
}

/// The form's values, as they were typed.
struct Values {
    text: String,
    code: String,
    reason: String,
    next: String,
    version: String,
    key: String,
}

#[derive(Template)]
#[template(path = "records/form.html")]
struct FormPage {
    page: Page,
    sheet: Sheet,
    kind: RecordKind,
    purpose: Purpose,
    values: Values,
    errors: FormErrors,
    /// Severe allergies that speak against what was typed.
    against: Vec<EntryView>,
}

impl FormPage {
    fn new(caller: &Caller, sheet: Sheet, kind: RecordKind, purpose: Purpose, sent: &Sent) -> Self {
        let Typed { text, code, reason, next, .. } = sent.typed(kind);
        let values = Values {
            text,
            code,
            reason,
            next,
            version: sheet.current().map(|record| record.version.to_string()).unwrap_or_default(),
            key: new_key(caller),
        };
        Self {
            page: Page::new(caller),
            sheet,
            kind,
            purpose,
            values,
            errors: FormErrors::default(),
            against: Vec::new(),
        }
    }

    fn adds(&self) -> bool {
        self.purpose == Purpose::Add
    }

    fn strikes(&self) -> bool {
        self.purpose == Purpose::Strike
    }

    fn has_code(&self) -> bool {
        self.kind == RecordKind::Diagnosis
    }

    fn hint(&self) -> String {
        self.kind.hint().map(|key| self.page.t(key)).unwrap_or_default()
    }

    /// What somebody says that they know of.
    fn despite(&self) -> String {
        self.against.iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>().join(",")
    }

    fn max_length(&self) -> u32 {
        u32::try_from(self.kind.max_length()).unwrap_or(0)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

async fn add_form(caller: Caller, kind: RecordKind) -> WebResult<Response> {
    let sent = Sent::new(&caller, &[])?;
    caller.require(Action::WriteRecord)?;
    let sheet = Sheet::load(&caller, sent.appointment, kind).await?;
    let mut page = FormPage::new(&caller, sheet, kind, Purpose::Add, &sent);
    if kind == RecordKind::Prescription && sent.get("repeat") == "last" {
        let mut tx = caller.read().await?;
        let last = operations::last_prescription(&mut tx, &page.sheet.visit).await?;
        tx.commit().await?;
        page.values.text = last.map(|record| record.text.into_inner()).unwrap_or_default();
    }
    page.answer(StatusCode::OK)
}

async fn add(caller: Caller, kind: RecordKind, body: Bytes) -> WebResult<Response> {
    let sent = Sent::new(&caller, &body)?;
    caller.require(Action::WriteRecord)?;
    let written = async {
        let (appointment, new) = sent.input(kind).first()?;
        let mut tx = caller.begin().await?;
        let record = operations::write(&mut tx, appointment, &new).await?;
        sent.saved(&caller, tx, &record).await
    };
    match written.await {
        Err(failure) => refuse(&caller, kind, Purpose::Add, &sent, failure).await,
        done => done,
    }
}

async fn edit_form(caller: Caller, kind: RecordKind) -> WebResult<Response> {
    let sent = Sent::new(&caller, &[])?;
    caller.require(Action::ReviseRecord)?;
    let sheet = Sheet::load(&caller, sent.appointment, kind).await?.must_stand()?;
    let (text, code) = sheet.current().map(|record| (record.text.clone(), record.code.clone())).unwrap_or_default();
    let mut page = FormPage::new(&caller, sheet, kind, Purpose::Edit, &sent);
    page.values = Values { text, code: code.unwrap_or_default(), ..page.values };
    page.answer(StatusCode::OK)
}

async fn edit(caller: Caller, kind: RecordKind, body: Bytes) -> WebResult<Response> {
    let sent = Sent::new(&caller, &body)?;
    caller.require(Action::ReviseRecord)?;
    if sent.fields.contains_key("again") {
        let sheet = Sheet::load(&caller, sent.appointment, kind).await?.must_stand()?;
        return FormPage::new(&caller, sheet, kind, Purpose::Edit, &sent).answer(StatusCode::OK);
    }
    let revised = async {
        let mut tx = caller.begin().await?;
        let id = operations::current(&mut tx, Action::ReviseRecord, sent.appointment, kind).await?;
        let record = operations::revise(&mut tx, id, &sent.input(kind), sent.expected()).await?;
        sent.saved(&caller, tx, &record).await
    };
    match revised.await {
        Err(failure) => refuse(&caller, kind, Purpose::Edit, &sent, failure).await,
        done => done,
    }
}

async fn strike_form(caller: Caller, kind: RecordKind) -> WebResult<Response> {
    let sent = Sent::new(&caller, &[])?;
    caller.require(Action::StrikeRecord)?;
    let sheet = Sheet::load(&caller, sent.appointment, kind).await?.must_stand()?;
    FormPage::new(&caller, sheet, kind, Purpose::Strike, &sent).answer(StatusCode::OK)
}

async fn strike(caller: Caller, kind: RecordKind, body: Bytes) -> WebResult<Response> {
    let sent = Sent::new(&caller, &body)?;
    caller.require(Action::StrikeRecord)?;
    let struck = async {
        let mut tx = caller.begin().await?;
        let id = operations::current(&mut tx, Action::StrikeRecord, sent.appointment, kind).await?;
        let input = ReasonInput { reason: Some(sent.get("reason")) };
        let record = operations::strike(&mut tx, id, &input, sent.expected()).await?;
        sent.go_on(&caller, tx, &record, "records-struck").await
    };
    match struck.await {
        Err(failure) => refuse(&caller, kind, Purpose::Strike, &sent, failure).await,
        done => done,
    }
}

/// The form again, as it was typed, with what is wrong with it.
async fn refuse(
    caller: &Caller,
    kind: RecordKind,
    purpose: Purpose,
    sent: &Sent,
    failure: Failure,
) -> WebResult<Response> {
    let (status, errors) = match &failure {
        Failure::Operation(Error::Invalid(fields)) => (failure.status(), FormErrors::new(caller, fields)),
        // Sending it again then replaces what somebody else wrote, knowingly: the page shows it.
        Failure::Operation(Error::Conflict(_)) => {
            (StatusCode::CONFLICT, FormErrors::general(web::detail(caller, &failure)))
        }
        _ => return Err(failure),
    };
    let sheet = Sheet::load(caller, sent.appointment, kind).await?;
    let both = (status == StatusCode::CONFLICT && purpose != Purpose::Strike)
        .then(|| conflict(caller, kind, &sheet.versions, &sent.typed(kind)))
        .flatten();
    if let Some(both) = both {
        return both.answer();
    }
    let mut page = FormPage::new(caller, sheet, kind, purpose, sent);
    if !errors.of("despite_allergies").is_empty() || !sent.get("despite_allergies").is_empty() {
        page.against = severe_allergies(caller, &page.sheet.visit, &page.values.text).await?;
    }
    page.errors = errors;
    page.answer(status)
}

/// The severe allergies that speak against what somebody wants to prescribe.
async fn severe_allergies(caller: &Caller, visit: &Visit, text: &str) -> Result<Vec<EntryView>> {
    let action = Action::ViewHistory;
    let mut tx = caller.read().await?;
    let against = history::against(&mut tx, action, visit.patient, text).await?;
    let names = accounts::operations::names(&mut tx, action).await?;
    tx.record(action, tenancy::Subject::patient(visit.patient));
    tx.commit().await?;
    let page = Page::new(caller);
    let severe = against.into_iter().filter(|entry| entry.severity == Some(Severity::Severe));
    Ok(severe.map(|entry| EntryView::new(entry, &page, &names)).collect())
}

async fn fulfil(caller: Caller, Path(id): Path<Id<Record>>, body: Bytes) -> WebResult<Response> {
    let fields: HashMap<_, _> = web::query_pairs(&String::from_utf8_lossy(&body)).into_iter().collect();
    let mut tx = caller.begin().await?;
    let record = operations::fulfil(&mut tx, id).await?;
    let sent = Sent { appointment: record.appointment, fields };
    sent.go_on(&caller, tx, &record, "records-marked-done").await
}
