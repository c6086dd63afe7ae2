//! What a clinic has decided about documents. Kept as one setting.

use serde::{Deserialize, Serialize};
use tenancy::{Action, Result, TenantTx};

use crate::settings;

const NAME: &str = "documents";

/// The clinic's rules for documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentPolicy {
    /// Whether pictures lose where they were taken when they are uploaded.
    pub removes_location: bool,
}

impl DocumentPolicy {
    /// What holds now, for somebody who may do something in which it counts.
    pub async fn load(tx: &mut TenantTx, action: Action) -> Result<Self> {
        Ok(settings::load(tx, action, NAME).await?.0)
    }

    /// Makes this hold for what is uploaded from now on.
    pub async fn save(self, tx: &mut TenantTx) -> Result<()> {
        settings::save(tx, Action::ChangeDocumentPolicy, (NAME, &self), None).await?;
        Ok(())
    }
}
