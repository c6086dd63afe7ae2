//! The records of one visit as cards, for the page of another feature that shows the visit.

use askama::Template;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::model::RecordKind;
use super::view::{Card, RecordView, Rights, ShownView};
use super::{operations, releases};
use crate::accounts;
use crate::history::operations as history;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "records/section.html")]
struct Section {
    page: Page,
    appointment: Uuid,
    cards: Vec<Card>,
    rights: Rights,
}

impl Section {
    fn waits(&self) -> bool {
        self.cards.iter().any(Card::waits)
    }
}

/// The three record cards of a visit, for the page that shows the visit. Says so when the role may not read them.
pub async fn draw(guest: &Guest, tx: &mut TenantTx, appointment: Uuid) -> Result<String> {
    let mut cards = Vec::new();
    if tx.may(Action::ViewRecords) {
        let mut records = operations::of_appointment(tx, appointment).await?;
        let names = accounts::operations::names(tx, Action::ViewRecords).await?;
        let visit = operations::visit(tx, Action::ViewRecords, appointment).await?;
        let mut shown = releases::of_visit(tx, Action::ViewRecords, &visit).await?;
        let rule = if visit.status == "fulfilled" { None } else { Some(releases::rule(tx).await?) };
        for &kind in RecordKind::ALL {
            let place = records.iter().position(|record| record.kind == kind);
            let record = place.map(|place| RecordView::new(records.swap_remove(place), guest, &names));
            let shown = record.as_ref().and_then(|record| shown.remove(&record.id));
            let shown = shown.map(|shown| ShownView::new(shown, rule, guest, &names));
            let is_prescription = kind == RecordKind::Prescription;
            let can_repeat = is_prescription && record.is_none() && tx.may(Action::WriteRecord) && {
                operations::last_prescription(tx, &visit).await?.is_some()
            };
            let against = match &record {
                Some(record) if is_prescription && tx.may(Action::ViewHistory) => {
                    history::against(tx, Action::ViewRecords, visit.patient, &record.text).await?
                }
                _ => Vec::new(),
            };
            let against = against.into_iter().map(|entry| entry.details.into_inner().name).collect();
            cards.push(Card { kind, record, shown, can_repeat, against });
        }
    }
    let section = Section { page: Page::new(guest), appointment, cards, rights: Rights::of(guest) };
    section.render().map_err(Error::internal)
}
