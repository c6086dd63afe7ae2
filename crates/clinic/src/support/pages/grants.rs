//! The administrator's side: letting operators look, seeing what they did, and ending it.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, FieldError};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use crate::accounts::operations as accounts;
use crate::audit::view::word;
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Page, notice};
use crate::support::operations::{self, Grant, MOST_HOURS, NewGrant};

pub fn routes() -> Router {
    Router::new().route("/admin/support", get(list).post(grant)).route("/admin/support/{grant}/revoke", post(revoke))
}

#[derive(Template)]
#[template(path = "support/grants.html")]
struct GrantsPage {
    page: Page,
    grants: Vec<Grant>,
    names: HashMap<Uuid, String>,
    form: NewGrant,
    hours: Vec<i64>,
    errors: FormErrors,
}

impl GrantsPage {
    async fn answer(caller: &Caller, form: NewGrant, problems: &[FieldError]) -> WebResult<Response> {
        let mut tx = caller.read().await?;
        let grants = operations::list(&mut tx).await?;
        let names = accounts::names(&mut tx, Action::ListSupportAccess).await?;
        tx.commit().await?;
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(caller), FormErrors::new(caller, problems));
        let page = Self { page, grants, names, form, hours: (1..=MOST_HOURS).collect(), errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn name_of(&self, staff: &Uuid) -> &str {
        self.names.get(staff).map_or("", String::as_str)
    }

    fn is_live(&self, grant: &Grant) -> bool {
        grant.is_live(self.page.guest().now())
    }

    fn is_chosen(&self, hours: &i64) -> bool {
        self.form.hours.unwrap_or(1) == *hours
    }

    fn deed(&self, action: &str) -> String {
        word(self.page.guest(), "action", action)
    }
}

async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListSupportAccess)?;
    GrantsPage::answer(&caller, NewGrant::default(), &[]).await
}

async fn grant(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::GrantSupportAccess)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let one = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim());
    let new = NewGrant {
        reason: one("reason").unwrap_or_default().to_owned(),
        hours: one("hours").and_then(|hours| hours.parse().ok()),
        sees_patients: one("scope") == Some("patients"),
    };
    let mut tx = caller.change().await?;
    let (id, expires_at) = match operations::grant(&mut tx, &new).await {
        Ok(granted) => granted,
        Err(Error::Invalid(problems)) => {
            drop(tx);
            return GrantsPage::answer(&caller, new, &problems).await;
        }
        Err(other) => return Err(other.into()),
    };
    // Before the clinic's own commit: an offer without a leave opens nothing, a leave without an offer nobody finds.
    let mut offer = caller.platform().await?;
    offer.note_grant((id, caller.tenant().id), new.sees_patients, expires_at).await?;
    offer.commit().await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other("/admin/support/").into_response(), "support-granted"))
}

async fn revoke(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RevokeSupportAccess)?;
    let mut tx = caller.change().await?;
    operations::revoke(&mut tx, id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    // After it: what is ended is ended, whatever becomes of the note.
    let mut offer = caller.platform().await?;
    offer.note_revocation(id, caller.tenant().id).await?;
    offer.commit().await?;
    Ok(notice::leave(Answer::see_other("/admin/support/").into_response(), "support-revoked"))
}
