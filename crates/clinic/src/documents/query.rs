//! What a list of documents may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use uuid::Uuid;
use web::{PageOf, PageWords};

use super::model::{ApprovalState, DocumentKind, Privacy};
use super::operations::Filter;

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DocumentQuery {
    /// Whom they are about.
    pub contact: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub kind: Option<DocumentKind>,
    pub privacy: Option<Privacy>,
    pub approval: Option<ApprovalState>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
    /// From the header `Link`: where this page goes on.
    pub after: Option<String>,
    /// From the header `Link`: where this page ends.
    pub before: Option<String>,
}

impl DocumentQuery {
    pub fn page(&self) -> Result<PageOf> {
        PageWords {
            page: self.page.as_deref(),
            page_size: self.page_size.as_deref(),
            after: self.after.as_deref(),
            before: self.before.as_deref(),
        }
        .parse()
    }

    pub fn filter(&self) -> Filter {
        Filter {
            party: self.contact,
            appointment: self.appointment,
            kind: self.kind,
            privacy: self.privacy,
            approval: self.approval,
        }
    }
}
