//! All of a patient's history, by kind.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error};
use web::{Caller, Html, Path, WebResult};

use crate::accounts::operations::names;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::forms::new_key;
use crate::history::model::HistoryKind;
use crate::history::operations;
use crate::history::view::{EntryView, Rights};
use crate::shell::Page;

/// The entries of one kind: what holds, then what has ended.
struct Section {
    kind: HistoryKind,
    active: Vec<EntryView>,
    ended: Vec<EntryView>,
}

#[derive(Template)]
#[template(path = "history/list.html")]
struct ListPage {
    page: Page,
    banner: Banner,
    sections: Vec<Section>,
    /// That somebody asked and there are none.
    none_known: Option<EntryView>,
    rights: Rights,
    key: String,
}

pub async fn list(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    let action = Action::ViewHistory;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let entries = operations::of_patient(&mut tx, id).await?;
    let names = names(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let mut views: Vec<_> = entries.into_iter().map(|entry| EntryView::new(entry, &page, &names)).collect();
    let is_none_known = |view: &EntryView| view.kind == HistoryKind::NoKnownAllergies;
    let none_known = views.iter().find(|view| is_none_known(view) && view.is_active()).cloned();
    views.retain(|view| !is_none_known(view));
    let kinds = [HistoryKind::Allergy, HistoryKind::Condition, HistoryKind::Medication];
    let sections = kinds.map(|kind| {
        let of_kind = views.iter().filter(|view| view.kind == kind).cloned();
        let (mut active, ended): (Vec<_>, _) = of_kind.partition(EntryView::is_active);
        active.sort_by_key(|view| !view.is_severe());
        Section { kind, active, ended }
    });
    let (rights, key) = (Rights::of(&caller), new_key(&caller));
    let shown = ListPage { page, banner, sections: sections.into(), none_known, rights, key };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
