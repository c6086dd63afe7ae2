//! A patient's account: what is owed, what is open, and what happened lately.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error};
use web::{Caller, Html, PageOf, Path, WebResult};

use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::invoices::operations as invoices;
use crate::invoices::view::{self as invoices_view, InvoiceView};
use crate::ledger::operations::{self, Filter};
use crate::ledger::view::{BalanceView, Names, TransactionView};
use crate::shell::Page;

/// What fits on a page; the ledger has the rest.
const SHOWN: i64 = 50;
/// The list has the rest.
const SHOWN_INVOICES: i64 = 10;

#[derive(Template)]
#[template(path = "ledger/account.html")]
struct AccountPage {
    page: Page,
    banner: Banner,
    balances: Vec<BalanceView>,
    open: Vec<TransactionView>,
    transactions: Vec<TransactionView>,
    count: i64,
    /// The newest; none for those who may not see them.
    invoices: Vec<InvoiceView>,
    count_invoices: i64,
}

pub async fn account(caller: Caller, Path(key): Path<String>) -> WebResult<Response> {
    let action = Action::ListTransactions;
    caller.require(action)?;
    let mut tx = caller.read().await?;
    let patient = patient_id(&mut tx, action, &key).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, patient).await?;
    let (balances, open) = operations::account(&mut tx, patient).await?;
    let filter = Filter { contact: Some(patient), ..Filter::default() };
    let listing = operations::list(&mut tx, &filter, PageOf::whole(SHOWN)).await?;
    let names = Names::load(&mut tx, action, &listing.rows).await?;
    let invoices = if caller.may(Action::ListInvoices) {
        let filter = invoices::Filter { contact: Some(patient), ..invoices::Filter::default() };
        Some(invoices::list(&mut tx, &filter, PageOf::whole(SHOWN_INVOICES)).await?)
    } else {
        None
    };
    let shown_invoices: Vec<_> = invoices.iter().flat_map(|listing| &listing.rows).collect();
    let invoice_names = invoices_view::Names::load(&mut tx, action, shown_invoices).await?;
    tx.commit().await?;
    let count_invoices = invoices.as_ref().map_or(0, |listing| listing.count);
    let invoices = invoices.into_iter().flat_map(|listing| listing.rows);
    let shown = |transaction| TransactionView::new(transaction, &caller, &names);
    let page = AccountPage {
        page: Page::new(&caller),
        banner,
        balances: balances.into_iter().map(BalanceView::from).collect(),
        open: open.into_iter().map(shown).collect(),
        count: listing.count,
        invoices: invoices.map(|invoice| InvoiceView::new(invoice, &invoice_names)).collect(),
        count_invoices,
        transactions: listing.rows.into_iter().map(shown).collect(),
    };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
