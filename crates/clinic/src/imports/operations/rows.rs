//! What is known of an import's lines: what is wrong with them, and what became of them.

use tenancy::{Action, Error, Id, Result, TenantTx};
use web::{Listing, PageOf};

use super::find;
use crate::imports::model::{Import, ImportedRow, Problem, RowOutcome};

/// What is wrong with the lines of an import, or was changed on the way, line by line.
pub async fn list_problems(tx: &mut TenantTx, id: Id<Import>, page: PageOf) -> Result<Listing<Problem>> {
    find(tx, id).await?;
    let db = tx.authorize(Action::ListImports)?;
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from import_problem where import_id = $1"#, id.uuid());
    let count = count.fetch_one(&mut *db).await?;
    let rows = sqlx::query!(
        "select line, column_at, code, is_warning from import_problem where import_id = $1
         order by is_warning, seq limit $2 offset $3",
        id.uuid(),
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    let rows =
        rows.map(|row| Problem { line: row.line, column: row.column_at, code: row.code, is_warning: row.is_warning });
    Ok(Listing::new(rows.collect(), count, page))
}

/// What became of the lines of an import, or of those with one outcome.
pub async fn list_rows(
    tx: &mut TenantTx,
    id: Id<Import>,
    outcome: Option<RowOutcome>,
    page: PageOf,
) -> Result<Listing<ImportedRow>> {
    find(tx, id).await?;
    let outcome = outcome.map(RowOutcome::as_str);
    let db = tx.authorize(Action::ListImports)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from import_row
           where import_id = $1 and ($2::text is null or outcome = $2)"#,
        id.uuid(),
        outcome
    );
    let count = count.fetch_one(&mut *db).await?;
    let rows = sqlx::query!(
        "select line, subject_id, outcome from import_row
         where import_id = $1 and ($2::text is null or outcome = $2) order by line limit $3 offset $4",
        id.uuid(),
        outcome,
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let outcome = match row.outcome.as_deref() {
            Some(text) => Some(RowOutcome::parse(text).ok_or_else(|| Error::internal("an unknown outcome"))?),
            None => None,
        };
        Ok(ImportedRow { line: row.line, subject: row.subject_id, outcome })
    });
    Ok(Listing::new(rows.collect::<Result<Vec<_>>>()?, count, page))
}
