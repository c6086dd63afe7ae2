//! The records of one visit as cards, for the page of another feature that shows the visit.

use askama::Template;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::model::RecordKind;
use super::operations;
use super::view::{Card, RecordView, Rights};
use crate::accounts;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "records/section.html")]
struct Section {
    page: Page,
    appointment: Uuid,
    cards: Vec<Card>,
    rights: Rights,
}

/// The three record cards of a visit, for the page that shows the visit. Says so when the role may not read them.
pub async fn draw(guest: &Guest, tx: &mut TenantTx, appointment: Uuid) -> Result<String> {
    let mut cards = Vec::new();
    if tx.may(Action::ViewRecords) {
        let mut records = operations::of_appointment(tx, appointment).await?;
        let names = accounts::operations::names(tx, Action::ViewRecords).await?;
        for &kind in RecordKind::ALL {
            let place = records.iter().position(|record| record.kind == kind);
            let record = place.map(|place| RecordView::new(records.swap_remove(place), guest, &names));
            cards.push(Card { kind, record });
        }
    }
    let section = Section { page: Page::new(guest), appointment, cards, rights: Rights::of(guest) };
    section.render().map_err(Error::internal)
}
