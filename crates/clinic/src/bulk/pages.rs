//! Choosing many on a list: what would become of each is shown first, then it is done, and taken back where that is possible.
//! Who is chosen travels in forms, never in addresses.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::Timestamp;
use tenancy::{Action, Error, FieldError, Result};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, WebResult, local_path};

use super::input::{Chosen, ChosenWithReason, ChosenWithTag, ChosenWithText};
use super::model::{Deed, Step};
use super::output::{DoneToMany, FateCode};
use super::{operations, visits};
use crate::appointments::operations as appointments;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, new_key};
use crate::parties::finding;
use crate::parties::operations::Book;
use crate::recycle_bin::operations as recycle_bin;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/patients/bulk/tag", post(tag))
        .route("/patients/bulk/untag", post(untag))
        .route("/patients/bulk/delete", post(delete))
        .route("/patients/bulk/message", post(message))
        .route("/reception/bulk/message", post(message_patients))
        .route("/admin/recycle-bin/bulk/restore", post(restore))
        .route("/reception/bulk", get(visits::choose))
        .route("/reception/bulk/check-in", post(check_in))
        .route("/reception/bulk/complete", post(complete))
        .route("/reception/bulk/no-show", post(no_show))
        .route("/reception/bulk/cancel", post(cancel))
        .route("/reception/bulk/revert", post(revert))
}

/// What was sent by one of the forms.
#[derive(Default)]
struct Asked {
    ids: Vec<String>,
    tag: String,
    reason: String,
    text: String,
    /// What was wrong with what was typed, where that is asked for again.
    problems: Vec<FieldError>,
    /// Somebody has seen what would become of each.
    confirmed: bool,
    next: String,
}

impl Asked {
    fn new(pairs: Pairs) -> Self {
        let mut asked = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "ids" => asked.ids.push(value),
                "tag" => asked.tag = value,
                "reason" => asked.reason = value,
                "text" => asked.text = value,
                "confirmed" => asked.confirmed = true,
                "next" => asked.next = value,
                _ => {}
            }
        }
        asked
    }

    fn ids(&self) -> Result<Vec<Uuid>> {
        let ids = self.ids.iter().map(|id| id.parse().map_err(|_| Error::invalid("ids", "malformed")));
        ids.collect()
    }

    fn chosen(&self) -> Result<Vec<Uuid>> {
        Chosen { ids: self.ids()? }.parse()
    }

    fn with_tag(&self, deed: fn(Book, crate::tags::model::TagName) -> Deed) -> Result<(Deed, Vec<Uuid>)> {
        let (ids, name) = ChosenWithTag { ids: self.ids()?, tag: self.tag.clone() }.parse()?;
        Ok((deed(Book::Patients, name), ids))
    }
}

async fn tag(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::TagContact)?;
    let asked = Asked::new(pairs);
    let wanted = asked.with_tag(Deed::Tag);
    carry_out(&caller, &asked, wanted).await
}

async fn untag(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::UntagContact)?;
    let asked = Asked::new(pairs);
    let wanted = asked.with_tag(Deed::Untag);
    carry_out(&caller, &asked, wanted).await
}

async fn delete(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::DeletePatient)?;
    let asked = Asked::new(pairs);
    let wanted = asked.chosen().map(|ids| (Deed::Delete(Book::Patients), ids));
    carry_out(&caller, &asked, wanted).await
}

async fn restore(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RestoreDeleted)?;
    let asked = Asked::new(pairs);
    let wanted = asked.chosen().map(|ids| (Deed::Restore, ids));
    carry_out(&caller, &asked, wanted).await
}

async fn message(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::MessageContact)?;
    write(&caller, Asked::new(pairs)).await
}

/// To those whose appointments were chosen.
async fn message_patients(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::MessageContact)?;
    let mut asked = Asked::new(pairs);
    if let Ok(visits) = asked.chosen() {
        let mut tx = caller.read().await?;
        let patients = appointments::patients_of(&mut tx, &visits).await?;
        tx.commit().await?;
        asked.ids = patients.iter().map(Uuid::to_string).collect();
    }
    write(&caller, asked).await
}

/// Who gets it and who does not is shown before anything is typed: it does not hang on the words.
async fn write(caller: &Caller, mut asked: Asked) -> WebResult<Response> {
    let ids = match asked.chosen() {
        Ok(ids) => ids,
        Err(refusal) => return carry_out(caller, &asked, Err(refusal)).await,
    };
    let typed = ChosenWithText { ids: ids.clone(), text: asked.text.clone() }.parse();
    let text = match typed {
        Ok((_, text)) => text,
        Err(Error::Invalid(problems)) => {
            asked.problems = if asked.confirmed { problems } else { Vec::new() };
            asked.confirmed = false;
            String::new()
        }
        Err(other) => return Err(other.into()),
    };
    carry_out(caller, &asked, Ok((Deed::Message(Book::Patients, text), ids))).await
}

async fn step(caller: Caller, pairs: Pairs, step: Step) -> WebResult<Response> {
    let asked = Asked::new(pairs);
    let wanted = asked.chosen().map(|ids| (Deed::Move(step), ids));
    carry_out(&caller, &asked, wanted).await
}

async fn check_in(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CheckInAppointment)?;
    step(caller, pairs, Step::CheckIn).await
}

async fn complete(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CompleteAppointment)?;
    step(caller, pairs, Step::Complete).await
}

async fn no_show(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::MarkNoShow)?;
    step(caller, pairs, Step::NoShow).await
}

/// On pages a reason is asked for, as where one alone is cancelled.
async fn cancel(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CancelAppointment)?;
    let asked = Asked::new(pairs);
    let wanted = asked.ids().and_then(|ids| ChosenWithReason { ids, reason: Some(asked.reason.clone()) }.parse());
    let wanted = wanted.and_then(|(ids, reason)| {
        let reason = reason.ok_or_else(|| Error::invalid("reason", "required"))?;
        Ok((Deed::Move(Step::Cancel(Some(reason))), ids))
    });
    carry_out(&caller, &asked, wanted).await
}

async fn revert(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RevertStatus)?;
    let asked = Asked::new(pairs);
    let wanted = asked.chosen().map(|ids| (Deed::Revert, ids));
    carry_out(&caller, &asked, wanted).await
}

#[derive(Template)]
#[template(path = "bulk/refused.html")]
struct RefusedPage {
    page: Page,
    back: String,
    errors: FormErrors,
}

/// A name, and when an appointment begins.
type Called = (String, Option<Timestamp>);

/// One of the chosen, ready to be shown.
struct Row {
    id: Uuid,
    /// Empty for what is not there.
    name: String,
    /// When an appointment begins.
    starts_at: Option<Timestamp>,
    status: FateCode,
    detail: String,
}

#[derive(Template)]
#[template(path = "bulk/bulk.html")]
struct BulkPage {
    page: Page,
    deed: Deed,
    title: String,
    /// Whether it is done, and not only asked for.
    is_done: bool,
    rows: Vec<Row>,
    done: usize,
    unchanged: usize,
    refused: usize,
    back: String,
    key: String,
    /// What takes it back, where the reader may.
    undo: Option<Deed>,
    /// Of a message: what was typed, and what is wrong with it.
    text: String,
    errors: FormErrors,
}

impl BulkPage {
    fn path(deed: &Deed) -> String {
        let root = match deed {
            Deed::Tag(..) | Deed::Untag(..) | Deed::Delete(_) | Deed::Message(..) => "/patients",
            Deed::Restore => "/admin/recycle-bin",
            Deed::Move(_) | Deed::Revert => "/reception",
        };
        format!("{root}/bulk/{}", deed.as_str())
    }

    fn about(&self) -> String {
        format!("bulk-{}-text", self.deed.as_str())
    }

    /// The word for what becomes of a row: until it is done, that it will be.
    fn word(&self, status: &FateCode) -> String {
        let is_to_come = !self.is_done && *status == FateCode::Done;
        format!("bulk-{}", if is_to_come { "will" } else { status.as_str() })
    }

    fn those_done(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.status == FateCode::Done)
    }
}

async fn carry_out(caller: &Caller, asked: &Asked, wanted: Result<(Deed, Vec<Uuid>)>) -> WebResult<Response> {
    let (deed, ids) = match wanted {
        Ok(wanted) => wanted,
        Err(Error::Invalid(fields)) => return refuse(caller, asked, &fields),
        Err(other) => return Err(other.into()),
    };
    let names = names(caller, &deed, &ids).await?;
    let (texts, back) = (caller.app().texts(), back(asked, &deed));
    let fates = match asked.confirmed {
        true => {
            let mut tx = caller.begin().await?;
            let fates = operations::each(&mut tx, texts, &deed, &ids).await?;
            // Whoever sends the same form again is led to the list.
            Answer::see_other(back.as_str()).commit(caller, tx).await?;
            fates
        }
        // What would become of each is the very same work, which ends here and leaves nothing.
        false => operations::each(&mut caller.change().await?, texts, &deed, &ids).await?,
    };
    let DoneToMany { done, unchanged, refused, results } = DoneToMany::new(caller, fates);
    let rows = results.into_iter().map(|one| {
        let (name, starts_at) = names.get(&one.id).cloned().unwrap_or_default();
        Row { id: one.id, name, starts_at, status: one.status, detail: one.detail.unwrap_or_default() }
    });
    let (rows, page) = (rows.collect(), Page::new(caller));
    let title = format!("bulk-{}-title", deed.as_str());
    let title = deed.tag().map_or_else(|| page.t(&title), |tag| page.ta(&title, "tag", tag));
    let undo = deed.inverse().filter(|inverse| asked.confirmed && done > 0 && caller.may(inverse.action()));
    let (is_done, key) = (asked.confirmed, new_key(caller));
    let (text, errors) = (asked.text.clone(), FormErrors::new(caller, &asked.problems));
    let status = if asked.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = BulkPage { page, deed, title, is_done, rows, done, unchanged, refused, back, key, undo, text, errors };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

fn back(asked: &Asked, deed: &Deed) -> String {
    let home = match deed {
        Deed::Tag(..) | Deed::Untag(..) | Deed::Delete(_) | Deed::Message(..) => "/doctor/patients-dash/",
        Deed::Restore => "/admin/recycle-bin/",
        Deed::Move(_) | Deed::Revert => "/reception/dashboard/",
    };
    local_path(&asked.next).unwrap_or(home).to_owned()
}

/// What the chosen are called; who asks is on record before anything of them is shown.
async fn names(caller: &Caller, deed: &Deed, ids: &[Uuid]) -> Result<HashMap<Uuid, Called>> {
    let alone = |names: HashMap<Uuid, String>| -> HashMap<Uuid, Called> {
        names.into_iter().map(|(id, name)| (id, (name, None))).collect()
    };
    let mut tx = caller.read().await?;
    let names = match deed {
        Deed::Tag(book, _) | Deed::Untag(book, _) | Deed::Delete(book) | Deed::Message(book, _) => {
            alone(finding::names(&mut tx, *book, ids).await?)
        }
        Deed::Restore => alone(recycle_bin::titles(&mut tx, ids).await?),
        Deed::Move(_) | Deed::Revert => {
            let titles = appointments::titles(&mut tx, ids).await?;
            titles.into_iter().map(|(id, (name, at))| (id, (name, Some(at)))).collect()
        }
    };
    tx.commit().await?;
    Ok(names)
}

fn refuse(caller: &Caller, asked: &Asked, fields: &[FieldError]) -> WebResult<Response> {
    let nobody = fields.iter().any(|field| field.field == "ids" && field.code == "required");
    let errors = match nobody {
        true => FormErrors::general(caller.text("bulk-nobody")),
        false => FormErrors::new(caller, fields),
    };
    let back = local_path(&asked.next).unwrap_or("/doctor/patients-dash/").to_owned();
    let html = RefusedPage { page: Page::new(caller), back, errors }.render();
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html.map_err(Error::internal)?)).into_response())
}
