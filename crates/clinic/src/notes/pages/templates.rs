//! Templates: the clinic's, for all who write notes; and everybody's own.

use askama::Template as _;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use super::editor::Writing;
use super::sent::{Pairs, Sent};
use crate::forms::{FormErrors, new_key};
use crate::notes::input::TemplateInput;
use crate::notes::model::{PLACEHOLDERS, Template};
use crate::notes::operations::templates;
use crate::notes::view::Part;
use crate::shell::{Page, notice};

const HOME: &str = "/notes/templates/";

/// A template in the list.
struct Line {
    id: String,
    name: String,
    is_own: bool,
    may_change: bool,
}

#[derive(askama::Template)]
#[template(path = "notes/templates.html")]
struct ListPage {
    page: Page,
    lines: Vec<Line>,
}

pub async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ViewNoteTemplates)?;
    let mut tx = caller.read().await?;
    let found = templates::list(&mut tx).await?;
    tx.commit().await?;
    let line = |one: Template| Line {
        id: one.id.to_string(),
        name: one.name.into_inner(),
        is_own: one.owner.is_some(),
        may_change: caller.may(templates::action(one.owner.is_none())),
    };
    let shown = ListPage { page: Page::new(&caller), lines: found.into_iter().map(line).collect() };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

#[derive(askama::Template)]
#[template(path = "notes/template.html")]
struct FormPage {
    page: Page,
    /// None while it is new.
    id: Option<Id<Template>>,
    name: String,
    shared: bool,
    version: String,
    writings: Vec<Writing>,
    placeholders: &'static [&'static str],
    errors: FormErrors,
    key: String,
}

impl FormPage {
    fn new(caller: &Caller, id: Option<Id<Template>>, input: &TemplateInput, errors: FormErrors) -> Self {
        let writing = |part: Part| Writing { error: errors.of(part.name), part };
        Self {
            page: Page::new(caller),
            id,
            name: input.name.clone().unwrap_or_default(),
            shared: input.shared,
            version: String::new(),
            writings: Part::all(&input.sections).into_iter().map(writing).collect(),
            placeholders: PLACEHOLDERS,
            errors,
            key: new_key(caller),
        }
    }

    /// Whether one may make templates of both kinds, and so has to choose.
    fn may_choose(&self) -> bool {
        self.id.is_none() && self.page.may(Action::ManageNoteTemplates) && self.page.may(Action::WriteOwnTemplate)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

fn typed(sent: &Sent, shared: bool) -> TemplateInput {
    TemplateInput { name: Some(sent.get("name").to_owned()), shared, sections: sent.sections() }
}

pub async fn new(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ViewNoteTemplates)?;
    // Those who have none of their own make the clinic's.
    let input = TemplateInput { shared: !caller.may(Action::WriteOwnTemplate), ..TemplateInput::default() };
    FormPage::new(&caller, None, &input, FormErrors::default()).answer(StatusCode::OK)
}

pub async fn create(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let sent = Sent(pairs);
    let input = typed(&sent, sent.get("shared") == "true");
    caller.require(templates::action(input.shared))?;
    let made = async {
        let new = input.parse()?;
        let mut tx = caller.begin().await?;
        templates::create(&mut tx, &new, input.shared).await?;
        let answer = Answer::see_other(HOME).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    match made.await {
        Err(failure) => refuse(&caller, None, &input, &sent, failure),
        done => done,
    }
}

async fn found(caller: &Caller, id: Id<Template>) -> WebResult<Template> {
    let mut tx = caller.read().await?;
    let found = templates::find(&mut tx, id).await?;
    tx.commit().await?;
    caller.require(templates::action(found.owner.is_none()))?;
    Ok(found)
}

pub async fn edit(caller: Caller, Path(id): Path<Id<Template>>) -> WebResult<Response> {
    caller.require(Action::ViewNoteTemplates)?;
    let found = found(&caller, id).await?;
    let (name, shared) = (Some(found.name.reveal().clone()), found.owner.is_none());
    let input = TemplateInput { name, shared, sections: found.sections.reveal().clone() };
    let mut page = FormPage::new(&caller, Some(id), &input, FormErrors::default());
    page.version = found.version.to_string();
    page.answer(StatusCode::OK)
}

pub async fn replace(caller: Caller, Path(id): Path<Id<Template>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ViewNoteTemplates)?;
    let (before, sent) = (found(&caller, id).await?, Sent(pairs));
    let input = typed(&sent, before.owner.is_none());
    let replaced = async {
        let new = input.parse()?;
        let mut tx = caller.begin().await?;
        templates::replace(&mut tx, id, &new, sent.version()).await?;
        let answer = Answer::see_other(HOME).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "common-saved"))
    };
    match replaced.await {
        Err(failure) => refuse(&caller, Some(id), &input, &sent, failure),
        done => done,
    }
}

/// The form again, as it was typed, with what is wrong with it.
fn refuse(
    caller: &Caller,
    id: Option<Id<Template>>,
    input: &TemplateInput,
    sent: &Sent,
    failure: Failure,
) -> WebResult<Response> {
    let errors = match &failure {
        Failure::Operation(Error::Invalid(problems)) => FormErrors::new(caller, problems),
        Failure::Operation(Error::Conflict(_)) => FormErrors::general(web::detail(caller, &failure)),
        _ => return Err(failure),
    };
    let mut page = FormPage::new(caller, id, input, errors);
    sent.get("version").clone_into(&mut page.version);
    page.answer(failure.status())
}

/// Only what somebody has seen is thrown away.
pub async fn remove(caller: Caller, Path(id): Path<Id<Template>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ViewNoteTemplates)?;
    found(&caller, id).await?;
    let version = Sent(pairs).version().ok_or_else(|| Error::invalid("version", "required"))?;
    let mut tx = caller.begin().await?;
    templates::remove(&mut tx, id, Some(version)).await?;
    let answer = Answer::see_other(HOME).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "notes-template-removed"))
}
