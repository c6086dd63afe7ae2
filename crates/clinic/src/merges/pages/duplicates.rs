//! Patients who may be one person, to be merged or told apart.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Answer, Caller, Form, Html, WebResult};

use crate::merges::finding::{MOST, doubles};
use crate::merges::operations;
use crate::parties::view::Found;
use crate::shell::{Page, notice};

/// Two who may be one, the one who was registered first before the other.
struct PairView {
    one: Found,
    other: Found,
    same_birth: bool,
    same_phone: bool,
}

#[derive(Template)]
#[template(path = "merges/duplicates.html")]
struct DuplicatesPage {
    page: Page,
    pairs: Vec<PairView>,
    /// There may be more than are shown.
    is_full: bool,
}

pub async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::PreviewMerge)?;
    let mut tx = caller.read().await?;
    let (pairs, people) = doubles(&mut tx).await?;
    tx.commit().await?;
    let people: HashMap<Uuid, Found> =
        people.into_iter().map(|party| (party.id.uuid(), Found::new(party, &caller))).collect();
    let is_full = i64::try_from(pairs.len()).is_ok_and(|found| found == MOST);
    let view = |pair: crate::merges::finding::Double| {
        let (one, other) = (people.get(&pair.one)?.clone(), people.get(&pair.other)?.clone());
        Some(PairView { one, other, same_birth: pair.same_birth, same_phone: pair.same_phone })
    };
    let pairs = pairs.into_iter().filter_map(view).collect();
    let page = DuplicatesPage { page: Page::new(&caller), pairs, is_full };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

pub async fn tell_apart(caller: Caller, Form(pairs): Form<Vec<(String, String)>>) -> WebResult<Response> {
    caller.require(Action::TellPatientsApart)?;
    let named = |field: &'static str| {
        let id = pairs.iter().find(|(name, _)| name == field).and_then(|(_, id)| id.parse::<Uuid>().ok());
        id.ok_or_else(|| Error::invalid(field, "required"))
    };
    let (one, other) = (named("one")?, named("other")?);
    let mut tx = caller.begin().await?;
    operations::tell_apart(&mut tx, one, other).await?;
    let answer = Answer::see_other("/patients/duplicates").commit(&caller, tx).await?;
    Ok(notice::leave(answer, "merges-told-apart"))
}
