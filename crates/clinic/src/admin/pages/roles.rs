//! Roles: what the known ones may, and roles of the clinic's own making.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, FieldError, Role};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::person::word;
use crate::accounts::roles::{self, CustomRole, NewRole};
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/admin/roles", get(list))
        .route("/admin/roles/new", get(new_form).post(create))
        .route("/admin/roles/{role}", get(role_form).post(replace))
        .route("/admin/roles/{role}/delete", post(delete))
}

#[derive(Template)]
#[template(path = "admin/roles.html")]
struct RolesPage {
    page: Page,
    roles: &'static [Role],
    custom_roles: Vec<CustomRole>,
    actions: Vec<Action>,
}

impl RolesPage {
    fn word(&self, action: &Action) -> String {
        word(&self.page, *action)
    }
}

async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageRoles)?;
    let mut tx = caller.read().await?;
    let custom_roles = roles::list(&mut tx).await?;
    tx.commit().await?;
    let page =
        RolesPage { page: Page::new(&caller), roles: Role::ALL, custom_roles, actions: roles::assignable().collect() };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// A role as it was typed.
#[derive(Default)]
struct RoleForm {
    id: Option<Uuid>,
    name: String,
    actions: Vec<Action>,
    version: i32,
}

impl RoleForm {
    fn read(id: Option<Uuid>, pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
        let chosen = pairs.iter().filter(|(name, _)| name == "actions");
        Self {
            id,
            name: one("name").unwrap_or_default(),
            actions: chosen.filter_map(|(_, code)| Action::parse(code)).collect(),
            version: one("version").and_then(|version| version.parse().ok()).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "admin/role.html")]
struct RolePage {
    page: Page,
    form: RoleForm,
    holders: i64,
    actions: Vec<Action>,
    errors: FormErrors,
}

impl RolePage {
    fn answer(caller: &Caller, form: RoleForm, holders: i64, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(caller), FormErrors::new(caller, problems));
        let page = Self { page, form, holders, actions: roles::assignable().collect(), errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn word(&self, action: &Action) -> String {
        word(&self.page, *action)
    }

    fn chosen(&self, action: &Action) -> bool {
        self.form.actions.contains(action)
    }
}

async fn new_form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageRoles)?;
    RolePage::answer(&caller, RoleForm::default(), 0, &[])
}

async fn find(caller: &Caller, id: Uuid) -> WebResult<CustomRole> {
    caller.require(Action::ManageRoles)?;
    let mut tx = caller.read().await?;
    let all = roles::list(&mut tx).await?;
    tx.commit().await?;
    Ok(all.into_iter().find(|role| role.id == id).ok_or(Error::NotFound)?)
}

async fn role_form(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let role = find(&caller, id).await?;
    let form = RoleForm { id: Some(id), name: role.name, actions: role.actions, version: role.version };
    RolePage::answer(&caller, form, role.holders, &[])
}

async fn create(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    save(caller, None, pairs).await
}

async fn replace(caller: Caller, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    find(&caller, id).await?;
    save(caller, Some(id), pairs).await
}

async fn save(caller: Caller, id: Option<Uuid>, pairs: Pairs) -> WebResult<Response> {
    caller.require(Action::ManageRoles)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let form = RoleForm::read(id, &pairs);
    let new = match NewRole::new(&form.name, &form.actions) {
        Ok(new) => new,
        Err(Error::Invalid(problems)) => return RolePage::answer(&caller, form, 0, &problems),
        Err(other) => return Err(other.into()),
    };
    let mut tx = caller.begin().await?;
    let done = match id {
        Some(id) => roles::replace(&mut tx, id, form.version, &new).await,
        None => roles::create(&mut tx, &new).await.map(drop),
    };
    match done {
        Ok(()) => tx.commit().await?,
        Err(Error::Conflict(Conflict::DuplicateName)) => {
            return RolePage::answer(&caller, form, 0, &[FieldError::new("name", "taken")]);
        }
        Err(Error::Conflict(conflict @ Conflict::OwnAccount)) => {
            return RolePage::answer(&caller, form, 0, &[FieldError::new("actions", conflict.code())]);
        }
        Err(other) => return Err(other.into()),
    }
    caller.app().forget_access();
    Ok(notice::leave(Answer::see_other("/admin/roles/").into_response(), "common-saved"))
}

async fn delete(caller: Caller, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageRoles)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    roles::delete(&mut tx, id).await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other("/admin/roles/").into_response(), "common-saved"))
}
