//! What the outbox may be narrowed by, as clients write it.

use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use uuid::Uuid;
use web::{PageOf, PageWords};

use super::model::{MessageKind, MessageStatus, Way};
use super::operations::Filter;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    pub status: Option<MessageStatus>,
    pub kind: Option<MessageKind>,
    /// By SMS or by mail.
    pub channel: Option<Way>,
    /// Of one patient.
    pub patient: Option<Uuid>,
    /// About one appointment.
    pub appointment: Option<Uuid>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
}

impl MessageQuery {
    pub fn filter(&self) -> Filter {
        let Self { status, kind, channel: way, patient, appointment, .. } = *self;
        Filter { status, kind, way, patient, appointment }
    }

    pub fn page(&self) -> Result<PageOf> {
        PageWords { page: self.page.as_deref(), page_size: self.page_size.as_deref(), after: None, before: None }
            .parse()
    }
}
