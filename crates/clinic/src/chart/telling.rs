//! A page of a chart's timeline: what stands where, with what each feature says about it.

use std::collections::HashMap;

use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use web::{Caller, Listing, PageOf, Seek};

use super::operations;
use super::timeline::{LineKind, Narrow, Root, RootKind};
use super::view::VisitView;
use crate::assessments::operations as assessments;
use crate::assessments::view::Entry;
use crate::documents::operations as documents;
use crate::documents::view::DocumentView;
use crate::notes::operations as notes;
use crate::notes::view::Line;
use crate::plans::operations as plans;
use crate::plans::view::{ItemView, Names};
use crate::records::model::{Record, RecordKind};
use crate::records::operations as records;
use crate::records::view::RecordView;
use crate::shell::Page;

/// What the timeline tells, the latest first.
pub enum Happening {
    Visit(Box<VisitView>),
    /// Done at no visit.
    Assessment(Box<Entry>),
    /// Of a visit that nobody had booked.
    Note(Box<Line>),
    /// That belongs to no visit.
    Document(Box<DocumentView>),
    /// A goal that was set, or a note of how a plan goes.
    Plan(Box<ItemView>),
}

/// A page of it.
pub struct Timeline {
    pub happenings: Vec<Happening>,
    /// The addresses of the pages beside it; empty where there is none.
    pub newer: String,
    pub older: String,
}

const LINES: i64 = 20;

/// Whose timeline it is, and what of it is asked for.
pub struct Asked<'a> {
    pub patient: Uuid,
    pub wish: &'a Narrow,
    pub seek: Seek,
}

impl Timeline {
    pub async fn load(
        caller: &Caller,
        tx: &mut TenantTx,
        asked: &Asked<'_>,
        names: &HashMap<Uuid, String>,
    ) -> Result<Self> {
        let page = PageOf { number: 1, size: LINES, seek: asked.seek };
        let found = operations::timeline(tx, asked.patient, asked.wish, page).await?;
        let (newer, older) = addresses(asked, &found);
        let of = |kind: RootKind| found.rows.iter().filter(move |root| root.kind == kind).map(|root| root.id).collect();
        let visits: Vec<Uuid> = of(RootKind::Visit);
        let mut told = Told { guest: caller, names, asked, visits: HashMap::new(), alone: HashMap::new() };
        for visit in operations::visits_of(tx, asked.patient, &visits).await? {
            told.visits.insert(visit.id, VisitView::new(visit, caller, names));
        }
        told.records(tx, &visits).await?;
        told.notes(tx, &visits, of(RootKind::Note)).await?;
        told.assessments(tx, &visits, of(RootKind::Assessment)).await?;
        told.documents(tx, &visits, of(RootKind::Document)).await?;
        told.plans(tx, of(RootKind::Plan)).await?;
        let happenings = found.rows.iter().filter_map(|root| told.take(root)).collect();
        Ok(Self { happenings, newer, older })
    }
}

fn addresses(asked: &Asked<'_>, found: &Listing<Root>) -> (String, String) {
    let link = |name: &str, place: Option<web::Place>| {
        let at = |place| format!("/patients/{}?{}{name}={place}#timeline", asked.patient, asked.wish.query());
        place.map(at).unwrap_or_default()
    };
    let (before, after) = found.neighbours();
    (link("before", before), link("after", after))
}

/// What was found so far, by the id of what it is told under.
struct Told<'a> {
    guest: &'a Caller,
    names: &'a HashMap<Uuid, String>,
    asked: &'a Asked<'a>,
    visits: HashMap<Uuid, VisitView>,
    alone: HashMap<Uuid, Happening>,
}

impl Told<'_> {
    fn take(&mut self, root: &Root) -> Option<Happening> {
        match root.kind {
            RootKind::Visit => self.visits.remove(&root.id).map(|visit| Happening::Visit(Box::new(visit))),
            _ => self.alone.remove(&root.id),
        }
    }

    async fn records(&mut self, tx: &mut TenantTx, visits: &[Uuid]) -> Result<()> {
        if !tx.may(Action::ViewRecords) || visits.is_empty() {
            return Ok(());
        }
        let wanted = |record: &Record| self.asked.wish.takes(line_kind(record.kind), Some(record.author));
        for record in records::of_appointments(tx, self.asked.patient, visits).await?.into_iter().filter(wanted) {
            if let Some(visit) = self.visits.get_mut(&record.appointment) {
                visit.records.push(RecordView::new(record, self.guest, self.names));
            }
        }
        Ok(())
    }

    async fn notes(&mut self, tx: &mut TenantTx, visits: &[Uuid], alone: Vec<Uuid>) -> Result<()> {
        if !tx.may(Action::ViewNotes) || visits.is_empty() && alone.is_empty() {
            return Ok(());
        }
        for note in notes::of_visits(tx, self.asked.patient, visits, &alone).await? {
            let line = Line::new(self.guest, &note, self.names);
            match line.appointment.and_then(|id| self.visits.get_mut(&id)) {
                Some(visit) if self.asked.wish.takes(LineKind::Note, Some(line.by_id)) => visit.notes.push(line),
                Some(_) => {}
                None => drop(self.alone.insert(line.id, Happening::Note(Box::new(line)))),
            }
        }
        Ok(())
    }

    async fn assessments(&mut self, tx: &mut TenantTx, visits: &[Uuid], alone: Vec<Uuid>) -> Result<()> {
        if !tx.may(Action::ViewAssessments) || visits.is_empty() && alone.is_empty() {
            return Ok(());
        }
        let page = Page::new(self.guest);
        for one in assessments::of_visits(tx, self.asked.patient, visits, &alone).await? {
            let entry = Entry::new(&page, &one, self.names);
            match entry.appointment.and_then(|id| self.visits.get_mut(&id)) {
                Some(visit) if self.asked.wish.takes(LineKind::Assessment, Some(entry.by_id)) => {
                    visit.assessments.push(entry);
                }
                Some(_) => {}
                None => drop(self.alone.insert(entry.id, Happening::Assessment(Box::new(entry)))),
            }
        }
        Ok(())
    }

    async fn documents(&mut self, tx: &mut TenantTx, visits: &[Uuid], alone: Vec<Uuid>) -> Result<()> {
        if !tx.may(Action::ListDocuments) || visits.is_empty() && alone.is_empty() {
            return Ok(());
        }
        for document in documents::of_visits(tx, self.asked.patient, visits, &alone).await? {
            let (appointment, by) = (document.appointment, document.created_by);
            let view = DocumentView::new(document, self.guest, self.names);
            match appointment.and_then(|id| self.visits.get_mut(&id)) {
                Some(visit) if self.asked.wish.takes(LineKind::Document, by) => visit.documents.push(view),
                Some(_) => {}
                None => drop(self.alone.insert(view.id, Happening::Document(Box::new(view)))),
            }
        }
        Ok(())
    }

    async fn plans(&mut self, tx: &mut TenantTx, alone: Vec<Uuid>) -> Result<()> {
        if !tx.may(Action::ViewPlans) || alone.is_empty() {
            return Ok(());
        }
        let (page, names) = (Page::new(self.guest), Names { staff: self.names.clone(), ..Names::default() });
        for item in plans::these(tx, self.asked.patient, &alone).await? {
            let view = ItemView::new(&page, &item, &names);
            self.alone.insert(view.id, Happening::Plan(Box::new(view)));
        }
        Ok(())
    }
}

const fn line_kind(kind: RecordKind) -> LineKind {
    match kind {
        RecordKind::Diagnosis => LineKind::Diagnosis,
        RecordKind::Prescription => LineKind::Prescription,
        RecordKind::Requirement => LineKind::Requirement,
    }
}
