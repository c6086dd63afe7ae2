//! The administration's page about documents: what is taken out of pictures.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error};
use web::{Answer, Caller, Form, Html, WebResult};

use crate::documents::policy::DocumentPolicy;
use crate::shell::{Page, notice};

const PATH: &str = "/admin/documents/";

#[derive(Template)]
#[template(path = "documents/policy.html")]
struct PolicyPage {
    page: Page,
    policy: DocumentPolicy,
}

/// A box that is not ticked is not sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PolicyForm {
    removes_location: Option<String>,
}

pub async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeDocumentPolicy)?;
    let mut tx = caller.read().await?;
    let policy = DocumentPolicy::load(&mut tx, Action::ViewSettings).await?;
    tx.commit().await?;
    let shown = PolicyPage { page: Page::new(&caller), policy };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

pub async fn save(caller: Caller, Form(form): Form<PolicyForm>) -> WebResult<Response> {
    caller.require(Action::ChangeDocumentPolicy)?;
    let mut tx = caller.begin().await?;
    DocumentPolicy { removes_location: form.removes_location.is_some() }.save(&mut tx).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(&caller, tx).await?, "common-saved"))
}
