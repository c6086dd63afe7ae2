//! The list of clinics.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::Error;
use tenancy::operators::{ClinicRow, Clinics};
use web::routing::{Router, get};
use web::{Html, Operator, Query, WebResult};

use crate::shell::{Moment, Page};

pub fn routes() -> Router {
    Router::new().route("/clinics", get(list))
}

/// Fewer than this are looked through faster than sought.
const MANY: i64 = 10;
const PAGE: i64 = 50;

pub struct Shown {
    pub row: ClinicRow,
    pub created: Moment,
    /// Whether its tables are what this program works with.
    pub current: bool,
}

#[derive(Template)]
#[template(path = "platform/clinics.html")]
struct ClinicsPage {
    page: Page,
    clinics: Vec<Shown>,
    count: i64,
    newest: i32,
    q: String,
    /// Where the rest is, if there is more.
    more: String,
}

impl ClinicsPage {
    fn is_long(&self) -> bool {
        self.count > MANY
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    q: String,
    after: Option<String>,
}

async fn list(operator: Operator, Query(wanted): Query<Wanted>) -> WebResult<Response> {
    let q = wanted.q.trim().to_owned();
    let like = Some(q.clone()).filter(|q| !q.is_empty());
    let mut tx = operator.platform().await?;
    let mut rows = tx.clinics(&Clinics { like, after: wanted.after, limit: PAGE + 1 }).await?;
    let count = tx.count_clinics().await?;
    tx.commit().await?;
    let page_size = usize::try_from(PAGE).map_err(Error::internal)?;
    let there_is_more = rows.len() > page_size;
    rows.truncate(page_size);
    let last = rows.last().map(|row| row.slug.clone()).filter(|_| there_is_more);
    let more = last.map(|slug| format!("/clinics/?q={}&after={slug}", web::query_value(&q)));
    let newest = operator.app().house().newest_version();
    let clinics = rows.into_iter().map(|row| shown(&operator, row)).collect();
    let (page, more) = (Page::new(&operator), more.unwrap_or_default());
    let page = ClinicsPage { page, clinics, count, newest, q, more };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

pub fn shown(operator: &Operator, row: ClinicRow) -> Shown {
    let (created, current) = (Moment::new(operator, row.created_at), operator.app().house().serves(row.schema_version));
    Shown { row, created, current }
}
