//! The administration's pages: who works here, and registering somebody.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Role};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Answer, Caller, Form, Html, Query, WebResult};

use crate::accounts::emergency::{self, Emergency};
use crate::accounts::operations::{self, StaffName};
use crate::admin::input::StaffInput;
use crate::confirm::{self, Pairs};
use crate::forms::{FormErrors, new_key};
use crate::shell::{Flash, Moment, Page};

pub fn routes() -> Router {
    Router::new()
        .route("/admin", get(admin))
        .route("/admin/staff/new", get(staff_form).post(create_staff))
        .route("/reception/reception-signup", get(reception_form).post(create_reception))
}

#[derive(Template)]
#[template(path = "admin/admin.html")]
struct AdminPage {
    page: Page,
    staff: Vec<StaffName>,
    seen: HashMap<Uuid, Moment>,
    emergencies: Vec<Emergency>,
    /// Why patients get in without proof, where they do.
    unproved: Option<String>,
    me: Option<Uuid>,
}

impl AdminPage {
    fn name_of(&self, id: &Uuid) -> &str {
        self.staff.iter().find(|person| person.id == *id).map_or("", |person| person.display_name.as_str())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    registered: Option<Uuid>,
}

async fn admin(caller: Caller, Query(done): Query<Done>) -> WebResult<Response> {
    caller.require(Action::CreateStaff)?;
    let mut tx = caller.read().await?;
    let mut staff = operations::list(&mut tx).await?;
    let seen = operations::last_seen(&mut tx).await?;
    let emergencies = emergency::list(&mut tx).await?.into_iter().filter(|emergency| !emergency.seen).collect();
    tx.commit().await?;
    staff.sort_by_key(|person| person.display_name.to_lowercase());
    let new = staff.iter().find(|person| Some(person.id) == done.registered);
    let flash = new.map(|person| {
        let names = [("name", person.display_name.as_str())];
        let text = caller.app().texts().with(caller.locale(), "accounts-staff-registered", &names);
        Flash { kind: "good", text, undo: None }
    });
    let seen = seen.into_iter().map(|(id, at)| (id, Moment::new(&caller, at))).collect();
    let (page, me) = (Page::new(&caller).with_flash(flash), caller.actor().id());
    let unproved = caller.policy().await?.patients.unproved.as_ref().map(|unproved| unproved.reason.clone());
    let page = AdminPage { page, staff, seen, emergencies, unproved, me };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// A form that came, as it was typed.
#[derive(Default)]
struct StaffForm {
    username: String,
    display_name: String,
    phone: String,
    locale: String,
    roles: Vec<Role>,
    password: String,
    repeated: String,
}

impl StaffForm {
    fn read(pairs: Pairs) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "username" => form.username = value,
                "display_name" => form.display_name = value,
                "phone" => form.phone = value,
                "locale" => form.locale = value,
                "role" | "roles" => form.roles.extend(Role::parse(&value)),
                "password" | "password1" => form.password = value,
                "password_repeat" | "password2" => form.repeated = value,
                _ => {}
            }
        }
        form
    }

    fn input(&self) -> StaffInput {
        StaffInput {
            username: self.username.clone(),
            display_name: Some(self.display_name.clone()),
            phone: Some(self.phone.clone()),
            roles: self.roles.clone(),
            password: Some(self.password.clone()),
            locale: Some(self.locale.clone()),
        }
    }
}

#[derive(Template)]
#[template(path = "admin/staff.html")]
struct StaffPage {
    page: Page,
    form: StaffForm,
    /// Registering for the desk leaves no choice of roles.
    reception: bool,
    roles: &'static [Role],
    min_length: u16,
    key: String,
    errors: FormErrors,
}

impl StaffPage {
    async fn answer(caller: &Caller, form: StaffForm, reception: bool, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let min_length = caller.policy().await?.password.min_length(false);
        let (page, errors, key) = (Page::new(caller), FormErrors::new(caller, problems), new_key(caller));
        let page = Self { page, form, reception, roles: Role::ALL, min_length, key, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn chosen(&self, role: &Role) -> bool {
        self.form.roles.contains(role)
    }
}

async fn staff_form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::CreateStaff)?;
    StaffPage::answer(&caller, StaffForm::default(), false, &[]).await
}

async fn reception_form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::CreateStaff)?;
    StaffPage::answer(&caller, StaffForm::default(), true, &[]).await
}

async fn create_staff(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreateStaff)?;
    match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => create(caller, StaffForm::read(pairs), false).await,
        Err(page) => Ok(page),
    }
}

async fn create_reception(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreateStaff)?;
    match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => {
            let form = StaffForm { roles: vec![Role::Reception], ..StaffForm::read(pairs) };
            create(caller, form, true).await
        }
        Err(page) => Ok(page),
    }
}

async fn create(caller: Caller, form: StaffForm, reception: bool) -> WebResult<Response> {
    let mut problems = Vec::new();
    if form.password != form.repeated {
        problems.push(FieldError::new("password_repeat", "mismatch"));
    }
    let min_length = caller.policy().await?.password.min_length(false);
    let new = match form.input().parse(&caller, min_length) {
        Ok(new) if problems.is_empty() => new,
        refused => {
            problems.extend(refused.err().into_iter().flatten());
            return StaffPage::answer(&caller, form, reception, &problems).await;
        }
    };
    let hash = match &new.password {
        Some(password) => Some(caller.app().passwords().hash(password.clone()).await?),
        None => None,
    };
    let mut tx = caller.begin().await?;
    match operations::create(&mut tx, &new, hash.as_deref()).await {
        // Whoever has no password yet needs a link next.
        Ok(id) if hash.is_none() => {
            Ok(Answer::see_other(format!("/admin/staff/{id}/?invited=true")).commit(&caller, tx).await?)
        }
        Ok(id) => Ok(Answer::see_other(format!("/admin/?registered={id}")).commit(&caller, tx).await?),
        Err(Error::Conflict(Conflict::DuplicateUsername)) => {
            drop(tx);
            StaffPage::answer(&caller, form, reception, &[FieldError::new("username", "taken")]).await
        }
        Err(other) => Err(other.into()),
    }
}
