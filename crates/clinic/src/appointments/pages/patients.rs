//! Patients, and when each of them comes next.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Caller, Html, PageQuery, Query, WebResult};

use crate::accounts;
use crate::appointments::operations::{self, Coming};
use crate::links::filters;
use crate::parties::finding::{self, Filter};
use crate::parties::operations::Book;
use crate::parties::query::search_filter;
use crate::parties::view::Found;
use crate::shell::Page;
use crate::tags;
use crate::tags::model::{Tag, Tally};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PatientsQuery {
    #[serde(alias = "q")]
    search: String,
    tag: String,
    page: String,
}

/// A patient with the next appointment, where there is one.
struct Line {
    patient: Found,
    next: Option<Coming>,
    provider: String,
    tags: Vec<Tag>,
}

#[derive(Template)]
#[template(path = "appointments/patients.html")]
struct PatientsPage {
    page: Page,
    search: String,
    /// That the list is narrowed to.
    tag: Option<Uuid>,
    tags: Vec<Tally>,
    lines: Vec<Line>,
    count: i64,
    before: String,
    after: String,
    /// The address of what is shown.
    here: String,
}

impl PatientsPage {
    fn is_tag(&self, id: &Uuid) -> bool {
        self.tag == Some(*id)
    }

    /// Whether there is anything to do with many at once.
    fn chooses(&self) -> bool {
        self.page.may(Action::TagContact) || self.page.may(Action::DeletePatient)
    }
}

pub async fn patients(caller: Caller, Query(query): Query<PatientsQuery>) -> WebResult<Response> {
    let wanted = PageQuery { page: query.page.trim().parse().ok(), page_size: None }.parse()?;
    let search = query.search.trim().chars().take(100).collect::<String>();
    let filter = if search.is_empty() { Filter::default() } else { search_filter(&search, &caller) };
    let nobody = !search.is_empty() && filter.is_empty();
    let tag: Option<Uuid> = query.tag.parse().ok();
    let filter = Filter { newest_first: true, tag, ..filter };
    let mut tx = caller.read().await?;
    let mut listing = finding::list(&mut tx, Book::Patients, &filter, wanted).await?;
    if nobody {
        listing.rows.clear();
        listing.count = 0;
    }
    let ids: Vec<Uuid> = listing.rows.iter().map(|party| party.id.uuid()).collect();
    let mut coming = operations::coming(&mut tx, &ids).await?;
    let staff = accounts::operations::list(&mut tx).await?;
    let mut tags_of = tags::operations::of_people(&mut tx, Book::Patients.list(), &ids).await?;
    let tags = match tx.may(Action::ListTags) {
        true => tags::operations::list(&mut tx).await?,
        false => Vec::new(),
    };
    tx.commit().await?;
    let names: HashMap<Uuid, String> = staff.into_iter().map(|staff| (staff.id, staff.display_name)).collect();
    let (said, said_tag) = (Some(search.clone()), tag.map(|tag| tag.to_string()));
    let filters = filters(&[("search", &said), ("tag", &said_tag)]);
    let link = |number: i64| format!("/doctor/patients-dash/?page={number}{filters}");
    let (count, has_next) = (listing.count, listing.has_next());
    let lines = listing.rows.into_iter().map(|party| {
        let next = coming.remove(&party.id.uuid());
        let provider = next.as_ref().and_then(|next| names.get(&next.provider).cloned()).unwrap_or_default();
        let tags = tags_of.remove(&party.id.uuid()).unwrap_or_default();
        Line { patient: Found::new(party, &caller), next, provider, tags }
    });
    let page = PatientsPage {
        lines: lines.collect(),
        count,
        before: if wanted.number > 1 { link(wanted.number - 1) } else { String::new() },
        after: if has_next { link(wanted.number + 1) } else { String::new() },
        here: link(wanted.number),
        page: Page::new(&caller),
        search,
        tag,
        tags,
    };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
