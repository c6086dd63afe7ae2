//! One transaction: what it says, what it pays for, and the forms that give it back or put it right.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use super::{fresh, money_typed, refused};
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key};
use crate::ledger::input::{RefundInput, TransactionInput, Wanted};
use crate::ledger::model::{Cause, Method, Transaction, TransactionKind};
use crate::ledger::operations;
use crate::ledger::view::{MatchedView, Names, TransactionView};
use crate::shell::{Page, notice};

/// Which of the two forms came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Refund,
    Adjustment,
}

#[derive(Template)]
#[template(path = "ledger/transaction.html")]
struct TransactionPage {
    page: Page,
    transaction: TransactionView,
    matched: Vec<MatchedView>,
    corrections: Vec<TransactionView>,
    sent: Sent,
    typed: Typed,
    errors: FormErrors,
    key: String,
    methods: &'static [Method],
    causes: [Cause; 3],
}

impl TransactionPage {
    fn is_refund_sent(&self) -> bool {
        self.sent == Sent::Refund
    }

    fn is_adjustment_sent(&self) -> bool {
        self.sent == Sent::Adjustment
    }

    /// What stands in a field of one of the forms.
    fn value(&self, form: &str, field: &str) -> &str {
        let is_this = match self.sent {
            Sent::Refund => form == "refund",
            Sent::Adjustment => form == "adjust",
            Sent::Nothing => false,
        };
        if is_this { self.typed.get(field) } else { "" }
    }

    fn refund_amount(&self) -> String {
        match self.sent {
            Sent::Refund => self.typed.get("amount").to_owned(),
            _ => self.transaction.refundable().decimal(),
        }
    }

    fn is_method(&self, method: &Method) -> bool {
        match self.sent {
            Sent::Refund => self.typed.is("method", method.as_str()),
            _ => self.transaction.method == Some(*method),
        }
    }

    /// The message of a field, where it is that form's.
    fn error(&self, form: &str, field: &str) -> String {
        if (form == "refund") == self.is_refund_sent() { self.errors.of(field) } else { String::new() }
    }
}

pub async fn view(caller: Caller, Path(id): Path<Id<Transaction>>) -> WebResult<Response> {
    show(&caller, id, (Sent::Nothing, Typed::default()), fresh()).await
}

async fn show(
    caller: &Caller,
    id: Id<Transaction>,
    (sent, typed): (Sent, Typed),
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let action = Action::ViewTransaction;
    let mut tx = caller.read().await?;
    let transaction = operations::find(&mut tx, id).await?;
    let matched = operations::matched_with(&mut tx, &transaction).await?;
    let corrections = operations::corrections(&mut tx, id).await?;
    let names = Names::load(&mut tx, action, [&transaction]).await?;
    tx.commit().await?;
    let shown = |transaction| TransactionView::new(transaction, caller, &names);
    let page = TransactionPage {
        page: Page::new(caller),
        transaction: shown(transaction),
        matched: matched.into_iter().map(|matched| MatchedView::new(matched, caller, &names)).collect(),
        corrections: corrections.into_iter().map(shown).collect(),
        sent,
        typed,
        errors,
        key: new_key(caller),
        methods: Method::ALL,
        causes: [Cause::Correction, Cause::Discount, Cause::WriteOff],
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn refund(caller: Caller, Path(id): Path<Id<Transaction>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RefundTransaction)?;
    let typed = Typed::new(pairs);
    match try_refund(&caller, id, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => again(&caller, id, (Sent::Refund, typed), failure).await,
    }
}

async fn try_refund(caller: &Caller, id: Id<Transaction>, typed: &Typed) -> WebResult<Response> {
    let receipt_required = typed.is("receipt_required", "true") && caller.may(Action::IssueReceipt);
    let (amount, method) = (money_typed(typed), Method::parse(typed.get("method")));
    if amount.is_none() {
        return Err(Error::invalid("amount", "required").into());
    }
    let input = RefundInput { amount, method, receipt_required, note: typed.some("note") };
    let new = input.parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    let refund = operations::refund(&mut tx, id, &new).await?;
    let mut next = format!("/transactions/{id}");
    if receipt_required {
        operations::issue_receipt(&mut tx, refund.id).await?;
        next = format!("/transactions/{}/receipt?print=1", refund.id);
    }
    Ok(notice::leave(Answer::see_other(next).commit(caller, tx).await?, "ledger-refunded"))
}

pub async fn adjust(caller: Caller, Path(id): Path<Id<Transaction>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::AdjustTransaction)?;
    let typed = Typed::new(pairs);
    match try_adjust(&caller, id, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => again(&caller, id, (Sent::Adjustment, typed), failure).await,
    }
}

async fn try_adjust(caller: &Caller, id: Id<Transaction>, typed: &Typed) -> WebResult<Response> {
    let input = TransactionInput {
        kind: Some(TransactionKind::Adjustment),
        of: Some(id.uuid()),
        cause: Cause::parse(typed.get("cause")),
        amount: money_typed(typed),
        note: typed.some("note"),
        ..TransactionInput::default()
    };
    let Wanted::Adjustment(_, new) = input.parse(&Reading::of(caller))? else { return Err(Error::NotFound.into()) };
    let mut tx = caller.begin().await?;
    operations::adjust(&mut tx, id, &new).await?;
    let answer = Answer::see_other(format!("/transactions/{id}"));
    Ok(notice::leave(answer.commit(caller, tx).await?, "ledger-adjusted"))
}

async fn again(caller: &Caller, id: Id<Transaction>, sent: (Sent, Typed), failure: Failure) -> WebResult<Response> {
    let refusal = refused(caller, failure)?;
    show(caller, id, sent, refusal).await
}
