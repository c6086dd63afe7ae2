//! The assessments that wait for a signature, for the page on which a clinician begins the day.

use askama::Template;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::operations::to_co_sign;
use super::view::Entry;
use crate::accounts::operations::names;
use crate::parties::operations::load_many;
use crate::shell::Page;

/// An assessment that waits, and whom it is about.
struct Waits {
    entry: Entry,
    name: String,
}

#[derive(Template)]
#[template(path = "assessments/waiting.html")]
struct Section {
    page: Page,
    waits: Vec<Waits>,
}

/// The assessments that whoever looks may sign as well, drawn; nothing where none waits, or for those who sign none.
pub async fn draw(guest: &Guest, tx: &mut TenantTx) -> Result<String> {
    let found = to_co_sign(tx).await?;
    if found.is_empty() {
        return Ok(String::new());
    }
    let action = Action::ViewAssessments;
    let mut ids: Vec<Uuid> = found.iter().map(|assessment| assessment.patient).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = load_many(tx, action, &ids).await?;
    let staff = names(tx, action).await?;
    let page = Page::new(guest);
    let named = |id: Uuid| people.iter().find(|party| party.id.uuid() == id);
    let waits = found.iter().map(|assessment| Waits {
        entry: Entry::new(&page, assessment, &staff),
        name: named(assessment.patient).map(|party| party.person.reveal().full_name()).unwrap_or_default(),
    });
    Section { waits: waits.collect(), page }.render().map_err(Error::internal)
}
