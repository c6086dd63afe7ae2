//! One of the staff: what they are, how they get in, where they are signed in.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, FieldError, Role};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::sessions::{self, Holder};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use crate::accounts::changes::{self, StaffChange, StaffDetails};
use crate::accounts::links::Purpose;
use crate::accounts::roles::{self, CustomRole};
use crate::accounts::view::SessionRow;
use crate::confirm::{self, Pairs};
use crate::forms::{FormErrors, own_address};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/admin/staff/{staff}", get(person).post(change))
        .route("/admin/staff/{staff}/link", post(make_link))
        .route("/admin/staff/{staff}/unlock", post(unlock))
        .route("/admin/staff/{staff}/end-sessions", post(end_sessions))
        .route("/admin/staff/{staff}/remove-factors", post(remove_factors))
}

#[derive(Template)]
#[template(path = "admin/person.html")]
struct PersonPage {
    page: Page,
    staff: StaffDetails,
    form: StaffChange,
    roles: &'static [Role],
    custom_roles: Vec<CustomRole>,
    sessions: Vec<SessionRow>,
    /// Whether it is the one who looks.
    is_self: bool,
    errors: FormErrors,
}

impl PersonPage {
    async fn answer(
        caller: &Caller,
        id: Uuid,
        form: Option<StaffChange>,
        problems: &[FieldError],
    ) -> WebResult<Response> {
        let mut tx = caller.read().await?;
        let staff = changes::find(&mut tx, id).await?;
        let custom_roles = roles::list(&mut tx).await?;
        let sessions = sessions::list_of(&mut tx, Holder::Staff(id), Action::ListStaff).await?;
        tx.commit().await?;
        let own = caller.session().map(|session| session.id);
        let sessions = sessions.into_iter().map(|listed| SessionRow::new(caller, listed, own)).collect();
        let form = form.unwrap_or_else(|| StaffChange {
            display_name: staff.display_name.clone(),
            roles: staff.roles.clone(),
            custom_roles: staff.custom_roles.clone(),
            active: staff.active,
            version: staff.version,
        });
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(caller), FormErrors::new(caller, problems));
        let is_self = caller.actor().id() == Some(id);
        let page = Self { page, staff, form, roles: Role::ALL, custom_roles, sessions, is_self, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn has(&self, role: &Role) -> bool {
        self.form.roles.contains(role)
    }

    fn has_custom(&self, role: &CustomRole) -> bool {
        self.form.custom_roles.contains(&role.id)
    }

    /// What the chosen roles add up to, in words.
    fn effective(&self) -> Vec<String> {
        let own = self.custom_roles.iter().filter(|role| self.has_custom(role)).flat_map(|role| role.actions.clone());
        let rights = tenancy::Rights::of_roles(&self.form.roles).and(own.collect());
        rights
            .actions()
            .filter(|action| action.trace() == tenancy::Trace::Audited)
            .map(|it| word(&self.page, it))
            .collect()
    }
}

/// What an action is called.
pub(super) fn word(page: &Page, action: Action) -> String {
    page.t(&format!("action-{}", action.code().replace('_', "-")))
}

async fn person(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ChangeStaff)?;
    PersonPage::answer(&caller, id, None, &[]).await
}

fn read(pairs: &Pairs) -> StaffChange {
    let custom = pairs.iter().filter(|(name, _)| name == "custom_roles");
    let one = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    StaffChange {
        display_name: one("display_name").unwrap_or_default(),
        roles: pairs.iter().filter(|(name, _)| name == "roles").filter_map(|(_, value)| Role::parse(value)).collect(),
        custom_roles: custom.filter_map(|(_, id)| id.parse().ok()).collect(),
        active: one("active").is_some_and(|value| value == "true"),
        version: one("version").and_then(|version| version.parse().ok()).unwrap_or_default(),
    }
}

async fn change(caller: Caller, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangeStaff)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let form = read(&pairs);
    let mut tx = caller.begin().await?;
    match changes::change(&mut tx, id, &form).await {
        Ok(()) => {}
        Err(Error::Invalid(problems)) => {
            drop(tx);
            return PersonPage::answer(&caller, id, Some(form), &problems).await;
        }
        Err(Error::Conflict(conflict @ (Conflict::OwnAccount | Conflict::LastAdministrator))) => {
            drop(tx);
            let problem = FieldError::new("roles", conflict.code());
            return PersonPage::answer(&caller, id, Some(form), &[problem]).await;
        }
        Err(other) => return Err(other.into()),
    }
    tx.commit().await?;
    caller.app().forget_access();
    Ok(back(id, "common-saved"))
}

fn back(id: Uuid, told: &str) -> Response {
    notice::leave(Answer::see_other(format!("/admin/staff/{id}/")).into_response(), told)
}

#[derive(Template)]
#[template(path = "admin/link.html")]
struct LinkPage {
    page: Page,
    staff: StaffDetails,
    /// The whole address.
    link: String,
    is_invitation: bool,
    hours: usize,
}

/// The link is shown to the administrator, who hands it over; the password is chosen by whoever opens it.
async fn make_link(
    caller: Caller,
    headers: http::HeaderMap,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Pairs>,
) -> WebResult<Response> {
    caller.require(Action::ResetPassword)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    let staff = changes::find(&mut tx, id).await?;
    let path = changes::make_link(&mut tx, id).await?;
    tx.commit().await?;
    let purpose = if staff.invited { Purpose::Invitation } else { Purpose::Reset };
    let page = LinkPage {
        page: Page::new(&caller),
        link: own_address(&caller, &headers, &path)?,
        is_invitation: staff.invited,
        hours: usize::try_from(purpose.lasts().as_secs() / 3600).unwrap_or(usize::MAX),
        staff,
    };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn unlock(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::UnlockAccount)?;
    let mut tx = caller.change().await?;
    changes::unlock(&mut tx, id).await?;
    tx.commit().await?;
    Ok(back(id, "accounts-unlocked"))
}

async fn end_sessions(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::EndStaffSessions)?;
    let mut tx = caller.change().await?;
    changes::end_sessions(&mut tx, id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(back(id, "accounts-sessions-closed"))
}

async fn remove_factors(caller: Caller, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangeStaff)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    changes::remove_factors(&mut tx, id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(back(id, "accounts-factor-removed"))
}
