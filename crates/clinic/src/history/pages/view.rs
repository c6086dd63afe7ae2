//! One entry with every version it had, ending it, and taking it back.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, FieldError, Id};
use web::{Answer, Caller, Expected, Failure, Form, Html, Path, WebResult};

use crate::accounts::operations::names;
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::history::model::Entry;
use crate::history::operations;
use crate::history::view::{EntryView, Rights};
use crate::records::input::ReasonInput;
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "history/view.html")]
struct ViewPage {
    page: Page,
    banner: Banner,
    latest: EntryView,
    versions: Vec<EntryView>,
    rights: Rights,
    /// Asks why it is taken back.
    strikes: bool,
    reason: String,
    errors: FormErrors,
    key: String,
}

async fn show(caller: &Caller, id: Id<Entry>, strike: Option<(String, FormErrors)>) -> WebResult<Response> {
    let action = Action::ViewHistory;
    let mut tx = caller.read().await?;
    let versions = operations::versions(&mut tx, id).await?;
    let latest = versions.first().cloned().ok_or(Error::NotFound)?;
    let banner = Banner::load(caller, &mut tx, action, latest.patient).await?;
    let names = names(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(caller);
    let strikes = strike.is_some();
    let (reason, errors) = strike.unwrap_or_default();
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ViewPage {
        latest: EntryView::new(latest, &page, &names),
        versions: versions.into_iter().map(|version| EntryView::new(version, &page, &names)).collect(),
        rights: Rights::of(caller),
        strikes,
        reason,
        errors,
        key: new_key(caller),
        page,
        banner,
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

pub async fn view(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    show(&caller, id, None).await
}

pub async fn end(
    caller: Caller,
    Path(id): Path<Id<Entry>>,
    Form(form): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    let version = form.iter().find(|(name, _)| name == "version").and_then(|(_, version)| version.parse::<i64>().ok());
    let mut tx = caller.begin().await?;
    let ended = operations::end(&mut tx, id, version).await?;
    let answer = Answer::see_other(format!("/patients/{}/history/", ended.patient)).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "history-ended"))
}

pub async fn strike_form(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    caller.require(Action::StrikeHistory)?;
    show(&caller, id, Some((String::new(), FormErrors::default()))).await
}

pub async fn strike(caller: Caller, Path(id): Path<Id<Entry>>, Form(form): Form<ReasonInput>) -> WebResult<Response> {
    caller.require(Action::StrikeHistory)?;
    let struck = async {
        let mut tx = caller.begin().await?;
        let entry = operations::strike(&mut tx, id, &form, Expected::Any).await?;
        let answer = Answer::see_other(format!("/patients/{}/history/", entry.patient)).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "records-struck"))
    };
    let problems: Vec<FieldError> = match struck.await {
        Err(Failure::Operation(Error::Invalid(problems))) => problems,
        done => return done,
    };
    let reason = form.reason.clone().unwrap_or_default();
    show(&caller, id, Some((reason, FormErrors::new(&caller, &problems)))).await
}
