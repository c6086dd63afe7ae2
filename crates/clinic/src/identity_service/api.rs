//! The Identity Service as JSON, for administrators.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::identity_service::{self, Decided, Service};
use web::{Answer, Caller, Expected, Json, Linked, Listing, PageOf, Path, WebResult};

use super::input::IdentityServiceInput;
use super::operations::{self, Link};
use super::view::Found;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(view_identity_service, manage_identity_service, remove_identity_service))
        .routes(routes!(test_identity_service))
        .routes(routes!(list_identities, link_identity))
        .routes(routes!(remove_identity))
}

/// The Identity Service that the clinic trusts.
#[derive(Serialize, ToSchema)]
#[schema(as = IdentityService)]
struct ServiceOutput {
    enabled: bool,
    label: String,
    issuer: String,
    mode: String,
    audience: String,
    token_type: String,
    algorithms: Vec<String>,
    clinic_claim: String,
    clinic_value: String,
    roles_claim: String,
    username_claim: String,
    name_claim: String,
    #[schema(value_type = std::collections::BTreeMap<String, crate::admin::RoleName>)]
    roles: std::collections::BTreeMap<String, tenancy::Role>,
    client_id: String,
    /// Whether a secret is kept; it is never shown.
    has_secret: bool,
    browser: bool,
    scope: String,
    provision: bool,
    link_by_username: bool,
    link_by_email: bool,
}

impl ServiceOutput {
    fn new(decided: &Decided, has_secret: bool) -> Self {
        let it = IdentityServiceInput::of(decided);
        Self {
            enabled: it.enabled,
            label: it.label,
            issuer: it.issuer,
            mode: it.mode,
            audience: it.audience,
            token_type: it.token_type,
            algorithms: it.algorithms,
            clinic_claim: it.clinic_claim,
            clinic_value: it.clinic_value,
            roles_claim: it.roles_claim,
            username_claim: it.username_claim,
            name_claim: it.name_claim,
            roles: it.roles,
            client_id: it.client_id,
            has_secret,
            browser: it.browser,
            scope: it.scope,
            provision: it.provision,
            link_by_username: it.link_by_username,
            link_by_email: it.link_by_email,
        }
    }

    fn of(service: Option<&Service>) -> (Self, i64) {
        match service {
            Some(service) => (Self::new(&service.decided, service.has_secret), i64::from(service.version)),
            None => (Self::new(&Decided::default(), false), 0),
        }
    }
}

/// Show the Identity Service.
#[utoipa::path(get, path = "/api/identity-service", tag = "identity",
    responses((status = 200, body = ServiceOutput), Problems))]
async fn view_identity_service(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    let mut tx = caller.read().await?;
    let service = identity_service::load(&mut tx).await?;
    tx.commit().await?;
    let (output, version) = ServiceOutput::of(service.as_ref());
    Ok(Answer::json(&output)?.version(version).into_response())
}

/// Connect an Identity Service, or change how it is connected.
#[utoipa::path(put, path = "/api/identity-service", tag = "identity", request_body = IdentityServiceInput,
    responses((status = 200, body = ServiceOutput), Problems))]
async fn manage_identity_service(
    caller: Caller,
    expected: Expected,
    Json(input): Json<IdentityServiceInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    caller.require_fresh_proof()?;
    let mut tx = caller.begin().await?;
    let known = identity_service::load(&mut tx).await?.is_some_and(|service| service.has_secret);
    let (decided, secret) = input.parse(&caller, known).map_err(Error::Invalid)?;
    let has_secret = known || secret.is_some();
    let (_, version) = identity_service::save(&mut tx, &decided, secret, &expected).await?;
    let answer = Answer::json(&ServiceOutput::new(&decided, has_secret))?.version(i64::from(version));
    let response = answer.commit(&caller, tx).await?;
    caller.app().forget_access();
    Ok(response)
}

/// Trust no Identity Service any more. Whoever came in that way is signed out.
#[utoipa::path(delete, path = "/api/identity-service", tag = "identity", responses((status = 204), Problems))]
async fn remove_identity_service(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    caller.require_fresh_proof()?;
    let mut tx = caller.begin().await?;
    identity_service::remove(&mut tx).await?;
    let response = Answer::no_content().commit(&caller, tx).await?;
    caller.app().forget_access();
    Ok(response)
}

/// What a trial found.
#[derive(Serialize, ToSchema)]
#[schema(as = IdentityServiceTest)]
struct TestOutput {
    findings: Vec<Found>,
}

/// Try the Identity Service out.
#[utoipa::path(post, path = "/api/identity-service/test", tag = "identity",
    responses((status = 200, body = TestOutput), Problems))]
async fn test_identity_service(caller: Caller) -> WebResult<Response> {
    let findings = operations::test(&caller).await?;
    let findings = findings.iter().map(|finding| Found::new(&caller, finding)).collect();
    Ok(Answer::json(&TestOutput { findings })?.into_response())
}

/// Who a member of staff is at the Identity Service.
#[derive(Serialize, ToSchema)]
#[schema(as = Identity)]
struct IdentityOutput {
    id: Uuid,
    staff: Uuid,
    #[schema(example = "Mona Adel")]
    display_name: String,
    /// The service's name for them.
    #[schema(example = "f3f2b1c0")]
    subject: String,
    /// Whether it was taken away; then it stays taken away until it is given again by hand.
    removed: bool,
}

impl From<Link> for IdentityOutput {
    fn from(link: Link) -> Self {
        let Link { id, staff, display_name, subject, removed, .. } = link;
        Self { id, staff, display_name, subject, removed }
    }
}

/// List who of the staff is who at the Identity Service.
#[utoipa::path(get, path = "/api/identity-service/people", tag = "identity",
    responses((status = 200, body = Linked<IdentityOutput>), Problems))]
async fn list_identities(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    let mut tx = caller.read().await?;
    let links = operations::list(&mut tx).await?;
    tx.commit().await?;
    let count = i64::try_from(links.len()).unwrap_or(i64::MAX);
    let listing = Listing::new(links.into_iter().map(IdentityOutput::from).collect(), count, PageOf::whole(count));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// A link that is made by hand.
#[derive(Deserialize, ToSchema)]
struct IdentityInput {
    staff: Uuid,
    #[schema(example = "f3f2b1c0", max_length = 255)]
    subject: String,
}

#[derive(Serialize, ToSchema)]
struct LinkedOutput {
    id: Uuid,
}

/// Link a member of staff by hand.
#[utoipa::path(post, path = "/api/identity-service/people", tag = "identity", request_body = IdentityInput,
    responses((status = 201, body = LinkedOutput), Problems))]
async fn link_identity(caller: Caller, Json(input): Json<IdentityInput>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    caller.require_fresh_proof()?;
    let mut tx = caller.begin().await?;
    let id = operations::link(&mut tx, input.staff, &input.subject).await?;
    let answer = Answer::created(&LinkedOutput { id }, "/api/identity-service/people/".to_owned())?;
    Ok(answer.commit(&caller, tx).await?)
}

/// Take a link away: sessions and tokens end at once.
#[utoipa::path(delete, path = "/api/identity-service/people/{id}", tag = "identity",
    responses((status = 204), Problems))]
async fn remove_identity(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ManageIdentityService)?;
    caller.require_fresh_proof()?;
    let mut tx = caller.begin().await?;
    operations::remove_link(&mut tx, id).await?;
    let response = Answer::no_content().commit(&caller, tx).await?;
    caller.app().forget_access();
    Ok(response)
}
