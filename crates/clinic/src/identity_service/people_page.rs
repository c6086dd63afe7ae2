//! The forms about who of the staff is who at the service.

use axum::response::Response;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::{Router, post};
use web::{Answer, Caller, Form, Path, WebResult};

use super::operations;
use super::pages::ServicePage;
use crate::confirm::{self, Pairs};
use crate::shell::notice;

pub fn routes() -> Router {
    Router::new().route("/admin/identity/people", post(link)).route("/admin/identity/people/{id}/remove", post(remove))
}

async fn link(caller: Caller, headers: http::HeaderMap, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let typed = |name: &str| pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str());
    let staff = typed("staff").parse().unwrap_or_default();
    let mut tx = caller.begin().await?;
    match operations::link(&mut tx, staff, typed("subject")).await {
        Ok(_) => Ok(notice::leave(back().commit(&caller, tx).await?, "common-saved")),
        Err(Error::Invalid(problems)) => {
            drop(tx);
            ServicePage::load(&caller, &headers).await?.with_errors(&caller, &problems).answer()
        }
        Err(other) => Err(other.into()),
    }
}

async fn remove(caller: Caller, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.begin().await?;
    operations::remove_link(&mut tx, id).await?;
    let response = back().commit(&caller, tx).await?;
    caller.app().forget_access();
    Ok(notice::leave(response, "common-saved"))
}

fn back() -> Answer {
    Answer::see_other("/admin/identity/#people")
}
