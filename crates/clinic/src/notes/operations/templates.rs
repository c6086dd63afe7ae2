//! Templates of notes: the clinic's, and everybody's own. With SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use vault::{Json, Phi, Sealed};
use web::Expected;

use super::super::model::{NewTemplate, Sections, Template};
use super::super::sealing::{TEMPLATE_NAME, TEMPLATE_SECTIONS};
use super::author;

/// More than anybody chooses from.
const MOST: i64 = 200;

/// The clinic's templates and one's own, each by name.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Template>> {
    let own = tx.actor_id();
    let db = tx.authorize(Action::ViewNoteTemplates)?;
    let ids = sqlx::query_scalar!(
        "select id from note_template where owner_id is null or owner_id = $1 order by id limit $2",
        own,
        MOST
    );
    let ids = ids.fetch_all(db).await?;
    let mut found = load(tx, Action::ViewNoteTemplates, &ids).await?;
    found.sort_by_cached_key(|one| (one.owner.is_some(), one.name.reveal().to_lowercase()));
    Ok(found)
}

/// One template that one may use.
pub async fn find(tx: &mut TenantTx, id: Id<Template>) -> Result<Template> {
    load(tx, Action::ViewNoteTemplates, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)
}

/// What one must be allowed to do to change the clinic's templates, or one's own.
pub fn action(shared: bool) -> Action {
    if shared { Action::ManageNoteTemplates } else { Action::WriteOwnTemplate }
}

pub async fn create(tx: &mut TenantTx, new: &NewTemplate, shared: bool) -> Result<Template> {
    let action = action(shared);
    tx.authorize(action)?;
    let (by, now) = (author(tx, action)?, tx.now());
    let template = Template {
        id: tx.new_id(),
        owner: (!shared).then_some(by),
        name: Phi::new(new.name.clone()),
        sections: Phi::new(new.sections.clone()),
        version: 1,
        updated_at: now,
        updated_by: by,
    };
    store(tx, action, &template).await?;
    Ok(template)
}

pub async fn replace(
    tx: &mut TenantTx,
    id: Id<Template>,
    new: &NewTemplate,
    expected: impl Into<Expected>,
) -> Result<Template> {
    let (before, action) = standing(tx, id, &expected.into()).await?;
    let after = Template {
        name: Phi::new(new.name.clone()),
        sections: Phi::new(new.sections.clone()),
        version: before.version + 1,
        updated_at: tx.now(),
        updated_by: author(tx, action)?,
        ..before
    };
    store(tx, action, &after).await?;
    Ok(after)
}

/// Throws a template away. Notes that were begun with it stay as they are.
pub async fn remove(tx: &mut TenantTx, id: Id<Template>, expected: impl Into<Expected>) -> Result<()> {
    let (before, action) = standing(tx, id, &expected.into()).await?;
    let db = tx.authorize(action)?;
    sqlx::query!("delete from note_template where id = $1", id.uuid()).execute(db).await?;
    tx.record(action, subject(&before));
    Ok(())
}

/// As it stands, with what one does by changing it. Nobody else changes it until this transaction ends.
async fn standing(tx: &mut TenantTx, id: Id<Template>, expected: &Expected) -> Result<(Template, Action)> {
    let seen = find(tx, id).await?;
    let action = action(seen.owner.is_none());
    let db = tx.authorize(action)?;
    sqlx::query!("select id from note_template where id = $1 for no key update", id.uuid()).fetch_optional(db).await?;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    expected.check(found.version)?;
    Ok((found, action))
}

async fn load(tx: &mut TenantTx, action: Action, ids: &[uuid::Uuid]) -> Result<Vec<Template>> {
    let (keys, own) = (tx.keys(), tx.actor_id());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, owner_id, name as "name: Sealed<String>", sections as "sections: Sealed<Json<Sections>>", version,
               updated_at, updated_by
           from note_template where id = any($1) and (owner_id is null or owner_id = $2) order by id"#,
        ids,
        own
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    let sealer = keys.clinic();
    rows.map(|row| {
        Ok(Template {
            id: Id::new(row.id),
            owner: row.owner_id,
            name: sealer.open(TEMPLATE_NAME, row.id, &row.name)?,
            sections: sealer.open(TEMPLATE_SECTIONS, row.id, &row.sections)?.map(|Json(sections)| sections),
            version: row.version,
            updated_at: row.updated_at.to_jiff(),
            updated_by: row.updated_by,
        })
    })
    .collect()
}

async fn store(tx: &mut TenantTx, action: Action, template: &Template) -> Result<()> {
    let (keys, id) = (tx.keys(), template.id.uuid());
    let sealer = keys.clinic();
    let name = sealer.seal(TEMPLATE_NAME, id, template.name.reveal());
    let sections = sealer.seal(TEMPLATE_SECTIONS, id, &Json(template.sections.reveal().clone()));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into note_template (id, owner_id, name, sections, version, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $6, $7)
         on conflict (id) do update set name = $3, sections = $4, version = $5, updated_at = $6, updated_by = $7",
        id,
        template.owner,
        name.as_bytes(),
        sections.as_bytes(),
        template.version,
        template.updated_at.to_sqlx(),
        template.updated_by
    )
    .execute(db)
    .await?;
    tx.record(action, subject(template));
    Ok(())
}

fn subject(template: &Template) -> Subject {
    Subject::new("note_template", template.id.uuid())
}
