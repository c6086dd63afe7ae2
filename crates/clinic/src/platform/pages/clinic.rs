//! One clinic: what it is, where it lives, suspending and resuming it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::operators::PlatformTx;
use tenancy::{Conflict, Error, FieldError};
use web::routing::{Router, get, post};
use web::{Answer, Form, Html, Operator, Path, WebResult};

use super::clinics::{Shown, shown};
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::platform::confirm::{self, value};
use crate::platform::reasons::reason;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/clinics/{slug}", get(clinic))
        .route("/clinics/{slug}/suspend", post(suspend))
        .route("/clinics/{slug}/resume", post(resume))
        .route("/clinics/{slug}/addresses", post(add_address))
        .route("/clinics/{slug}/addresses/remove", post(remove_address))
}

#[derive(Template)]
#[template(path = "platform/clinic.html")]
struct ClinicPage {
    page: Page,
    clinic: Shown,
    newest: i32,
    /// What came back with a form.
    typed: Typed,
    errors: FormErrors,
}

#[derive(Default)]
struct Typed {
    slug: String,
    reason: String,
    domain: String,
}

impl ClinicPage {
    async fn answer(operator: &Operator, slug: &str, typed: Typed, problems: &[FieldError]) -> WebResult<Response> {
        let mut tx = operator.platform().await?;
        let clinic = shown(operator, tx.clinic(slug).await?);
        tx.commit().await?;
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let newest = operator.app().house().newest_version();
        let (page, errors) = (Page::new(operator), FormErrors::new(operator, problems));
        let page = Self { page, clinic, newest, typed, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    /// The address that the clinic is visited at.
    fn href(&self, domain: &str) -> String {
        self.page.guest().address_at(domain, "/")
    }
}

async fn clinic(operator: Operator, Path(slug): Path<String>) -> WebResult<Response> {
    ClinicPage::answer(&operator, &slug, Typed::default(), &[]).await
}

async fn as_owner(operator: &Operator) -> tenancy::Result<PlatformTx> {
    operator.app().house().platform_as_owner(operator.steward()).await
}

async fn done(operator: &Operator, tx: PlatformTx, slug: &str, told: &str) -> WebResult<Response> {
    tx.commit().await?;
    operator.app().house().forget_tenants();
    Ok(notice::leave(Answer::see_other(format!("/clinics/{slug}/")).into_response(), told))
}

async fn suspend(operator: Operator, Path(slug): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let pairs = match confirm::proved(&operator, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let text = |name: &str| value(&pairs, name).unwrap_or_default().trim().to_owned();
    let typed = Typed { slug: text("slug"), reason: text("reason"), ..Typed::default() };
    let mut problems = Vec::new();
    if typed.slug != slug {
        problems.push(FieldError::new("slug", "mismatch"));
    }
    let reason = match reason(&typed.reason) {
        Ok(reason) if problems.is_empty() => reason,
        Err(Error::Invalid(more)) => {
            problems.extend(more);
            return ClinicPage::answer(&operator, &slug, typed, &problems).await;
        }
        _ => return ClinicPage::answer(&operator, &slug, typed, &problems).await,
    };
    let mut tx = as_owner(&operator).await?;
    tx.suspend_clinic(&slug, &reason).await?;
    done(&operator, tx, &slug, "platform-suspended").await
}

async fn resume(operator: Operator, Path(slug): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    if let Err(page) = confirm::proved(&operator, pairs).await? {
        return Ok(page);
    }
    let mut tx = as_owner(&operator).await?;
    tx.resume_clinic(&slug).await?;
    done(&operator, tx, &slug, "platform-resumed").await
}

async fn add_address(operator: Operator, Path(slug): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let pairs = match confirm::proved(&operator, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let domain = value(&pairs, "domain").unwrap_or_default().trim().to_lowercase();
    let mut tx = as_owner(&operator).await?;
    // Where operators work no clinic can be.
    let added = match operator.app().settings().platform_hosts.contains(&domain) {
        true => Err(Error::invalid("domain", "taken")),
        false => tx.add_address(&slug, &domain).await,
    };
    let problems = match added {
        Ok(()) => return done(&operator, tx, &slug, "platform-address-added").await,
        Err(Error::Conflict(Conflict::DuplicateName)) => vec![FieldError::new("domain", "taken")],
        Err(Error::Invalid(problems)) => problems,
        Err(other) => return Err(other.into()),
    };
    drop(tx);
    ClinicPage::answer(&operator, &slug, Typed { domain, ..Typed::default() }, &problems).await
}

async fn remove_address(operator: Operator, Path(slug): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let pairs = match confirm::proved(&operator, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let mut tx = as_owner(&operator).await?;
    tx.remove_address(&slug, value(&pairs, "domain").unwrap_or_default()).await?;
    done(&operator, tx, &slug, "platform-address-removed").await
}
