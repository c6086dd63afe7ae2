//! Staff as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use tenancy::{Action, Error, Role};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Json, Linked, Listing, PageQuery, Query, WebResult};

use super::input::{RoleName, StaffInput};
use crate::accounts::operations::{self, StaffName};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list_staff, create_staff))
}

/// Somebody who works here.
#[derive(Serialize, ToSchema)]
#[schema(as = Staff)]
struct StaffOutput {
    id: Uuid,
    #[schema(example = "Mona Adel")]
    display_name: String,
    /// For administrators: what somebody signs in with is nobody else's business.
    #[schema(example = "mona")]
    username: Option<String>,
    #[schema(value_type = Vec<RoleName>)]
    roles: Vec<Role>,
    active: bool,
}

impl StaffOutput {
    fn new(staff: StaffName, caller: &Caller) -> Self {
        let username = caller.may(Action::CreateStaff).then_some(staff.username);
        Self { id: staff.id, display_name: staff.display_name, username, roles: staff.roles, active: staff.active }
    }
}

/// List the staff.
#[utoipa::path(get, path = "/api/staff", tag = "staff", params(PageQuery),
    responses((status = 200, body = Linked<StaffOutput>), Problems))]
async fn list_staff(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let staff = operations::list(&mut tx).await?;
    tx.commit().await?;
    let count = i64::try_from(staff.len()).unwrap_or(i64::MAX);
    let (skip, take) = (usize::try_from(page.offset()).unwrap_or(0), usize::try_from(page.size).unwrap_or(0));
    let rows = staff.into_iter().skip(skip).take(take).map(|staff| StaffOutput::new(staff, &caller)).collect();
    Ok(Answer::linked(Listing::new(rows, count, page), &caller)?.into_response())
}

/// Add somebody to the staff. Needs a fresh proof: a sign-in or a confirmation of the last five minutes.
#[utoipa::path(post, path = "/api/staff", tag = "staff", request_body = StaffInput,
    responses((status = 201, body = StaffOutput), Problems))]
async fn create_staff(caller: Caller, Json(input): Json<StaffInput>) -> WebResult<Response> {
    caller.require(Action::CreateStaff)?;
    // To give somebody new a role is to give a role.
    caller.require_fresh_proof()?;
    let min_length = caller.policy().await?.password.min_length(false);
    let new = input.parse(&caller, min_length).map_err(Error::Invalid)?;
    let hash = match &new.password {
        Some(password) => Some(caller.app().passwords().hash(password.clone()).await?),
        None => None,
    };
    let mut tx = caller.begin().await?;
    let id = operations::create(&mut tx, &new, hash.as_deref()).await?.uuid();
    let staff =
        StaffName { id, display_name: new.display_name, username: new.username, roles: new.roles, active: true };
    let answer = Answer::created(&StaffOutput::new(staff, &caller), "/api/staff/".to_owned())?;
    Ok(answer.commit(&caller, tx).await?)
}
