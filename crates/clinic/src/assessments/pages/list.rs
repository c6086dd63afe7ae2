//! A patient's assessments, and the instruments that a new one can be made with.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Subject};
use uuid::Uuid;
use web::{Caller, Html, Path, Query, WebResult};

use super::Rights;
use crate::accounts::operations::names;
use crate::assessments::operations::{self, catalogue};
use crate::assessments::view::{Entry, Words};
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "assessments/list.html")]
struct ListPage {
    page: Page,
    banner: Banner,
    entries: Vec<Entry>,
    /// Those with several scores, and how many.
    trends: Vec<(String, Words, usize)>,
    rights: Rights,
}

pub async fn list(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    let action = Action::ViewAssessments;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let all = operations::of_patient(&mut tx, id).await?;
    let names = names(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let mut trends: Vec<(String, Words, usize)> = Vec::new();
    for one in all.iter().filter(|one| one.status.is_signed() && one.content.outcome.reveal().score.is_some()) {
        match trends.iter_mut().find(|(id, ..)| *id == one.definition.id) {
            Some((_, _, count)) => *count += 1,
            None => trends.push((one.definition.id.clone(), Words::new(&page, &one.definition.title), 1)),
        }
    }
    trends.retain(|(_, _, count)| *count > 1);
    let entries = all.iter().map(|one| Entry::new(&page, one, &names)).collect();
    let shown = ListPage { page, banner, entries, trends, rights: Rights::of(&caller) };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

/// An instrument that can be chosen.
struct Offer {
    id: String,
    title: Words,
    about: Words,
    items: usize,
}

#[derive(Template)]
#[template(path = "assessments/choose.html")]
struct ChoosePage {
    page: Page,
    banner: Banner,
    offers: Vec<Offer>,
    /// Goes on to the form, when it begins at a visit.
    query: String,
}

pub async fn choose(
    caller: Caller,
    Path(patient): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::WriteAssessment)?;
    let action = Action::ViewAssessments;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let all = catalogue::instruments(&mut tx).await?;
    tx.record(action, Subject::patient(id));
    tx.commit().await?;
    let page = Page::new(&caller);
    let offers = all.iter().filter(|one| one.is_in_use()).map(|one| Offer {
        id: one.definition.id.clone(),
        title: Words::new(&page, &one.definition.title),
        about: Words::new(&page, &one.definition.about),
        items: one.definition.items.iter().filter(|item| item.is_scored()).count(),
    });
    let visit = pairs.iter().find(|(name, _)| name == "appointment").and_then(|(_, id)| id.parse::<Uuid>().ok());
    let query = visit.map(|visit| format!("?appointment={visit}")).unwrap_or_default();
    let shown = ChoosePage { offers: offers.collect(), page, banner, query };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
