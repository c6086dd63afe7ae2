//! The plans whose review comes up, and the assessments that plans ask for again, for the page on which a clinician begins
//! the day.

use askama::Template;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::due_view::{DueView, Instruments};
use super::operations::{due_for_review, due_now};
use super::view::{ItemView, Names};
use crate::parties::operations::load_many;
use crate::shell::Page;

/// A plan, and whose it is.
struct Review {
    plan: ItemView,
    patient: Uuid,
    name: String,
}

/// An assessment that is due, and whose.
struct Wanted {
    due: DueView,
    name: String,
}

#[derive(Template)]
#[template(path = "plans/reviews.html")]
struct Section {
    page: Page,
    reviews: Vec<Review>,
    due: Vec<Wanted>,
    /// How many are due; the list may hold fewer.
    all_due: i64,
}

impl Section {
    /// How many are due beyond those on the list.
    fn more(&self) -> i64 {
        self.all_due.saturating_sub(i64::try_from(self.due.len()).unwrap_or(i64::MAX))
    }
}

/// What plans want of whoever looks, drawn; nothing where they want nothing, or for those who write none.
pub async fn draw(guest: &Guest, tx: &mut TenantTx) -> Result<String> {
    if !(tx.may(Action::RevisePlan) && tx.may(Action::ViewPlans)) {
        return Ok(String::new());
    }
    let plans = due_for_review(tx).await?;
    let (due, all_due) = due_now(tx).await?;
    if plans.is_empty() && due.is_empty() {
        return Ok(String::new());
    }
    let mut ids: Vec<Uuid> = plans.iter().map(|plan| plan.patient).chain(due.iter().map(|due| due.patient)).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = load_many(tx, Action::ViewPlans, &ids).await?;
    let instruments = Instruments::load(tx).await?;
    let page = Page::new(guest);
    let named = |id: Uuid| people.iter().find(|party| party.id.uuid() == id);
    let name = |id: Uuid| named(id).map(|party| party.person.reveal().full_name()).unwrap_or_default();
    let reviews = plans.iter().map(|plan| Review {
        plan: ItemView::new(&page, plan, &Names::default()),
        patient: plan.patient,
        name: name(plan.patient),
    });
    let due =
        due.iter().map(|due| Wanted { due: DueView::new(&page, due, &instruments), name: name(due.patient) }).collect();
    Section { reviews: reviews.collect(), due, all_due, page }.render().map_err(Error::internal)
}
