//! A statement of a patient's account, for the eye and for paper.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use money::Money;
use tenancy::{Action, Error};
use web::{Caller, Html, Path, Query, WebResult};

use crate::amounts::currency_of;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::FormErrors;
use crate::invoices::policy::{Invoicing, Letterhead};
use crate::ledger::model::{Statement, StatementSpan};
use crate::ledger::operations;
use crate::ledger::query::StatementQuery;
use crate::ledger::view::{Names, TransactionView};
use crate::shell::Page;

/// A line with what was owed after it.
struct Line {
    row: TransactionView,
    effect: Money,
    balance: Money,
}

#[derive(Template)]
#[template(path = "ledger/statement.html")]
struct StatementPage {
    page: Page,
    banner: Banner,
    letterhead: Letterhead,
    span: StatementSpan,
    opening: Money,
    lines: Vec<Line>,
    closing: Money,
    currencies: Vec<&'static str>,
    errors: FormErrors,
}

impl StatementPage {
    fn is_chosen(&self, currency: &str) -> bool {
        self.span.currency.as_str() == currency
    }
}

pub async fn show(caller: Caller, Path(key): Path<String>, Query(query): Query<StatementQuery>) -> WebResult<Response> {
    let action = Action::ViewStatement;
    caller.require(action)?;
    let (span, errors) = match query.span(&caller) {
        Ok(span) => (span, FormErrors::default()),
        // Shown beside what cannot be read: the usual days.
        Err(Error::Invalid(problems)) => {
            (StatementQuery::default().span(&caller)?, FormErrors::new(&caller, &problems))
        }
        Err(other) => return Err(other.into()),
    };
    let mut tx = caller.read().await?;
    let patient = patient_id(&mut tx, action, &key).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, patient).await?;
    let statement = operations::statement(&mut tx, patient, &span).await?;
    let balances = operations::balance(&mut tx, patient, None).await?;
    let names = Names::load(&mut tx, action, []).await?;
    let (invoicing, _) = Invoicing::load(&mut tx, action).await?;
    tx.commit().await?;
    let own = Money::new(0, span.currency);
    let known = balances.iter().map(|balance| Money::new(0, balance.currency)).chain([own]);
    let money = |minor| Money::new(minor, span.currency);
    let Statement { opening, lines, closing, .. } = statement;
    let lines = lines.into_iter().map(|line| Line {
        effect: line.transaction.effect,
        balance: money(line.balance),
        row: TransactionView::new(line.transaction, &caller, &names),
    });
    let page = StatementPage {
        page: Page::new(&caller),
        banner,
        letterhead: invoicing.letterhead,
        opening: money(opening),
        lines: lines.collect(),
        closing: money(closing),
        currencies: super::offered(currency_of(caller.tenant()), known),
        span: span.clone(),
        errors,
    };
    let status = if page.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}
