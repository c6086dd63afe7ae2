//! Exports as pages show them.

use uuid::Uuid;
use web::Guest;

use super::model::{Export, ExportStatus};
use crate::shell::Moment;

/// An export, ready to be shown.
pub struct ExportView {
    pub id: Uuid,
    pub export: Export,
    pub progress: i64,
    pub requested: Moment,
    pub expires: Option<Moment>,
    pub is_there: bool,
}

impl ExportView {
    pub fn new(export: Export, guest: &Guest) -> Self {
        Self {
            id: export.id.uuid(),
            progress: export.progress(),
            requested: Moment::new(guest, export.requested_at),
            expires: export.expires_at.map(|at| Moment::new(guest, at)),
            is_there: export.is_there(guest.now()),
            export,
        }
    }

    /// How the sign beside its state is called.
    pub fn icon(&self) -> &'static str {
        match self.export.status {
            ExportStatus::Waiting => "clock",
            ExportStatus::Running => "wait",
            ExportStatus::Ready => "check-circle",
            ExportStatus::Failed => "alert",
            ExportStatus::Discarded | ExportStatus::Expired => "ban",
        }
    }

    /// How its state is coloured.
    pub fn colour(&self) -> &'static str {
        match self.export.status {
            ExportStatus::Ready => "chip-ok",
            ExportStatus::Failed => "chip-bad",
            _ => "",
        }
    }

    /// The days that it was narrowed to, as far as it was.
    pub fn span(&self, page: &crate::shell::Page) -> String {
        let day = |date: Option<jiff::civil::Date>| date.map(|date| page.day(&date)).unwrap_or_default();
        match (self.export.wanted.from, self.export.wanted.to) {
            (None, None) => String::new(),
            (from, to) => format!("{} – {}", day(from), day(to)),
        }
    }
}
