//! What a clinic has decided: a row for each matter, with a version. With SQL, for the slices whose matters they are.

use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx};

/// What was decided and its version; what holds while nobody has said anything is version 0.
pub async fn load<T>(tx: &mut TenantTx, action: Action, name: &str) -> Result<(T, i32)>
where
    T: Default + DeserializeOwned,
{
    let db = tx.authorize(action)?;
    let row = sqlx::query!("select value, version from setting where name = $1", name).fetch_optional(db).await?;
    let Some(row) = row else { return Ok((T::default(), 0)) };
    Ok((serde_json::from_value(row.value).map_err(Error::internal)?, row.version))
}

/// Decides it, if nobody has changed it since `version`, where one is named.
pub async fn save<T>(tx: &mut TenantTx, action: Action, (name, value): (&str, &T), version: Option<i32>) -> Result<i32>
where
    T: Serialize + Sync,
{
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let value = serde_json::to_value(value).map_err(Error::internal)?;
    let db = tx.authorize(action)?;
    let saved = sqlx::query_scalar!(
        "insert into setting as s (name, value, updated_at, updated_by) values ($1, $2, $3, $4)
         on conflict (name) do update set value = $2, version = s.version + 1, updated_at = $3, updated_by = $4
             where $5::int is null or s.version = $5
         returning version",
        name,
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
