//! Measuring what a clinic keeps: each slice says how much is its own.

use tenancy::{Action, Result, TenantTx};

use super::model::{Files, Storage};
use crate::{documents, exports, imports};

/// More of what is damaged is counted, not told one by one.
const SHOWN: i64 = 50;

/// What is kept by now; documents may take up `quota`.
pub async fn view(tx: &mut TenantTx, quota: u64) -> Result<Storage> {
    let action = Action::ViewStorage;
    let kinds = documents::operations::used(tx, action).await?;
    let found = documents::operations::found(tx, action).await?;
    let damaged = documents::operations::damaged(tx, action, SHOWN).await?;
    let files = |(files, bytes)| Files { files, bytes };
    let exports = files(exports::operations::work::kept(tx, action).await?);
    let imports = files(imports::operations::work::kept(tx, action).await?);
    let db = tx.authorize(action)?;
    let database_bytes = sqlx::query_scalar!(
        r#"select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint as "bytes!" from pg_class
           where relnamespace = current_schema()::regnamespace and relkind in ('r', 'm')"#
    );
    let database_bytes = database_bytes.fetch_one(db).await?;
    Ok(Storage { kinds, found, damaged, quota, exports, imports, database_bytes })
}
