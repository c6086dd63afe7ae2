//! The administration's page about the Identity Service: connecting it and trying it out.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use identity::Algorithm;
use tenancy::{Action, Conflict, Error, FieldError};
use web::identity_service::{self, Service};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Expected, Form, Html, WebResult};

use super::input::{IdentityServiceInput, lines_of_roles, roles_of_lines};
use super::operations::{self, Link};
use super::people_page;
use super::sign_in::callback_of;
use super::view::Found;
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Moment, Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/admin/identity", get(service).post(save))
        .route("/admin/identity/test", post(test))
        .merge(people_page::routes())
}

/// A form as it is shown: the settings, and what of them is typed differently.
struct Shown {
    input: IdentityServiceInput,
    roles: String,
    version: i32,
}

#[derive(Template)]
#[template(path = "identity_service/service.html")]
pub(super) struct ServicePage {
    page: Page,
    form: Shown,
    has_secret: bool,
    is_saved: bool,
    callback: String,
    findings: Vec<Found>,
    links: Vec<(Link, Option<Moment>)>,
    /// Whom one can link: id and name.
    staff: Vec<(String, String)>,
    errors: FormErrors,
}

impl ServicePage {
    /// The page as things stand.
    pub(super) async fn load(caller: &Caller, headers: &http::HeaderMap) -> WebResult<Self> {
        caller.require(Action::ManageIdentityService)?;
        let mut tx = caller.read().await?;
        let service = identity_service::load(&mut tx).await?;
        let links = operations::list(&mut tx).await?;
        let staff = crate::accounts::operations::list(&mut tx).await?;
        tx.commit().await?;
        let links = links.into_iter().map(|link| {
            let seen = link.last_seen_at.map(|at| Moment::new(caller, at));
            (link, seen)
        });
        let input =
            service.as_ref().map_or_else(IdentityServiceInput::default, |it| IdentityServiceInput::of(&it.decided));
        let form = Shown {
            roles: lines_of_roles(&input.roles),
            version: service.as_ref().map_or(0, |service| service.version),
            input,
        };
        Ok(Self {
            page: Page::new(caller),
            form,
            has_secret: service.as_ref().is_some_and(|service: &Service| service.has_secret),
            is_saved: service.is_some(),
            callback: callback_of(caller, headers),
            findings: Vec::new(),
            links: links.collect(),
            staff: staff.into_iter().map(|person| (person.id.to_string(), person.display_name)).collect(),
            errors: FormErrors::default(),
        })
    }

    pub(super) fn answer(self) -> WebResult<Response> {
        let status = if self.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }

    pub(super) fn with_errors(mut self, caller: &Caller, problems: &[FieldError]) -> Self {
        self.errors = FormErrors::new(caller, problems);
        self
    }

    fn allows(&self, algorithm: &Algorithm) -> bool {
        self.form.input.algorithms.iter().any(|code| code == algorithm.code())
    }

    #[expect(clippy::unused_self, reason = "templates ask the page for everything")]
    fn algorithms(&self) -> [Algorithm; 9] {
        Algorithm::ALL
    }
}

async fn service(caller: Caller, headers: http::HeaderMap) -> WebResult<Response> {
    ServicePage::load(&caller, &headers).await?.answer()
}

/// What was typed, and what of it cannot be read at all.
fn read(pairs: Pairs) -> (Shown, Option<FieldError>) {
    let blank = IdentityServiceInput { algorithms: Vec::new(), ..IdentityServiceInput::default() };
    let mut form = Shown { input: blank, roles: String::new(), version: 0 };
    for (name, value) in pairs {
        let input = &mut form.input;
        match name.as_str() {
            "enabled" => input.enabled = true,
            "browser" => input.browser = true,
            "provision" => input.provision = true,
            "link_by_username" => input.link_by_username = true,
            "link_by_email" => input.link_by_email = true,
            "label" => input.label = value,
            "issuer" => input.issuer = value,
            "mode" => input.mode = value,
            "audience" => input.audience = value,
            "token_type" => input.token_type = value,
            "algorithms" => input.algorithms.push(value),
            "clinic_claim" => input.clinic_claim = value,
            "clinic_value" => input.clinic_value = value,
            "roles_claim" => input.roles_claim = value,
            "username_claim" => input.username_claim = value,
            "name_claim" => input.name_claim = value,
            "roles" => form.roles = value,
            "client_id" => input.client_id = value,
            "client_secret" => input.client_secret = value,
            "scope" => input.scope = value,
            "version" => form.version = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    let roles = roles_of_lines(&form.roles);
    form.input.roles = roles.clone().unwrap_or_default();
    (form, roles.err())
}

async fn save(caller: Caller, headers: http::HeaderMap, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let mut page = ServicePage::load(&caller, &headers).await?;
    let (form, unreadable) = read(pairs);
    let parsed = form.input.clone().parse(&caller, page.has_secret);
    let expected = Expected::from(Some(i64::from(form.version)));
    page.form = Shown { input: IdentityServiceInput { client_secret: String::new(), ..form.input }, ..form };
    let (decided, secret) = match (parsed, unreadable) {
        (Ok(parsed), None) => parsed,
        (parsed, unreadable) => {
            let mut problems = parsed.err().unwrap_or_default();
            problems.retain(|problem| unreadable.is_none() || problem.field != "roles");
            problems.extend(unreadable);
            return page.with_errors(&caller, &problems).answer();
        }
    };
    let mut tx = caller.begin().await?;
    match identity_service::save(&mut tx, &decided, secret, &expected).await {
        Ok(_) => {
            let response = Answer::see_other("/admin/identity/").commit(&caller, tx).await?;
            caller.app().forget_access();
            Ok(notice::leave(response, "common-saved"))
        }
        Err(Error::Conflict(Conflict::StaleVersion { .. })) => {
            page.errors = FormErrors::general(caller.text("error-stale-version-detail"));
            page.answer()
        }
        Err(other) => Err(other.into()),
    }
}

async fn test(caller: Caller, headers: http::HeaderMap) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    let findings = operations::test(&caller).await?;
    let mut page = ServicePage::load(&caller, &headers).await?;
    page.findings = findings.iter().map(|finding| Found::new(&caller, finding)).collect();
    page.answer()
}
