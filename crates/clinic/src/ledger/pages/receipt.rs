//! A receipt on paper: a sheet, or a strip of 80 mm.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use money::Money;
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Html, Path, Query, WebResult};

use crate::invoices::policy::{Invoicing, Letterhead};
use crate::ledger::model::Transaction;
use crate::ledger::operations;
use crate::ledger::view::{MatchedView, Names, TransactionView};
use crate::shell::{Moment, Page};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    paper: String,
    print: String,
}

#[derive(Template)]
#[template(path = "ledger/receipt.html")]
struct ReceiptPage {
    page: Page,
    transaction: TransactionView,
    number: String,
    issued: Moment,
    matched: Vec<MatchedView>,
    letterhead: Letterhead,
    /// A strip rather than a sheet.
    is_strip: bool,
    /// Asked for on paper.
    prints: bool,
}

impl ReceiptPage {
    /// What pays for nothing yet.
    fn on_account(&self) -> Option<Money> {
        self.transaction.left()
    }
}

pub async fn show(caller: Caller, Path(id): Path<Id<Transaction>>, Query(wish): Query<Wish>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let transaction = operations::receipt(&mut tx, id).await?;
    let matched = operations::matched_with(&mut tx, &transaction).await?;
    let names = Names::load(&mut tx, Action::ViewTransaction, [&transaction]).await?;
    let (invoicing, _) = Invoicing::load(&mut tx, Action::ViewTransaction).await?;
    tx.commit().await?;
    let receipt = transaction.receipt.ok_or(Error::NotFound)?;
    let shown = ReceiptPage {
        page: Page::new(&caller),
        transaction: TransactionView::new(transaction, &caller, &names),
        // As long for years to come, so that a pile of them is in order.
        number: format!("{:06}", receipt.number),
        issued: Moment::new(&caller, receipt.issued_at),
        matched: matched.into_iter().map(|matched| MatchedView::new(matched, &caller, &names)).collect(),
        letterhead: invoicing.letterhead,
        is_strip: wish.paper == "strip",
        prints: !wish.print.is_empty(),
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

pub async fn issue(caller: Caller, Path(id): Path<Id<Transaction>>) -> WebResult<Response> {
    caller.require(Action::IssueReceipt)?;
    let mut tx = caller.begin().await?;
    operations::issue_receipt(&mut tx, id).await?;
    Ok(Answer::see_other(format!("/transactions/{id}/receipt?print=1")).commit(&caller, tx).await?)
}
