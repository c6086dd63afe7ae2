//! How long a clinic keeps single values. Kept as one setting.

use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, FieldError, Result, TenantTx};
use utoipa::ToSchema;

use super::model::OLDEST_DAYS;
use crate::settings;

/// Of the setting.
pub const NAME: &str = "readings";

/// How long a clinic keeps single values; their hours are kept for good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReadingPolicy {
    /// So many days; for good when there is no number.
    #[schema(example = 400, minimum = 30, maximum = 3650)]
    pub days_kept: Option<u16>,
}

const FEWEST_DAYS: u16 = 30;

impl ReadingPolicy {
    fn check(self) -> Result<()> {
        let wrong = match self.days_kept {
            Some(days) if days < FEWEST_DAYS => Some(("too_small", FEWEST_DAYS)),
            Some(days) if days > OLDEST_DAYS => Some(("too_large", OLDEST_DAYS)),
            _ => None,
        };
        match wrong {
            Some((code, limit)) => {
                Err(Error::Invalid(vec![FieldError::new("days_kept", code).limit(i64::from(limit))]))
            }
            None => Ok(()),
        }
    }

    /// The clinic's rule and its version; what holds while nobody has said anything is version 0.
    pub async fn load(tx: &mut TenantTx, action: Action) -> Result<(Self, i32)> {
        settings::load(tx, action, NAME).await
    }

    /// Makes this the clinic's rule, if nobody has changed it since `version`, where one is named.
    pub async fn save(self, tx: &mut TenantTx, version: Option<i32>) -> Result<i32> {
        self.check()?;
        settings::save(tx, Action::ChangeReadingPolicy, (NAME, &self), version).await
    }
}
