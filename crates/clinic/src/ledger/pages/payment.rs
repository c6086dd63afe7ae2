//! Taking a payment, from the press on the board to the receipt in the printer.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use money::{Currency, Money};
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Answer, Caller, Form, Html, Path, Query, WebResult};

use super::{cash_typed, fresh, money_typed, offered, refused, visit_of};
use crate::amounts::currency_of;
use crate::appointments::input::Reading;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key};
use crate::ledger::input::{TransactionInput, Wanted};
use crate::ledger::model::{Entry, Method, NewTransaction, TransactionKind};
use crate::ledger::operations;
use crate::ledger::view::BalanceView;
use crate::shell::{Page, notice};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct About {
    pub(super) appointment: String,
}

/// What stands behind the form.
struct Sheet {
    banner: Banner,
    balances: Vec<BalanceView>,
    /// The visit that is paid for, and when it is.
    visit: Option<(Uuid, jiff::Timestamp)>,
    /// What it costs, where nothing was charged for it yet.
    cost: Option<Money>,
    /// What is owed for it, else in all.
    owed: Option<Money>,
}

impl Sheet {
    async fn load(caller: &Caller, key: &str, appointment: &str) -> tenancy::Result<Self> {
        let action = Action::ViewBalance;
        let mut tx = caller.read().await?;
        let patient = patient_id(&mut tx, action, key).await?.uuid();
        let banner = Banner::load(caller, &mut tx, action, patient).await?;
        let balances = operations::balance(&mut tx, patient, None).await?;
        let visit = visit_of(&mut tx, patient, appointment).await?;
        let (mut cost, mut owed) = (None, None);
        if let Some(visit) = &visit {
            cost = operations::cost_of_visit(&mut tx, action, visit).await?.map(|cost| cost.amount);
            owed = operations::open_at_visit(&mut tx, patient, visit.id.uuid()).await?.into_iter().next();
        }
        tx.commit().await?;
        let balances: Vec<BalanceView> = balances.into_iter().map(BalanceView::from).collect();
        let in_all = balances.iter().map(|balance| balance.open).find(|open| open.minor > 0);
        let visit = visit.map(|visit| (visit.id.uuid(), visit.slot.starts_at));
        Ok(Self { banner, balances, visit, cost, owed: cost.or(owed).or(in_all) })
    }

    /// What the form begins with: all that is owed, in cash, with a receipt.
    fn typed(&self, default: &str) -> Typed {
        let owed = self.owed.filter(|owed| owed.minor > 0);
        Typed::of([
            ("amount", owed.map(Money::decimal).unwrap_or_default()),
            ("currency", owed.map_or(default, |owed| owed.currency.as_str()).to_owned()),
            ("method", Method::Cash.as_str().to_owned()),
            ("charges_visit", self.cost.is_some().to_string()),
            ("receipt_required", "true".to_owned()),
        ])
    }
}

#[derive(Template)]
#[template(path = "ledger/payment.html")]
struct PaymentPage {
    page: Page,
    sheet: Sheet,
    typed: Typed,
    errors: FormErrors,
    key: String,
    methods: &'static [Method],
    currencies: Vec<&'static str>,
    /// In which change is worked out while somebody types.
    currency: Currency,
}

impl PaymentPage {
    fn answer(
        caller: &Caller,
        sheet: Sheet,
        typed: Typed,
        (status, errors): (StatusCode, FormErrors),
    ) -> WebResult<Response> {
        let clinic = currency_of(caller.tenant());
        let known = sheet.balances.iter().map(|balance| balance.amount).chain(sheet.cost);
        let page = Self {
            page: Page::new(caller),
            currencies: offered(clinic, known),
            currency: Currency::parse(typed.get("currency")).unwrap_or(clinic),
            sheet,
            typed,
            errors,
            key: new_key(caller),
            methods: Method::ALL,
        };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    /// What the owed comes to in coins, where that is another amount.
    fn in_coins(&self) -> Option<Money> {
        self.sheet.owed.filter(|owed| !owed.is_in_coins()).map(Money::in_coins)
    }
}

pub async fn form(caller: Caller, Path(key): Path<String>, Query(about): Query<About>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    let sheet = Sheet::load(&caller, &key, &about.appointment).await?;
    let typed = sheet.typed(currency_of(caller.tenant()).as_str());
    PaymentPage::answer(&caller, sheet, typed, fresh())
}

pub async fn take(caller: Caller, Path(key): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreateTransaction)?;
    let typed = Typed::new(pairs);
    let sheet = Sheet::load(&caller, &key, typed.get("appointment")).await?;
    match try_take(&caller, &sheet, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => {
            let refusal = refused(&caller, failure)?;
            PaymentPage::answer(&caller, sheet, typed, refusal)
        }
    }
}

fn input(caller: &Caller, sheet: &Sheet, typed: &Typed) -> TransactionInput {
    let method = Method::parse(typed.get("method"));
    let amount = match method {
        Some(Method::Cash) => cash_typed(typed, currency_of(caller.tenant())),
        _ => money_typed(typed),
    };
    TransactionInput {
        kind: Some(TransactionKind::Payment),
        method,
        amount,
        contact: Some(sheet.banner.id),
        appointment: sheet.visit.map(|(id, _)| id),
        receipt_required: typed.is("receipt_required", "true"),
        note: typed.some("note"),
        ..TransactionInput::default()
    }
}

async fn try_take(caller: &Caller, sheet: &Sheet, typed: &Typed) -> WebResult<Response> {
    let Wanted::New(new) = input(caller, sheet, typed).parse(&Reading::of(caller))? else {
        return Err(Error::NotFound.into());
    };
    let change = change(&new, typed)?;
    let mut tx = caller.begin().await?;
    if let Some(visit) = new.appointment.filter(|_| typed.is("charges_visit", "true")) {
        operations::charge_visit(&mut tx, visit).await?;
    }
    let payment = operations::create(&mut tx, &new).await?;
    let mut next = format!("/patients/{}/account", sheet.banner.id);
    if typed.is("receipt_required", "true") && caller.may(Action::IssueReceipt) {
        operations::issue_receipt(&mut tx, payment.id).await?;
        next = format!("/transactions/{}/receipt?print=1", payment.id);
    }
    let answer = Answer::see_other(next).commit(caller, tx).await?;
    Ok(match change {
        Some(change) => notice::leave_amount(answer, "ledger-paid-change", change),
        None => notice::leave(answer, "ledger-paid"),
    })
}

/// What somebody gets back who gave more than they pay; only of cash that was said to be given.
fn change(payment: &NewTransaction, typed: &Typed) -> tenancy::Result<Option<Money>> {
    let is_cash = matches!(payment.entry, Entry::Payment { method: Method::Cash, .. });
    let Some(given) = typed.some("given").filter(|_| is_cash) else { return Ok(None) };
    let given = Money::parse(&given, payment.amount.currency).map_err(|code| Error::invalid("given", code))?;
    match given.minor - payment.amount.minor {
        missing if missing < 0 => Err(Error::invalid("given", "less_than_due")),
        change => Ok(Some(Money::new(change, given.currency))),
    }
}
