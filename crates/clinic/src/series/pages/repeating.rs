//! Repeating a visit: how often, what that runs into, and then all of it or nothing.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, Id, TenantTx};
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult};

use super::{Pairs, Typed};
use crate::appointments::input::{AppointmentInput, Reading};
use crate::appointments::model::Appointment;
use crate::appointments::operations::{self as appointments};
use crate::chart::banner::Banner;
use crate::forms::{FormErrors, new_key};
use crate::series::input::SeriesInput;
use crate::series::model::{MOST, NewSeries, Proposed};
use crate::series::operations;
use crate::shell::{Page, notice};

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const UNITS: [&str; 3] = ["DAILY", "WEEKLY", "MONTHLY"];

#[derive(Template)]
#[template(path = "series/repeat.html")]
struct RepeatPage {
    page: Page,
    banner: Banner,
    appointment: Appointment,
    typed: Typed,
    /// Nothing while nobody has asked.
    proposed: Vec<Proposed>,
    rule: String,
    errors: FormErrors,
    idempotency_key: String,
}

impl RepeatPage {
    fn weekdays(&self) -> impl Iterator<Item = (&'static str, String, bool)> {
        WEEKDAYS.into_iter().enumerate().map(|(number, code)| {
            let name = self.page.t(&format!("date-weekday-{}", number + 1));
            (code, name, self.typed.all("day").any(|day| day == code))
        })
    }

    fn units(&self) -> impl Iterator<Item = (&'static str, String, bool)> {
        UNITS.into_iter().map(|unit| {
            let name = self.page.t(&format!("series-unit-{}", unit.to_lowercase()));
            (unit, name, self.typed.get("unit") == unit)
        })
    }

    /// Everything but the visit that is there already.
    fn further(&self) -> impl Iterator<Item = &Proposed> {
        let first = self.page.day_of(self.appointment.slot.starts_at);
        self.proposed.iter().filter(move |one| one.visit.day != first)
    }

    fn conflicts(&self) -> usize {
        self.further().filter(|one| !is_free(one)).count()
    }

    fn bookable(&self) -> usize {
        self.further().filter(|one| is_free(one)).count()
    }

    fn answer(&self) -> WebResult<Response> {
        let status = if self.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

fn is_free(one: &Proposed) -> bool {
    one.blocked_by.is_empty() && !one.is_past
}

/// What was chosen, as a rule.
fn rule_of(typed: &Typed) -> String {
    let unit = Some(typed.get("unit")).filter(|unit| UNITS.contains(unit)).unwrap_or("WEEKLY");
    let mut rule = format!("FREQ={unit};INTERVAL={}", typed.number("every").unwrap_or(1));
    let days: Vec<&str> = typed.all("day").filter(|day| WEEKDAYS.contains(day)).collect();
    if unit == "WEEKLY" && !days.is_empty() {
        rule = format!("{rule};BYDAY={}", days.join(","));
    }
    format!("{rule};COUNT={}", typed.number("count").unwrap_or(0))
}

/// As the visit that is repeated, in everything but its time.
fn wanted(appointment: &Appointment, rule: String, skip: Vec<String>) -> SeriesInput {
    let text = |text: &Option<vault::Phi<String>>| text.as_ref().map(|text| text.reveal().clone());
    SeriesInput {
        appointment: AppointmentInput {
            patient: Some(appointment.patient.to_string()),
            provider: Some(appointment.provider.uuid()),
            service: appointment.service,
            staff: appointment.staff.clone(),
            room: appointment.room.map(Id::uuid),
            equipment: appointment.equipment.clone(),
            kind: Some(appointment.kind),
            starts_at: Some(appointment.slot.starts_at.to_string()),
            duration: Some(appointment.slot.minutes()),
            reason: text(&appointment.reason),
            preparation_notes: text(&appointment.preparation_notes),
            ..AppointmentInput::default()
        },
        rule,
        skip,
    }
}

async fn load(tx: &mut TenantTx, id: Id<Appointment>) -> WebResult<Appointment> {
    let appointment = appointments::find(tx, id).await?;
    // A part of a series is repeated with the others.
    if appointment.occurrence.is_some() || !appointment.status.is_open() {
        return Err(Error::NotFound.into());
    }
    Ok(appointment)
}

fn usual(appointment: &Appointment, zone: &jiff::tz::TimeZone) -> Typed {
    let weekday = zone.to_datetime(appointment.slot.starts_at).weekday().to_monday_zero_offset();
    let day = usize::try_from(weekday).ok().and_then(|day| WEEKDAYS.get(day)).copied().unwrap_or("MO");
    let pairs = [("every", "1"), ("unit", "WEEKLY"), ("day", day), ("count", "")];
    Typed(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
}

pub async fn form(caller: Caller, Path(id): Path<Id<Appointment>>, Query(pairs): Query<Pairs>) -> WebResult<Response> {
    caller.require(Action::BookSeries)?;
    let mut tx = caller.read().await?;
    let appointment = load(&mut tx, id).await?;
    let asks = pairs.iter().any(|(name, _)| name == "every" || name == "count");
    let typed = if asks { Typed(pairs) } else { usual(&appointment, &caller.tenant().time_zone) };
    let mut page = draw(&caller, &mut tx, appointment, typed).await?;
    if asks {
        match ask(&caller, &page).map(|new| (new.rule.to_string(), new)) {
            Ok((rule, new)) => {
                page.rule = rule;
                page.proposed = match operations::preview(&mut tx, &new).await {
                    Ok(proposed) => proposed,
                    Err(Error::Invalid(problems)) => {
                        page.errors = FormErrors::new(&caller, &problems);
                        Vec::new()
                    }
                    Err(other) => return Err(other.into()),
                };
            }
            Err(Error::Invalid(problems)) => page.errors = FormErrors::new(&caller, &problems),
            Err(other) => return Err(other.into()),
        }
    }
    tx.commit().await?;
    page.answer()
}

fn ask(caller: &Caller, page: &RepeatPage) -> tenancy::Result<NewSeries> {
    match page.typed.number("count") {
        None => return Err(Error::invalid("count", "required")),
        Some(count) if !(2..=i64::try_from(MOST).unwrap_or(i64::MAX)).contains(&count) => {
            return Err(Error::invalid("count", "out_of_range"));
        }
        Some(_) => {}
    }
    wanted(&page.appointment, rule_of(&page.typed), Vec::new()).parse(&Reading::of(caller))
}

async fn draw(caller: &Caller, tx: &mut TenantTx, appointment: Appointment, typed: Typed) -> WebResult<RepeatPage> {
    let banner = Banner::load(caller, tx, Action::ViewAppointment, appointment.patient.uuid()).await?;
    Ok(RepeatPage {
        page: Page::new(caller),
        banner,
        appointment,
        typed,
        proposed: Vec::new(),
        rule: String::new(),
        errors: FormErrors::default(),
        idempotency_key: new_key(caller),
    })
}

pub async fn book(caller: Caller, Path(id): Path<Id<Appointment>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::BookSeries)?;
    let typed = Typed(pairs);
    match try_book(&caller, id, &typed).await {
        Ok(response) => Ok(response),
        Err(Failure::Operation(Error::Invalid(problems))) => {
            again(&caller, id, typed, FormErrors::new(&caller, &problems)).await
        }
        // Somebody was quicker than the one who looked.
        Err(Failure::Operation(Error::Conflict(Conflict::SlotTaken { .. } | Conflict::InThePast))) => {
            again(&caller, id, typed, FormErrors::general(caller.text("series-taken-meanwhile"))).await
        }
        Err(other) => Err(other),
    }
}

async fn try_book(caller: &Caller, id: Id<Appointment>, typed: &Typed) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let appointment = load(&mut tx, id).await?;
    let first = caller.tenant().day_of(appointment.slot.starts_at).to_string();
    let skip = typed.all("skip").map(str::to_owned).chain([first]).collect();
    let new = wanted(&appointment, typed.get("rule").to_owned(), skip).parse(&Reading::of(caller))?;
    let (series, booked) = operations::book(&mut tx, &new).await?;
    let answer = Answer::see_other(format!("/reception/series/{}/", series.id)).commit(caller, tx).await?;
    Ok(notice::leave(answer, &format!("series-booked.{}", booked.len())))
}

/// The form with what was chosen, and what it runs into now.
async fn again(caller: &Caller, id: Id<Appointment>, typed: Typed, errors: FormErrors) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let appointment = load(&mut tx, id).await?;
    let mut page = draw(caller, &mut tx, appointment, typed).await?;
    let new = wanted(&page.appointment, page.typed.get("rule").to_owned(), Vec::new()).parse(&Reading::of(caller));
    if let Ok(new) = new {
        page.rule = new.rule.to_string();
        page.proposed = operations::preview(&mut tx, &new).await.unwrap_or_default();
    }
    tx.commit().await?;
    page.errors = errors;
    page.answer()
}
