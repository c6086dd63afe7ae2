//! Writing a charge.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use money::{Money, TaxRate};
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Form, Html, PageOf, Path, Query, WebResult};

use super::payment::About;
use super::{fresh, money_typed, offered, refused, visit_of};
use crate::amounts::currency_of;
use crate::appointments::input::Reading;
use crate::appointments::model::Appointment;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key};
use crate::ledger::input::{TransactionInput, Wanted};
use crate::ledger::model::TransactionKind;
use crate::ledger::operations;
use crate::prices::operations::{self as prices, Filter};
use crate::schedule;
use crate::shell::{Page, notice};

/// More prices than anybody scrolls through.
const MOST_OFFERED: i64 = 200;

/// What stands behind the form.
struct Sheet {
    banner: Banner,
    /// The visit that is charged for, and when it is.
    visit: Option<(Uuid, jiff::Timestamp)>,
    offered: Vec<Offered>,
    typed: Typed,
}

/// A service, and what it costs on the day of the visit or today.
struct Offered {
    service: Uuid,
    name: String,
    amount: Money,
}

impl Offered {
    async fn load(tx: &mut TenantTx, visit: Option<&Appointment>) -> tenancy::Result<Vec<Self>> {
        let day = tx.tenant().day_of(visit.map_or(tx.now(), |visit| visit.slot.starts_at));
        let services = schedule::operations::list_for(tx, Action::ViewBalance).await?;
        let filter = Filter { on: Some(day), ..Filter::default() };
        let prices = prices::list(tx, filter, PageOf::whole(MOST_OFFERED)).await?.rows;
        let named = prices.into_iter().filter_map(|price| {
            let service = services.iter().find(|service| service.id.uuid() == price.service)?;
            Some(Self { service: price.service, name: service.offer.name.clone(), amount: price.amount })
        });
        Ok(named.collect())
    }
}

impl Sheet {
    /// Whether the form has chosen it, in its currency.
    fn is_chosen(&self, offered: &Offered) -> bool {
        self.typed.is("service", &offered.service.to_string())
    }

    async fn load(caller: &Caller, key: &str, appointment: &str) -> tenancy::Result<Self> {
        let action = Action::ViewBalance;
        let mut tx = caller.read().await?;
        let patient = patient_id(&mut tx, action, key).await?.uuid();
        let banner = Banner::load(caller, &mut tx, action, patient).await?;
        let visit = visit_of(&mut tx, patient, appointment).await?;
        let cost = match &visit {
            Some(visit) => operations::cost_of_visit(&mut tx, action, visit).await?,
            None => None,
        };
        let offered = Offered::load(&mut tx, visit.as_ref()).await?;
        tx.record(action, tenancy::Subject::new("balance", patient).about(patient));
        tx.commit().await?;
        let currency = cost.map_or(currency_of(caller.tenant()), |cost| cost.amount.currency);
        let typed = Typed::of([
            ("amount", cost.map(|cost| cost.amount.decimal()).unwrap_or_default()),
            ("tax_rate", cost.and_then(|cost| cost.tax_rate).map(TaxRate::decimal).unwrap_or_default()),
            ("service", visit.as_ref().and_then(|visit| visit.service).map(|id| id.to_string()).unwrap_or_default()),
            ("currency", currency.as_str().to_owned()),
            ("billing_code", visit.as_ref().and_then(|visit| visit.billing_code.clone()).unwrap_or_default()),
        ]);
        Ok(Self { banner, visit: visit.map(|visit| (visit.id.uuid(), visit.slot.starts_at)), offered, typed })
    }
}

#[derive(Template)]
#[template(path = "ledger/charge.html")]
struct ChargePage {
    page: Page,
    sheet: Sheet,
    errors: FormErrors,
    key: String,
    currencies: Vec<&'static str>,
}

impl ChargePage {
    fn answer(caller: &Caller, sheet: Sheet, (status, errors): (StatusCode, FormErrors)) -> WebResult<Response> {
        let known = money::Currency::parse(sheet.typed.get("currency")).map(|currency| Money::new(0, currency));
        let page = Self {
            page: Page::new(caller),
            currencies: offered(currency_of(caller.tenant()), known),
            sheet,
            errors,
            key: new_key(caller),
        };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn form(caller: Caller, Path(key): Path<String>, Query(about): Query<About>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    let sheet = Sheet::load(&caller, &key, &about.appointment).await?;
    ChargePage::answer(&caller, sheet, fresh())
}

pub async fn write(caller: Caller, Path(key): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    let typed = Typed::new(pairs);
    let sheet = Sheet { typed: typed.clone(), ..Sheet::load(&caller, &key, typed.get("appointment")).await? };
    match try_write(&caller, &sheet).await {
        Ok(response) => Ok(response),
        Err(failure) => {
            let refusal = refused(&caller, failure)?;
            ChargePage::answer(&caller, sheet, refusal)
        }
    }
}

async fn try_write(caller: &Caller, sheet: &Sheet) -> WebResult<Response> {
    let typed = &sheet.typed;
    let input = TransactionInput {
        kind: Some(TransactionKind::Charge),
        amount: money_typed(typed),
        service: typed.get("service").parse().ok(),
        currency: typed.some("currency"),
        tax_rate: typed.some("tax_rate").filter(|_| !typed.get("amount").is_empty()),
        contact: Some(sheet.banner.id),
        appointment: sheet.visit.map(|(id, _)| id),
        billing_code: typed.some("billing_code"),
        due_on: typed.some("due_on"),
        note: typed.some("note"),
        ..TransactionInput::default()
    };
    let wanted = input.parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    match wanted {
        Wanted::New(new) => operations::create(&mut tx, &new).await?,
        Wanted::Listed(new) => operations::charge_listed(&mut tx, &new).await?,
        Wanted::Refund(..) | Wanted::Adjustment(..) => return Err(Error::NotFound.into()),
    };
    let answer = Answer::see_other(format!("/patients/{}/account", sheet.banner.id));
    Ok(notice::leave(answer.commit(caller, tx).await?, "ledger-charged"))
}
