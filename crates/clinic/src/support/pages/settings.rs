//! What support sees of a clinic: its settings, on one page that changes nothing.

use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Subject};
use web::identity_service::Service;
use web::policy::AccessPolicy;
use web::routing::{Router, get};
use web::{Caller, Html, WebResult};

use crate::accounts::machines::{self, TokenInfo};
use crate::accounts::operations::{self as accounts, StaffName};
use crate::rooms::{self, Room};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/support", get(settings))
}

#[derive(Template)]
#[template(path = "support/settings.html")]
struct SettingsPage {
    page: Page,
    staff: Vec<StaffName>,
    tokens: Vec<TokenInfo>,
    rooms: Vec<Room>,
    policy: Arc<AccessPolicy>,
    service: Option<Arc<Service>>,
}

impl SettingsPage {
    fn is_live(&self, token: &TokenInfo) -> bool {
        token.is_live(self.page.guest().now())
    }

    fn yes_or_no(&self, yes: &bool) -> String {
        self.page.t(if *yes { "common-yes" } else { "common-no" })
    }
}

async fn settings(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ViewAsSupport)?;
    let mut tx = caller.read().await?;
    tx.authorize(Action::ViewAsSupport)?;
    let mut staff = accounts::list(&mut tx).await?;
    let tokens = machines::list_tokens(&mut tx).await?;
    let rooms = rooms::operations::list(&mut tx).await?;
    tx.record(Action::ViewAsSupport, Subject::new("settings", None));
    tx.commit().await?;
    staff.sort_by_key(|person| person.display_name.to_lowercase());
    let policy = caller.policy().await?;
    let service = caller.app().identity_service(caller.ticket()).await?;
    let page = SettingsPage { page: Page::new(&caller), staff, tokens, rooms, policy, service };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
