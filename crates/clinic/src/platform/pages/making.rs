//! Making a clinic, and inviting the first who works there.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::operators::ClinicRow;
use tenancy::{Conflict, Error, FieldError, NewTenant, Result, Ticket};
use web::routing::{Router, get};
use web::{Form, Html, Operator, Path, WebResult};

use crate::accounts::first;
use crate::accounts::links::Purpose;
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::platform::confirm::{self, value};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/clinics/new", get(form).post(create))
        .route("/clinics/{slug}/administrator", get(administrator_form).post(invite))
}

/// What was typed.
#[derive(Default)]
struct Typed {
    slug: String,
    name: String,
    domain: String,
    region: String,
    time_zone: String,
    currency: String,
    locale: String,
    username: String,
}

impl Typed {
    fn read(pairs: &Pairs) -> Self {
        let text = |name: &str| value(pairs, name).unwrap_or_default().trim().to_owned();
        Self {
            slug: text("slug"),
            name: text("name"),
            domain: text("domain").to_lowercase(),
            region: text("region").to_uppercase(),
            time_zone: text("time_zone"),
            currency: text("currency").to_uppercase(),
            locale: text("locale"),
            username: text("username"),
        }
    }

    fn tenant(&self) -> NewTenant {
        NewTenant {
            slug: self.slug.clone(),
            name: self.name.clone(),
            domains: vec![self.domain.clone()],
            region: self.region.clone(),
            time_zone: self.time_zone.clone(),
            currency: self.currency.clone(),
            locale: self.locale.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "platform/new_clinic.html")]
struct NewClinicPage {
    page: Page,
    form: Typed,
    errors: FormErrors,
}

impl NewClinicPage {
    fn answer(operator: &Operator, form: Typed, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(operator), form, errors: FormErrors::new(operator, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn form(operator: Operator) -> WebResult<Response> {
    let typed = Typed { time_zone: "UTC".to_owned(), currency: "EUR".to_owned(), ..Typed::default() };
    NewClinicPage::answer(&operator, typed, &[])
}

async fn create(operator: Operator, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let pairs = match confirm::proved(&operator, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let typed = Typed::read(&pairs);
    let problems = problems(&operator, &typed);
    if !problems.is_empty() {
        return NewClinicPage::answer(&operator, typed, &problems);
    }
    match make(&operator, &typed).await {
        Ok(link) => LinkPage::answer(&operator, typed.slug, link),
        Err(Error::Invalid(problems)) => NewClinicPage::answer(&operator, typed, &problems),
        Err(other) => Err(other.into()),
    }
}

fn problems(operator: &Operator, typed: &Typed) -> Vec<FieldError> {
    let mut problems = Vec::new();
    if typed.username.is_empty() {
        problems.push(FieldError::new("username", "required"));
    }
    // Where operators work no clinic can be.
    if operator.app().settings().platform_hosts.contains(&typed.domain) {
        problems.push(FieldError::new("domain", "taken"));
    }
    problems
}

async fn make(operator: &Operator, typed: &Typed) -> Result<String> {
    let house = operator.app().house();
    match house.create_tenant_by(&typed.tenant(), operator.steward()).await {
        Ok(tenant) => invitation(operator, &tenant.slug, &typed.domain, &typed.username).await,
        Err(Error::Conflict(_)) => {
            let taken = house.tenant_by_slug(&typed.slug).await.is_ok();
            Err(Error::invalid(if taken { "slug" } else { "domain" }, "taken"))
        }
        Err(other) => Err(other),
    }
}

/// The whole address by which the first administrator chooses a password; shown now and never again.
async fn invitation(operator: &Operator, slug: &str, domain: &str, username: &str) -> Result<String> {
    let tenant = operator.app().house().tenant_by_slug(slug).await?;
    let id = tenant.id;
    let mut tx = operator.app().house().begin(Ticket { tenant, ..operator.ticket().clone() }).await?;
    let path = first::invite(&mut tx, username).await?;
    // Before it is made for good: rather a row too many than a link without one.
    let mut record = operator.platform().await?;
    record.record_invitation(id).await?;
    record.commit().await?;
    tx.commit().await?;
    Ok(operator.address_at(domain, &path))
}

#[derive(Template)]
#[template(path = "platform/invitation.html")]
struct LinkPage {
    page: Page,
    slug: String,
    link: String,
    hours: usize,
}

impl LinkPage {
    fn answer(operator: &Operator, slug: String, link: String) -> WebResult<Response> {
        let hours = usize::try_from(Purpose::Invitation.lasts().as_secs() / 3600).map_err(Error::internal)?;
        let page = Self { page: Page::new(operator), slug, link, hours };
        Ok(Html(page.render().map_err(Error::internal)?).into_response())
    }
}

#[derive(Template)]
#[template(path = "platform/administrator.html")]
struct AdministratorPage {
    page: Page,
    clinic: ClinicRow,
    username: String,
    errors: FormErrors,
}

impl AdministratorPage {
    async fn answer(operator: &Operator, slug: &str, username: &str, problems: &[FieldError]) -> WebResult<Response> {
        let mut tx = operator.platform().await?;
        let clinic = tx.clinic(slug).await?;
        tx.commit().await?;
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(operator), FormErrors::new(operator, problems));
        let page = Self { page, clinic, username: username.to_owned(), errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn administrator_form(operator: Operator, Path(slug): Path<String>) -> WebResult<Response> {
    AdministratorPage::answer(&operator, &slug, "", &[]).await
}

async fn invite(operator: Operator, Path(slug): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let pairs = match confirm::proved(&operator, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let username = value(&pairs, "username").unwrap_or_default().trim().to_owned();
    let mut tx = operator.platform().await?;
    let domain = tx.clinic(&slug).await?.domains.into_iter().next();
    tx.commit().await?;
    let domain = domain.ok_or(Error::Conflict(Conflict::Suspended))?;
    match invitation(&operator, &slug, &domain, &username).await {
        Ok(link) => LinkPage::answer(&operator, slug, link),
        Err(Error::Invalid(problems)) => AdministratorPage::answer(&operator, &slug, &username, &problems).await,
        Err(other) => Err(other.into()),
    }
}
