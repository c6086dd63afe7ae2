//! Everything one can do with tags. The only file here with SQL.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Sealed};

use super::model::{Change, MOST_OF_ONE, Tag, TagName, Tally};
use super::sealing::NAME;
use crate::parties::model::{Party, PartyKind};
use crate::parties::operations::{Book, Held, hold_party, subject};
use crate::parties::sealing::exact;

fn opened(keys: &ClinicKeys, id: Uuid, name: &Sealed<String>) -> Result<Tag> {
    Ok(Tag { id, name: keys.clinic().open(NAME, id, name)?.into_inner() })
}

/// Every tag that somebody has who is not out of sight, by name.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Tally>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ListTags)?;
    let rows = sqlx::query!(
        r#"select t.id, t.name as "name: Sealed<String>", count(*) as "people!"
           from tag t join party_tag h on h.tag_id = t.id join party p on p.id = h.party_id and p.deleted_at is null
           group by t.id"#
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    let tallies = rows.map(|row| Ok(Tally { tag: opened(&keys, row.id, &row.name)?, people: row.people }));
    let mut tallies = tallies.collect::<Result<Vec<_>>>()?;
    tallies.sort_by_cached_key(|tally| (tally.tag.name.to_lowercase(), tally.tag.id));
    Ok(tallies)
}

/// The tags of each of these people, by name; none where the reader may not know. The record is the caller's to keep.
pub async fn of_people(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Tag>>> {
    let mut found: HashMap<Uuid, Vec<Tag>> = HashMap::new();
    if !tx.may(Action::ListTags) {
        return Ok(found);
    }
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select h.party_id, t.id, t.name as "name: Sealed<String>"
           from party_tag h join tag t on t.id = h.tag_id where h.party_id = any($1)"#,
        ids
    );
    for row in rows.fetch_all(db).await? {
        found.entry(row.party_id).or_default().push(opened(&keys, row.id, &row.name)?);
    }
    for tags in found.values_mut() {
        tags.sort_by_cached_key(|tag| (tag.name.to_lowercase(), tag.id));
    }
    Ok(found)
}

/// The tags of somebody who is not out of sight. The record is the caller's to keep.
pub async fn of_one(tx: &mut TenantTx, action: Action, id: Id<Party>) -> Result<Vec<Tag>> {
    let mut found = of_people(tx, action, &[id.uuid()]).await?;
    Ok(found.remove(&id.uuid()).unwrap_or_default())
}

/// Somebody who is not out of sight; nobody else changes their tags until this transaction ends.
async fn hold(tx: &mut TenantTx, book: Book, action: Action, id: Id<Party>) -> Result<Held> {
    let held = hold_party(tx, action, id.uuid()).await?;
    let is_of_book = book == Book::Contacts || held.kind == PartyKind::Patient;
    if held.is_living && is_of_book { Ok(held) } else { Err(Error::NotFound) }
}

async fn known(tx: &mut TenantTx, action: Action, name: &TagName) -> Result<Option<Tag>> {
    let keys = tx.keys();
    let index = exact(&keys, "tag.name", &name.canonical());
    let db = tx.authorize(action)?;
    let row = sqlx::query!(r#"select id, name as "name: Sealed<String>" from tag where name_index = $1"#, index);
    row.fetch_optional(db).await?.map(|row| opened(&keys, row.id, &row.name)).transpose()
}

async fn known_or_new(tx: &mut TenantTx, action: Action, name: &TagName) -> Result<Tag> {
    if let Some(tag) = known(tx, action, name).await? {
        return Ok(tag);
    }
    let (keys, id, now, by) = (tx.keys(), tx.new_id::<Tag>().uuid(), tx.now().to_sqlx(), tx.actor_id());
    let sealed = keys.clinic().seal(NAME, id, &name.as_str().to_owned());
    let db = tx.authorize(action)?;
    // Somebody else who makes it at this moment is waited for, and then theirs is found.
    sqlx::query!(
        "insert into tag (id, name, name_index, created_at, created_by) values ($1, $2, $3, $4, $5)
         on conflict (name_index) do nothing",
        id,
        sealed.as_bytes(),
        exact(&keys, "tag.name", &name.canonical()),
        now as _,
        by
    )
    .execute(db)
    .await?;
    known(tx, action, name).await?.ok_or_else(|| Error::internal("a tag is gone as soon as it is made"))
}

/// Gives somebody a tag, and makes it where it is new.
pub async fn tag(tx: &mut TenantTx, book: Book, id: Id<Party>, name: &TagName) -> Result<(Tag, Change)> {
    let action = Action::TagContact;
    // The tag first: whoever waits for somebody else to make it must not hold anybody meanwhile.
    let tag = known_or_new(tx, action, name).await?;
    let held = hold(tx, book, action, id).await?;
    let db = tx.authorize(action)?;
    let there = sqlx::query!(
        r#"select count(*) as "count!", coalesce(bool_or(tag_id = $2), false) as "has!" from party_tag where party_id = $1"#,
        id.uuid(),
        tag.id
    );
    let there = there.fetch_one(db).await?;
    let about = subject(book, id.uuid(), held.kind);
    if there.has {
        tx.record(action, about);
        return Ok((tag, Change::Needless));
    }
    if there.count >= MOST_OF_ONE {
        return Err(Error::invalid("name", "too_many"));
    }
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into party_tag (party_id, tag_id, tagged_at, tagged_by) values ($1, $2, $3, $4)",
        id.uuid(),
        tag.id,
        now as _,
        by
    )
    .execute(db)
    .await?;
    let change = json!({ "tag": { "before": null, "after": tag.name } });
    tx.record_change(action, about, &keys.party(&held.secret), &change);
    Ok((tag, Change::Made))
}

/// Takes a tag from somebody.
pub async fn untag(tx: &mut TenantTx, book: Book, id: Id<Party>, tag: Uuid) -> Result<Change> {
    let action = Action::UntagContact;
    let held = hold(tx, book, action, id).await?;
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let taken = sqlx::query!(
        r#"with taken as (delete from party_tag where party_id = $1 and tag_id = $2 returning tag_id)
           select t.id, t.name as "name: Sealed<String>" from tag t join taken on taken.tag_id = t.id"#,
        id.uuid(),
        tag
    );
    let taken = taken.fetch_optional(db).await?;
    let about = subject(book, id.uuid(), held.kind);
    let Some(taken) = taken else {
        tx.record(action, about);
        return Ok(Change::Needless);
    };
    let tag = opened(&keys, taken.id, &taken.name)?;
    let change = json!({ "tag": { "before": tag.name, "after": null } });
    tx.record_change(action, about, &keys.party(&held.secret), &change);
    Ok(Change::Made)
}

/// As [`untag`], by what the tag is called.
pub async fn untag_named(tx: &mut TenantTx, book: Book, id: Id<Party>, name: &TagName) -> Result<Change> {
    let action = Action::UntagContact;
    // Who is not there is told so first, whatever the tag is.
    hold(tx, book, action, id).await?;
    let tag = known(tx, action, name).await?.ok_or_else(|| Error::invalid("tag", "unknown_choice"))?;
    untag(tx, book, id, tag.id).await
}
