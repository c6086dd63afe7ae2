//! Reminding of everything that is overdue: each invoice in a transaction of its own, so that nobody's account is held up by
//! another's, and what cannot be said to one keeps nobody else from hearing it.
//!
//! A round that breaks off, or is asked for twice, says nothing twice: what was reminded of today is left out, and judged
//! again once the invoice is held. So it needs no key by which the same request is known again.

use tenancy::Error;
use web::{Caller, WebResult};

use super::model::{Invoice, Reminder};
use super::operations;

/// What came of an invoice: the reminder, or the code of why there was none.
pub struct Reminded {
    pub invoice: Invoice,
    pub outcome: Result<Reminder, &'static str>,
}

/// What came of all.
pub struct Round {
    pub rows: Vec<Reminded>,
    /// There are more than were taken on.
    pub more: bool,
}

impl Round {
    pub fn reminded(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome.is_ok()).count()
    }

    pub fn refused(&self) -> usize {
        self.rows.len() - self.reminded()
    }
}

/// Reminds of everything that is overdue and was not reminded of today.
pub async fn remind_all(caller: &Caller) -> WebResult<Round> {
    let mut tx = caller.change().await?;
    let (invoices, more) = operations::remindable(&mut tx).await?;
    tx.commit().await?;
    let mut rows = Vec::new();
    for invoice in invoices {
        let mut tx = caller.change().await?;
        let outcome = match operations::remind_daily(&mut tx, invoice.id, caller.app().texts()).await {
            Ok(overdue) => {
                tx.commit().await?;
                overdue.reminders.last().cloned().ok_or("internal")
            }
            Err(error @ (Error::Conflict(_) | Error::NotFound | Error::Busy)) => Err(error.code()),
            Err(other) => return Err(other.into()),
        };
        rows.push(Reminded { invoice, outcome });
    }
    Ok(Round { rows, more })
}
