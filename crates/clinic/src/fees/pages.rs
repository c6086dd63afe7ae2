//! The page on which rules for fees are set, and that of one fee.

use std::collections::HashMap;
use web::routing::{Router, get, post};

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::text::ascii_digits;
use tenancy::{Action, Error, Id};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, PageOf, Path, WebResult};

use super::input::{FeeRuleInput, WaiverInput};
use super::list_page;
use super::model::{Fee, FeeRule, Occasion};
use super::operations;
use crate::amounts::{Amount, MoneyInput, currency_of};
use crate::appointments::input::Reading;
use crate::appointments::model::Kind;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key, refusal};
use crate::ledger::view::Names;
use crate::schedule;
use crate::schedule::model::Service;
use crate::shell::{Moment, Page, notice};

const PATH: &str = "/admin/fees";
/// More rules than any clinic has.
const SHOWN: i64 = 200;

pub fn routes() -> Router {
    Router::new()
        .route("/admin/fees", get(list).post(set))
        .route("/admin/fees/{rule}/end", post(end))
        .route("/fees", get(list_page::list))
        .route("/fees/{fee}", get(view))
        .route("/fees/{fee}/waive", post(waive))
}

/// A rule with what it is for.
struct Row {
    found: FeeRule,
    service: String,
    since: Moment,
}

#[derive(Template)]
#[template(path = "fees/rules.html")]
struct RulesPage {
    page: Page,
    rows: Vec<Row>,
    services: Vec<Service>,
    occasions: &'static [Occasion],
    kinds: &'static [Kind],
    typed: Typed,
    errors: FormErrors,
    key: String,
}

impl RulesPage {
    fn is_chosen(&self, field: &str, value: impl std::fmt::Display) -> bool {
        self.typed.is(field, &value.to_string())
    }

    fn kind_key(kind: &Kind) -> String {
        format!("kind-{}", kind.as_str())
    }
}

pub async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageFeeRules)?;
    let currency = currency_of(caller.tenant()).as_str().to_owned();
    let typed = Typed::of([("currency", currency), ("notice_hours", "24".to_owned())]);
    show(&caller, typed, (StatusCode::OK, FormErrors::default())).await
}

async fn show(caller: &Caller, typed: Typed, (status, errors): (StatusCode, FormErrors)) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let listing = operations::list_rules(&mut tx, PageOf::whole(SHOWN)).await?;
    let all = schedule::operations::list(&mut tx, true).await?;
    tx.commit().await?;
    let names: HashMap<Uuid, &str> =
        all.iter().map(|service| (service.id.uuid(), service.offer.name.as_str())).collect();
    let row = |found: FeeRule| {
        let service = found.rule.service.and_then(|id| names.get(&id)).copied().unwrap_or_default().to_owned();
        Row { service, since: Moment::new(caller, found.created_at), found }
    };
    let page = RulesPage {
        page: Page::new(caller),
        rows: listing.rows.into_iter().map(row).collect(),
        services: all.iter().filter(|service| service.active).cloned().collect(),
        occasions: Occasion::ALL,
        kinds: Kind::ALL,
        typed,
        errors,
        key: new_key(caller),
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn set(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageFeeRules)?;
    let typed = Typed::new(pairs);
    let failure = match try_set(&caller, &typed).await {
        Ok(response) => return Ok(response),
        Err(failure) => failure,
    };
    let refusal = refusal(&caller, failure, "amount")?;
    show(&caller, typed, refusal).await
}

async fn try_set(caller: &Caller, typed: &Typed) -> WebResult<Response> {
    let occasion = Occasion::parse(typed.get("occasion"));
    let is_late = occasion == Some(Occasion::LateCancellation);
    let hours = typed.some("notice_hours").filter(|_| is_late);
    let hours =
        hours.map(|hours| ascii_digits(&hours).parse().map_err(|_| Error::invalid("notice_hours", "not_a_number")));
    let input = FeeRuleInput {
        occasion,
        kind: Kind::parse(typed.get("kind")),
        service: typed.get("service").parse().ok(),
        notice_hours: hours.transpose()?,
        own_only: is_late && typed.is("own_only", "true"),
        amount: typed
            .some("amount")
            .map(|amount| MoneyInput::Full { amount: Amount(amount), currency: typed.some("currency") }),
        tax_rate: typed.some("tax_rate"),
    };
    let new = input.parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    operations::set(&mut tx, &new).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(caller, tx).await?, "common-saved"))
}

pub async fn end(caller: Caller, Path(id): Path<Id<FeeRule>>) -> WebResult<Response> {
    caller.require(Action::ManageFeeRules)?;
    let mut tx = caller.begin().await?;
    operations::end(&mut tx, id).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(&caller, tx).await?, "fees-rule-ended"))
}

#[derive(Template)]
#[template(path = "fees/fee.html")]
struct FeePage {
    page: Page,
    fee: Fee,
    patient: String,
    charged: Moment,
    ended: Option<Moment>,
    typed: Typed,
    errors: FormErrors,
    key: String,
}

pub async fn view(caller: Caller, Path(id): Path<Id<Fee>>) -> WebResult<Response> {
    show_fee(&caller, id, Typed::default(), (StatusCode::OK, FormErrors::default())).await
}

async fn show_fee(
    caller: &Caller,
    id: Id<Fee>,
    typed: Typed,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let fee = operations::find(&mut tx, id).await?;
    let names = Names::of(&mut tx, Action::ListFees, vec![fee.patient]).await?;
    tx.commit().await?;
    let page = FeePage {
        page: Page::new(caller),
        patient: names.contact(fee.patient),
        charged: Moment::new(caller, fee.charged_at),
        ended: fee.ended_at.map(|at| Moment::new(caller, at)),
        fee,
        typed,
        errors,
        key: new_key(caller),
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn waive(caller: Caller, Path(id): Path<Id<Fee>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::WaiveFee)?;
    let typed = Typed::new(pairs);
    let done = async {
        let reason = WaiverInput { reason: typed.some("reason") }.parse()?;
        let mut tx = caller.begin().await?;
        operations::waive(&mut tx, id, &reason).await?;
        let answer = Answer::see_other(format!("/fees/{id}")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "fees-waived"))
    };
    let failure = match done.await {
        Ok(response) => return Ok(response),
        Err(failure) => failure,
    };
    let refusal = refusal(&caller, failure, "reason")?;
    show_fee(&caller, id, typed, refusal).await
}
