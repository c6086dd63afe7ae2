//! What the waiting list may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use uuid::Uuid;
use web::{PageOf, PageWords};

use super::model::EntryStatus;
use super::operations::Filter;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct WaitlistQuery {
    /// Those who wait when left out.
    pub status: Option<EntryStatus>,
    pub patient: Option<Uuid>,
    pub service: Option<Uuid>,
    pub provider: Option<Uuid>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
}

impl WaitlistQuery {
    pub fn filter(&self) -> Filter {
        let status = self.status.or(Some(EntryStatus::Waiting));
        Filter { status, patient: self.patient, service: self.service, provider: self.provider }
    }

    pub fn page(&self) -> Result<PageOf> {
        PageWords { page: self.page.as_deref(), page_size: self.page_size.as_deref(), after: None, before: None }
            .parse()
    }
}
