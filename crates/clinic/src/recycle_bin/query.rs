//! What the list may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use web::{PageOf, PageWords};

use super::model::DeletedKind;
use crate::checking::Check;

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DeletedQuery {
    /// Only what is of this kind: `patient`, `contact`, `appointment` or `document`.
    #[param(value_type = Option<DeletedKind>)]
    pub kind: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
    /// From the `next` link: where this page goes on.
    pub after: Option<String>,
    /// From the `previous` link: where this page ends.
    pub before: Option<String>,
}

impl DeletedQuery {
    pub fn page(&self) -> Result<PageOf> {
        PageWords {
            page: self.page.as_deref(),
            page_size: self.page_size.as_deref(),
            after: self.after.as_deref(),
            before: self.before.as_deref(),
        }
        .parse()
    }

    pub fn kind(&self) -> Result<Option<DeletedKind>> {
        let mut check = Check::default();
        let kind = check.read("kind", self.kind.as_deref(), |text| DeletedKind::parse(text).ok_or("unknown_choice"));
        check.finish(Some(kind))
    }
}
