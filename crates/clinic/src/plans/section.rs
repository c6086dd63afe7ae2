//! The plans whose review comes up, for the page on which a clinician begins the day.

use askama::Template;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::operations::due_for_review;
use super::view::{ItemView, Names};
use crate::parties::operations::load_many;
use crate::shell::Page;

/// A plan, and whose it is.
struct Review {
    plan: ItemView,
    patient: Uuid,
    name: String,
}

#[derive(Template)]
#[template(path = "plans/reviews.html")]
struct Section {
    page: Page,
    reviews: Vec<Review>,
}

/// The plans that are due for review, drawn; nothing where none is, or for those who write none.
pub async fn draw(guest: &Guest, tx: &mut TenantTx) -> Result<String> {
    if !tx.may(Action::RevisePlan) {
        return Ok(String::new());
    }
    let plans = due_for_review(tx).await?;
    if plans.is_empty() {
        return Ok(String::new());
    }
    let mut ids: Vec<Uuid> = plans.iter().map(|plan| plan.patient).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = load_many(tx, Action::ViewPlans, &ids).await?;
    let page = Page::new(guest);
    let named = |id: Uuid| people.iter().find(|party| party.id.uuid() == id);
    let reviews = plans.iter().map(|plan| Review {
        plan: ItemView::new(&page, plan, &Names::default()),
        patient: plan.patient,
        name: named(plan.patient).map(|party| party.person.reveal().full_name()).unwrap_or_default(),
    });
    Section { reviews: reviews.collect(), page }.render().map_err(Error::internal)
}
