//! The documents that were released to a patient.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use tenancy::{Action, Error, Id};
use web::routing::{Router, get};
use web::{Caller, Html, Path, WebResult};

use super::operations::own;
use crate::documents::delivery::{Manner, deliver};
use crate::documents::model::Document;
use crate::documents::view::DocumentView;
use crate::documents::{Archive, operations};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/documents", get(list)).route("/patient/documents/{document}/file", get(file))
}

#[derive(Template)]
#[template(path = "portal/documents.html")]
struct DocumentsPage {
    page: Page,
    /// None while the patient wants to be shown nothing.
    documents: Option<Vec<DocumentView>>,
}

async fn list(caller: Caller) -> WebResult<Response> {
    let me = own(caller.actor(), Action::ViewOwnDocuments)?;
    let mut tx = caller.read().await?;
    let found = operations::own_list(&mut tx, me).await?;
    tx.commit().await?;
    // Who uploaded and who approved is no business of a patient's.
    let view = |document: Document| DocumentView::new(document, &caller, &HashMap::new());
    let documents = found.map(|found| found.into_iter().map(view).collect());
    let shown = DocumentsPage { page: Page::new(&caller), documents };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

async fn file(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Document>>,
    headers: HeaderMap,
) -> WebResult<Response> {
    let me = own(caller.actor(), Action::DownloadOwnDocument)?;
    let mut tx = caller.read().await?;
    let handout = operations::own_handout(&mut tx, me, id).await?;
    tx.commit().await?;
    Ok(deliver(caller.tenant().id, &archive, &headers, handout, Manner::Save).await?)
}
