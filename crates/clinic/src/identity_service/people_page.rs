//! The forms about who of the staff is who at the service.

use axum::Router;
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Answer, Caller, Form, Path, WebResult};

use super::operations;
use super::pages::ServicePage;
use crate::shell::notice;

pub fn routes() -> Router {
    Router::new().route("/admin/identity/people", post(link)).route("/admin/identity/people/{id}/remove", post(remove))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LinkForm {
    staff: Option<Uuid>,
    subject: String,
}

async fn link(caller: Caller, headers: http::HeaderMap, Form(form): Form<LinkForm>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    caller.require_fresh_proof()?;
    let mut tx = caller.begin().await?;
    match operations::link(&mut tx, form.staff.unwrap_or_default(), &form.subject).await {
        Ok(_) => Ok(notice::leave(back().commit(&caller, tx).await?, "common-saved")),
        Err(Error::Invalid(problems)) => {
            drop(tx);
            ServicePage::load(&caller, &headers).await?.with_errors(&caller, &problems).answer()
        }
        Err(other) => Err(other.into()),
    }
}

async fn remove(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    caller.require_fresh_proof()?;
    let mut tx = caller.begin().await?;
    operations::remove_link(&mut tx, id).await?;
    let response = back().commit(&caller, tx).await?;
    caller.app().forget_access();
    Ok(notice::leave(response, "common-saved"))
}

fn back() -> Answer {
    Answer::see_other("/admin/identity/#people")
}
