//! What a merge does to the two persons themselves. Operations like their neighbours', with SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, OnConstraint as _, Result, TenantTx};
use uuid::Uuid;

use super::operations::UNIQUE;

/// Where somebody stands whom a merge names.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub is_patient: bool,
    pub is_deleted: bool,
    pub is_erased: bool,
    pub merged_into: Option<Uuid>,
}

impl Standing {
    pub fn is_living(&self) -> bool {
        self.is_patient && !self.is_deleted && !self.is_erased
    }
}

/// Where both stand. Nobody books them, changes them or begins to write about them until this transaction ends; those who
/// are at it are waited for (see `keep_patient`).
pub async fn hold_both(
    tx: &mut TenantTx,
    action: Action,
    one: Uuid,
    other: Uuid,
) -> Result<(Option<Standing>, Option<Standing>)> {
    let db = tx.authorize(action)?;
    // Devices send about so many at once that no row is held for them, see `sensors::operations::ground`.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(current_schema() || ' merging', 0))::text as locked")
        .fetch_one(&mut *db)
        .await?;
    // In the order of their ids, so that two who merge the same two wait for each other and not for ever.
    let rows = sqlx::query!(
        r#"select id, kind, merged_into, deleted_at is not null as "is_deleted!", secret is null as "is_erased!"
           from party where id = any($1) order by id for update"#,
        &[one, other]
    );
    let (mut first, mut second) = (None, None);
    for row in rows.fetch_all(db).await? {
        let standing = Some(Standing {
            is_patient: row.kind == "patient",
            is_deleted: row.is_deleted,
            is_erased: row.is_erased,
            merged_into: row.merged_into,
        });
        match row.id == one {
            true => first = standing,
            false => second = standing,
        }
    }
    Ok((first, second))
}

/// Puts a person out of sight, behind another.
pub async fn hide(tx: &mut TenantTx, action: Action, id: Uuid, into: Uuid) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update party set merged_into = $2, deleted_at = $3, deleted_by = $4, version = version + 1 where id = $1",
        id,
        into,
        now,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Lets a person be seen again as who they were; refused where somebody else has their e-mail or record number by now.
pub async fn show(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update party set merged_into = null, deleted_at = null, deleted_by = null, updated_at = $2, updated_by = $3,
             version = version + 1
         where id = $1",
        id,
        now,
        by
    )
    .execute(db)
    .await
    .on_constraints(UNIQUE)?;
    Ok(())
}
