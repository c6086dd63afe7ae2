//! How long a clinic keeps single values. Kept as one setting.

use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Conflict, Error, FieldError, Result, Subject, TenantTx};
use utoipa::ToSchema;

use super::model::OLDEST_DAYS;

const NAME: &str = "readings";

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
        let db = tx.authorize(action)?;
        let row = sqlx::query!("select value, version from setting where name = $1", NAME).fetch_optional(db).await?;
        let Some(row) = row else { return Ok((Self::default(), 0)) };
        Ok((serde_json::from_value(row.value).map_err(Error::internal)?, row.version))
    }

    /// Makes this the clinic's rule, if nobody has changed it since `version`, where one is named.
    pub async fn save(self, tx: &mut TenantTx, version: Option<i32>) -> Result<i32> {
        self.check()?;
        let (action, now, by) = (Action::ChangeReadingPolicy, tx.now().to_sqlx(), tx.actor_id());
        let value = serde_json::to_value(self).map_err(Error::internal)?;
        let db = tx.authorize(action)?;
        let saved = sqlx::query_scalar!(
            "insert into setting as s (name, value, updated_at, updated_by) values ($1, $2, $3, $4)
             on conflict (name) do update set value = $2, version = s.version + 1, updated_at = $3, updated_by = $4
                 where $5::int is null or s.version = $5
             returning version",
            NAME,
            value,
            now,
            by,
            version
        );
        let saved = saved.fetch_optional(db).await?;
        // A first setting where somebody saw another one, or the other way round, is a change nobody saw.
        if version.is_some_and(|version| saved != Some(version + 1)) {
            let current = saved.or(version.map(|version| version + 1)).map_or(1, i64::from);
            return Err(Error::Conflict(Conflict::StaleVersion { current }));
        }
        tx.record(action, Subject::new("setting", None));
        Ok(saved.unwrap_or(1))
    }
}
