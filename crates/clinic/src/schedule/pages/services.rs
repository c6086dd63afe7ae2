//! What the clinic offers: the list, and a form for one service.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use money::{Currency, Money};
use tenancy::{Action, Error, FieldError, Id, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Expected, Form, Html, Path, WebResult};

use crate::accounts::operations::{StaffName, providers};
use crate::amounts::{Amount, MoneyInput, currency_of};
use crate::appointments::input::Reading;
use crate::appointments::model::Kind;
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::rooms::{self, Room};
use crate::schedule::input::ServiceInput;
use crate::schedule::model::{BookableBy, NewService, Service};
use crate::schedule::operations;
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "schedule/services.html")]
struct ServicesPage {
    page: Page,
    services: Vec<Service>,
    providers: Vec<StaffName>,
}

impl ServicesPage {
    fn price(&self, service: &Service) -> String {
        let currency = currency_of(self.page.guest().tenant());
        service.offer.price_minor.map(|minor| Money::new(minor, currency).to_string()).unwrap_or_default()
    }

    fn names(&self, service: &Service) -> Vec<&str> {
        let offers = |one: &&StaffName| service.offer.providers.contains(&one.id);
        self.providers.iter().filter(offers).map(|one| one.display_name.as_str()).collect()
    }
}

pub async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let mut tx = caller.read().await?;
    let services = operations::list(&mut tx, false).await?;
    let providers = providers(&mut tx).await?;
    tx.commit().await?;
    let page = ServicesPage { page: Page::new(&caller), services, providers };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// A service as it was typed.
#[derive(Default)]
struct ServiceForm {
    pairs: Pairs,
}

/// The fields that hold numbers.
const NUMBERS: [&str; 8] = [
    "duration_minutes",
    "buffer_before_minutes",
    "buffer_after_minutes",
    "capacity",
    "lead_minutes",
    "horizon_days",
    "step_minutes",
    "position",
];

impl ServiceForm {
    fn of(offer: &NewService, currency: Currency) -> Self {
        let mut pairs: Pairs = Vec::new();
        let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
        let money = |minor| Money::new(minor, currency).decimal();
        put("name", offer.name.clone());
        put("kind", offer.kind.as_str().to_owned());
        put("duration_minutes", offer.duration_minutes.to_string());
        put("buffer_before_minutes", offer.buffer_before_minutes.to_string());
        put("buffer_after_minutes", offer.buffer_after_minutes.to_string());
        put("capacity", offer.capacity.to_string());
        put("lead_minutes", offer.lead_minutes.to_string());
        put("horizon_days", offer.horizon_days.map(|days| days.to_string()).unwrap_or_default());
        put("step_minutes", offer.step_minutes.map(|step| step.to_string()).unwrap_or_default());
        put("position", offer.position.to_string());
        put("bookable_by", offer.bookable_by.as_str().to_owned());
        put("price", offer.price_minor.map(money).unwrap_or_default());
        put("equipment", offer.equipment.join(", "));
        if offer.needs_room {
            put("needs_room", "true".to_owned());
        }
        offer.providers.iter().for_each(|id| put("providers", id.to_string()));
        offer.rooms.iter().for_each(|id| put("rooms", id.to_string()));
        Self { pairs }
    }

    fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    fn holds(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(found, held)| found == name && held == value)
    }

    fn ids(&self, name: &str) -> Vec<Uuid> {
        self.pairs.iter().filter(|(found, _)| found == name).filter_map(|(_, id)| id.parse().ok()).collect()
    }

    fn number(&self, name: &str) -> Option<i64> {
        people::text::ascii_digits(self.get(name)).parse().ok()
    }

    fn read(&self, reading: &Reading) -> Result<NewService, Vec<FieldError>> {
        let typed = |name: &&str| !self.get(name).is_empty() && self.number(name).is_none();
        let unreadable: Vec<FieldError> =
            NUMBERS.into_iter().filter(typed).map(|name| FieldError::new(name, "not_a_number")).collect();
        let price = Some(self.get("price")).filter(|text| !text.is_empty());
        let names = self.get("equipment").replace('،', ",");
        let input = ServiceInput {
            name: self.get("name").to_owned(),
            kind: Kind::parse(self.get("kind")),
            duration_minutes: self.number("duration_minutes"),
            buffer_before_minutes: self.number("buffer_before_minutes"),
            buffer_after_minutes: self.number("buffer_after_minutes"),
            capacity: self.number("capacity"),
            lead_minutes: self.number("lead_minutes"),
            horizon_days: self.number("horizon_days"),
            step_minutes: self.number("step_minutes"),
            bookable_by: BookableBy::parse(self.get("bookable_by")),
            price: price.map(|text| MoneyInput::Bare(Amount(text.to_owned()))),
            needs_room: Some(self.holds("needs_room", "true")),
            equipment: names.split(',').map(str::to_owned).collect(),
            providers: self.ids("providers"),
            rooms: self.ids("rooms"),
            position: self.number("position"),
        };
        match input.parse(reading) {
            Ok(new) if unreadable.is_empty() => Ok(new),
            Ok(_) => Err(unreadable),
            Err(problems) => Err(unreadable.into_iter().chain(problems).collect()),
        }
    }
}

#[derive(Template)]
#[template(path = "schedule/service.html")]
struct ServicePage {
    page: Page,
    id: Option<Uuid>,
    version: String,
    form: ServiceForm,
    kinds: &'static [Kind],
    providers: Vec<StaffName>,
    rooms: Vec<Room>,
    errors: FormErrors,
}

impl ServicePage {
    async fn answer(
        caller: &Caller,
        mut tx: TenantTx,
        (id, version): (Option<Uuid>, String),
        form: ServiceForm,
        problems: &[FieldError],
    ) -> WebResult<Response> {
        let providers = providers(&mut tx).await?;
        let rooms = rooms::operations::list(&mut tx).await?.into_iter().filter(|room| room.active).collect();
        tx.commit().await?;
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(caller), FormErrors::new(caller, problems));
        let page = Self { page, id, version, form, kinds: Kind::ALL, providers, rooms, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn offers(&self, id: &Uuid) -> bool {
        self.form.holds("providers", &id.to_string())
    }

    fn takes_place_in(&self, room: &Room) -> bool {
        self.form.holds("rooms", &room.id.to_string())
    }
}

pub async fn new_form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let usual = [("duration_minutes", "30"), ("capacity", "1"), ("horizon_days", "90")];
    let pairs = usual.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let tx = caller.read().await?;
    ServicePage::answer(&caller, tx, (None, String::new()), ServiceForm { pairs }, &[]).await
}

pub async fn form(caller: Caller, Path(id): Path<Id<Service>>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let mut tx = caller.read().await?;
    let service = operations::find(&mut tx, id).await?;
    if !service.active {
        return Err(Error::NotFound.into());
    }
    let form = ServiceForm::of(&service.offer, currency_of(caller.tenant()));
    ServicePage::answer(&caller, tx, (Some(id.uuid()), service.version.to_string()), form, &[]).await
}

pub async fn create(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    save(caller, None, ServiceForm { pairs }).await
}

pub async fn replace(caller: Caller, Path(id): Path<Id<Service>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    save(caller, Some(id), ServiceForm { pairs }).await
}

async fn save(caller: Caller, id: Option<Id<Service>>, form: ServiceForm) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let version = form.get("version").to_owned();
    let done = try_save(&caller, id, &form).await;
    let problems = match done {
        Ok(()) => return Ok(notice::leave(Answer::see_other("/admin/services/").into_response(), "common-saved")),
        Err(Error::Invalid(problems)) => problems,
        Err(other) => return Err(other.into()),
    };
    let tx = caller.read().await?;
    ServicePage::answer(&caller, tx, (id.map(Id::uuid), version), form, &problems).await
}

async fn try_save(caller: &Caller, id: Option<Id<Service>>, form: &ServiceForm) -> tenancy::Result<()> {
    let mut tx = caller.change().await?;
    if let Some(id) = id {
        operations::find_for(&mut tx, Action::ManageSchedule, id).await?;
    }
    let new = form.read(&Reading::of(caller)).map_err(Error::Invalid)?;
    match id {
        Some(id) => operations::update(&mut tx, id, &new, &Expected::from(form.number("version"))).await?,
        None => operations::create(&mut tx, &new).await?,
    };
    tx.commit().await
}

pub async fn retire(caller: Caller, Path(id): Path<Id<Service>>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let mut tx = caller.change().await?;
    operations::retire(&mut tx, id, &Expected::Any).await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other("/admin/services/").into_response(), "schedule-retired"))
}
