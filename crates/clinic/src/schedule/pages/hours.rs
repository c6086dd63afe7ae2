//! Hours: whose they are, the week as it stands, and a form to set another one.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use calendar::{Closure, Owner, Timetable, Weekly};
use http::StatusCode;
use tenancy::{Action, Error, FieldError, TenantTx};
use web::{Answer, Caller, Expected, Form, Html, Query, WebResult};

use super::days::{ClosureForm, ExceptionForm, ExceptionRow};
use super::week::{Period, WeekForm, periods, weekdays};
use crate::accounts::operations::providers;
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, escape};
use crate::rooms;
use crate::schedule::model::{from_day, owner_text};
use crate::schedule::operations;
use crate::schedule::query::OwnerQuery;
use crate::shell::{Page, notice};

/// Whose hours can be looked at.
pub struct OwnerChoice {
    owner: Owner,
    pub value: String,
    pub label: String,
}

#[derive(Template)]
#[template(path = "schedule/hours.html")]
pub struct HoursPage {
    page: Page,
    owner: OwnerChoice,
    owners: Vec<OwnerChoice>,
    weekdays: Vec<String>,
    periods: Vec<Period>,
    form: WeekForm,
    exceptions: Vec<ExceptionRow>,
    exception: ExceptionForm,
    closures: Vec<Closure>,
    closure: ClosureForm,
    errors: FormErrors,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    pub week: Option<WeekForm>,
    pub exception: ExceptionForm,
    pub closure: ClosureForm,
    pub problems: Vec<FieldError>,
}

impl HoursPage {
    pub async fn answer(caller: &Caller, owner: Owner, typed: Typed) -> WebResult<Response> {
        let (page, today) = (Page::new(caller), caller.today());
        let mut tx = caller.read().await?;
        let mut owners = owners(&page, &mut tx).await?;
        let week = operations::week(&mut tx, &owner).await?;
        let exceptions = operations::list_exceptions(&mut tx, Some(&owner), today).await?;
        let closures = operations::list_closures(&mut tx, today).await?;
        let present = present_week(&mut tx, &owner).await?;
        tx.commit().await?;
        let place = owners.iter().position(|choice| choice.owner == owner);
        let owner = match place {
            Some(place) => owners.swap_remove(place),
            None => OwnerChoice { value: owner_text(&owner), label: owner_label(&owner), owner },
        };
        owners.sort_by_key(|choice| choice.owner.clone());
        let status = if typed.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let answer = Self {
            periods: periods(&page, &week.lines, today),
            form: typed.week.unwrap_or_else(|| WeekForm::of(&present, today, week.version)),
            exceptions: exceptions.into_iter().map(ExceptionRow::from).collect(),
            exception: typed.exception,
            closures,
            closure: typed.closure,
            errors: FormErrors::new(caller, &typed.problems),
            weekdays: weekdays(&page),
            page,
            owner,
            owners,
        };
        Ok((status, Html(answer.render().map_err(Error::internal)?)).into_response())
    }

    fn is_clinic(&self) -> bool {
        self.owner.owner == Owner::Clinic
    }

    /// What follows an address so that it is about this owner.
    fn here(&self) -> String {
        query_of(&self.owner.value)
    }

    /// What holds for somebody who has set no week.
    fn usual_key(&self) -> &'static str {
        match self.owner.owner {
            Owner::Clinic => "schedule-usual-clinic",
            Owner::Provider(_) => "schedule-usual-provider",
            Owner::Room(_) | Owner::Equipment(_) => "schedule-usual-thing",
        }
    }

    /// One day's field: its id, its name, what it holds, and what is wrong with it.
    fn fields(&self) -> Vec<(String, &str, &str, String)> {
        let names = self.weekdays.iter().zip(&self.form.days);
        names
            .zip(1..)
            .map(|((name, hours), number)| {
                let id = format!("day-{number}");
                let error = self.errors.of(&id);
                (id, name.as_str(), hours.as_str(), error)
            })
            .collect()
    }
}

/// The week that holds: the owner's own, or what holds in its place.
async fn present_week(tx: &mut TenantTx, owner: &Owner) -> tenancy::Result<Vec<Weekly>> {
    let own = operations::week(tx, owner).await?.lines;
    match owner {
        _ if !own.is_empty() => Ok(own),
        Owner::Clinic => Ok(Timetable::usual()),
        Owner::Provider(_) => {
            let clinic = operations::week(tx, &Owner::Clinic).await?.lines;
            Ok(if clinic.is_empty() { Timetable::usual() } else { clinic })
        }
        Owner::Room(_) | Owner::Equipment(_) => Ok(Timetable::always()),
    }
}

async fn owners(page: &Page, tx: &mut TenantTx) -> tenancy::Result<Vec<OwnerChoice>> {
    let choice = |owner: Owner, label: String| OwnerChoice { value: owner_text(&owner), label, owner };
    let mut owners = vec![choice(Owner::Clinic, page.t("schedule-the-clinic"))];
    for provider in providers(tx).await? {
        owners.push(choice(Owner::Provider(provider.id), provider.display_name));
    }
    for room in rooms::operations::list(tx).await?.into_iter().filter(|room| room.active) {
        owners.push(choice(Owner::Room(room.id.uuid()), room.name));
    }
    let services = operations::list(tx, false).await?;
    let things: BTreeSet<String> = services.into_iter().flat_map(|service| service.offer.equipment).collect();
    owners.extend(things.into_iter().map(|name| choice(Owner::Equipment(name.clone()), name)));
    Ok(owners)
}

fn owner_label(owner: &Owner) -> String {
    if let Owner::Equipment(name) = owner { name.clone() } else { String::new() }
}

pub async fn hours(caller: Caller, Query(query): Query<OwnerQuery>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    HoursPage::answer(&caller, query.owner()?, Typed::default()).await
}

/// The query of an address that names an owner.
fn query_of(owner: &str) -> String {
    format!("?owner={}", escape(owner))
}

/// Where one is, after something was done.
pub fn back(owner: &Owner, told: &str) -> Response {
    notice::leave(Answer::see_other(format!("/admin/hours/{}", query_of(&owner_text(owner)))).into_response(), told)
}

pub async fn set(caller: Caller, Query(query): Query<OwnerQuery>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let owner = query.owner()?;
    let mut form = WeekForm::read(&pairs);
    let pressed = |name: &str| pairs.iter().any(|(found, _)| found == name);
    if pressed("copy") {
        form.copy_monday();
        return HoursPage::answer(&caller, owner, Typed { week: Some(form), ..Typed::default() }).await;
    }
    match save(&caller, &owner, &form, pressed("forget")).await {
        Ok(()) => Ok(back(&owner, "common-saved")),
        Err(Error::Invalid(problems)) => {
            let typed = Typed { week: Some(form), problems, ..Typed::default() };
            HoursPage::answer(&caller, owner, typed).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn save(caller: &Caller, owner: &Owner, form: &WeekForm, forget: bool) -> tenancy::Result<()> {
    let mut lines = if forget { Vec::new() } else { form.lines().map_err(Error::Invalid)? };
    let mut tx = caller.change().await?;
    let starts_on = form.starts_on.as_str();
    if !forget && !starts_on.is_empty() {
        let from = Reading::of(caller).wall.date(starts_on).map_err(|code| Error::invalid("starts_on", code))?;
        lines = from_day(&present_week(&mut tx, owner).await?, &lines, from);
    }
    let expected = Expected::from(form.version.parse::<i64>().ok());
    operations::set_week(&mut tx, owner, &lines, &expected).await?;
    tx.commit().await
}
