//! What waits for a signature, for the page on which a clinician begins the day.

use askama::Template;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::model::Note;
use super::operations;
use super::view::Line;
use crate::accounts::operations::names;
use crate::parties::operations::load_many;
use crate::shell::Page;

/// A note that waits, and whose it is about.
pub struct Waits {
    pub line: Line,
    pub patient: String,
}

/// What waits for whoever looks.
pub struct Desk {
    pub unsigned: Vec<Waits>,
    pub to_co_sign: Vec<Waits>,
}

impl Desk {
    pub async fn load(guest: &Guest, tx: &mut TenantTx) -> Result<Self> {
        let found = operations::waiting(tx).await?;
        if found.unsigned.is_empty() && found.to_co_sign.is_empty() {
            return Ok(Self { unsigned: Vec::new(), to_co_sign: Vec::new() });
        }
        let action = Action::ViewNotes;
        let mut ids: Vec<Uuid> = found.unsigned.iter().chain(&found.to_co_sign).map(|note| note.patient).collect();
        ids.sort_unstable();
        ids.dedup();
        let people = load_many(tx, action, &ids).await?;
        let staff = names(tx, action).await?;
        let waits = |note: &Note| Waits {
            line: Line::new(guest, note, &staff),
            patient: people
                .iter()
                .find(|party| party.id.uuid() == note.patient)
                .map(|party| party.person.reveal().full_name())
                .unwrap_or_default(),
        };
        Ok(Self {
            unsigned: found.unsigned.iter().map(waits).collect(),
            to_co_sign: found.to_co_sign.iter().map(waits).collect(),
        })
    }

    pub fn is_empty(&self) -> bool {
        self.unsigned.is_empty() && self.to_co_sign.is_empty()
    }
}

#[derive(Template)]
#[template(path = "notes/desk.html")]
struct Section {
    page: Page,
    desk: Desk,
}

/// The notes that wait, drawn; nothing where none does, or for those who read none.
pub async fn draw(guest: &Guest, tx: &mut TenantTx) -> Result<String> {
    // Those who only look, in an emergency, have nothing to sign.
    if !tx.may(Action::KeepNote) {
        return Ok(String::new());
    }
    let desk = Desk::load(guest, tx).await?;
    if desk.is_empty() {
        return Ok(String::new());
    }
    Section { page: Page::new(guest), desk }.render().map_err(Error::internal)
}
