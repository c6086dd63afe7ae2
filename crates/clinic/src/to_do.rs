//! What waits for a clinician, in one order wherever it stands: signatures, assessments that are due, plans to review.

use tenancy::{Action, Result, TenantTx};
use web::Guest;

use crate::{assessments, notes, plans};

/// A section for each kind of thing that waits for whoever looks, drawn; nothing where nothing does.
pub async fn draw(guest: &Guest, tx: &mut TenantTx) -> Result<String> {
    // Those who only look, in an emergency, have nothing to do.
    if !tx.may(Action::KeepNote) {
        return Ok(String::new());
    }
    let mut html = notes::section::draw(guest, tx).await?;
    html += &assessments::section::draw(guest, tx).await?;
    html += &plans::section::draw(guest, tx).await?;
    Ok(html)
}
