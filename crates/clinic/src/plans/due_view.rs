//! Assessments that plans ask for again, as pages show them: since when they are due, and where one is begun.

use jiff::civil::Date;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::model::{Again, Due, Item, Reassessment};
use super::view::{ItemView, Names};
use crate::assessments::model::Instrument;
use crate::assessments::operations::catalogue;
use crate::assessments::view::Words;
use crate::shell::Page;

/// What instruments are called, and which of them can be used.
#[derive(Default)]
pub struct Instruments(Vec<Instrument>);

impl Instruments {
    /// None for those who may not see the catalogue.
    pub async fn load(tx: &mut TenantTx) -> Result<Self> {
        match tx.may(Action::ViewInstruments) {
            true => Ok(Self(catalogue::instruments(tx).await?)),
            false => Ok(Self::default()),
        }
    }

    fn find(&self, code: &str) -> Option<&Instrument> {
        self.0.iter().find(|one| one.definition.id == code)
    }

    /// Its title, or what it is known by.
    pub fn title(&self, page: &Page, code: &str) -> Words {
        let title = self.find(code).map(|one| Words::new(page, &one.definition.title));
        title.unwrap_or_else(|| Words { text: code.to_owned(), lang: String::new() })
    }

    /// Where somebody begins an assessment of a patient, or goes on with the draft that there is; none where they may not,
    /// or the clinic does not use the instrument any more.
    fn start(&self, page: &Page, (patient, code): (Uuid, &str), draft: Option<Uuid>) -> Option<String> {
        let may = page.may(Action::WriteAssessment);
        if let Some(draft) = draft.filter(|_| may) {
            return Some(format!("/assessments/{draft}/edit"));
        }
        let can = may && self.find(code).is_some_and(Instrument::is_in_use);
        can.then(|| format!("/patients/{patient}/assessments/new/{code}/"))
    }
}

/// An assessment that is due.
#[derive(Clone)]
pub struct DueView {
    pub patient: Uuid,
    pub title: Words,
    pub since: Date,
    /// Where it is begun.
    pub start: Option<String>,
    /// Whether somebody began it already.
    pub is_begun: bool,
}

impl DueView {
    pub fn new(page: &Page, due: &Due, instruments: &Instruments) -> Self {
        Self {
            patient: due.patient,
            title: instruments.title(page, &due.instrument),
            since: due.since,
            start: instruments.start(page, (due.patient, due.instrument.as_str()), due.draft),
            is_begun: due.draft.is_some(),
        }
    }

    /// Since when, in words.
    pub fn text(&self, page: &Page) -> String {
        page.ta("plans-due-since", "day", page.day(&self.since))
    }
}

/// An assessment that a plan asks for again.
#[derive(Clone)]
pub struct AgainView {
    pub item: ItemView,
    pub title: Words,
    /// Such as `every 4 weeks`.
    pub how_often: String,
    /// Such as `due on 04/02/2030`.
    pub when: String,
    pub is_due: bool,
    /// Where it is begun when it is due.
    pub start: Option<String>,
    pub is_begun: bool,
}

impl AgainView {
    pub fn new(page: &Page, item: &Item, again: Again, names: &Names) -> Option<Self> {
        let asked = item.reassessment()?;
        let is_due = again.due_on.is_some_and(|day| day <= page.guest().today());
        let start = names.instruments.start(page, (item.patient, asked.instrument.as_str()), again.draft);
        Some(Self {
            title: names.instruments.title(page, &asked.instrument),
            how_often: asked.how_often(page),
            when: match (again.due_on, again.last_on) {
                (Some(day), _) if is_due => page.ta("plans-due-since", "day", page.day(&day)),
                (Some(day), _) => page.ta("plans-due-on", "day", page.day(&day)),
                (None, Some(day)) => page.ta("plans-assessed-on", "day", page.day(&day)),
                (None, None) => String::new(),
            },
            is_due,
            start: start.filter(|_| is_due),
            is_begun: again.draft.is_some(),
            item: ItemView::new(page, item, names),
        })
    }
}

impl Reassessment {
    fn how_often(&self, page: &Page) -> String {
        match (self.every_weeks, self.once_on) {
            (Some(weeks), _) => page.tn("plans-each-weeks", i64::from(weeks)),
            (None, Some(day)) => page.ta("plans-once-for", "day", page.day(&day)),
            (None, None) => String::new(),
        }
    }
}
