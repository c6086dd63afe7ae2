//! The page of what a clinic keeps.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use tenancy::Error;
use web::routing::{Router, get};
use web::{Caller, Html, WebResult};

use super::model::{RoomLeft, Storage};
use super::operations;
use crate::documents::Archive;
use crate::documents::operations::Damaged;
use crate::shell::{Moment, Page};

pub fn routes() -> Router {
    Router::new().route("/admin/storage", get(show))
}

#[derive(Template)]
#[template(path = "storage/storage.html")]
struct StoragePage {
    page: Page,
    it: Storage,
    checked: Option<Moment>,
    swept: Option<Moment>,
    damaged: Vec<(Damaged, Moment)>,
}

impl StoragePage {
    fn size(&self, bytes: &i64) -> String {
        self.page.size(u64::try_from(*bytes).unwrap_or_default())
    }

    /// What is kept all in all, documents or not.
    fn total(&self) -> String {
        let used = i64::try_from(self.it.used()).unwrap_or(i64::MAX);
        let others = [self.it.exports.bytes, self.it.imports.bytes, self.it.database_bytes];
        self.size(&others.iter().fold(used, |sum, bytes| sum.saturating_add(*bytes)))
    }

    fn is_full(&self) -> bool {
        self.it.room() == RoomLeft::NearlyFull
    }

    fn is_filling_up(&self) -> bool {
        self.it.room() == RoomLeft::FillingUp
    }
}

async fn show(caller: Caller, Extension(archive): Extension<Archive>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let it = operations::view(&mut tx, archive.limits.quota).await?;
    tx.commit().await?;
    let moment = |at: Timestamp| Moment::new(&caller, at);
    let shown = StoragePage {
        page: Page::new(&caller),
        checked: it.found.checked_at.map(moment),
        swept: it.found.swept_at.map(moment),
        damaged: it.damaged.iter().map(|one| (*one, moment(one.found_at))).collect(),
        it,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
