//! Everything one can do to documents. The only files here with SQL.

mod corrections;
mod decisions;
mod own;
mod restoring;
mod rows;
mod uploads;
mod usage;
mod versions;
// What the program does by itself.
pub mod keeping;

pub use corrections::correct;
pub use decisions::{approve, reject, release, submit, withdraw};
pub use own::{own_handout, own_list};
pub use restoring::{deleted_titles, restore};
pub use uploads::{Target, begin_upload, finish_upload, forget_upload, give_up};
pub use usage::{Damaged, Found, Used, damaged, found, used};
pub use versions::{handout, versions};

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret};
use web::{Expected, Listing, PageOf, Place};

use self::rows::load;
use super::model::{ApprovalState, Document, DocumentKind, NewDocument, Privacy};
use super::sealing::{SECRET, TITLE};
use crate::parties::operations::keep_party;
use crate::records::operations::visit;

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub party: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub kind: Option<DocumentKind>,
    pub privacy: Option<Privacy>,
    pub approval: Option<ApprovalState>,
}

/// The documents that one may see, the newest first.
pub async fn list(tx: &mut TenantTx, filter: Filter, page: PageOf) -> Result<Listing<Document>> {
    let action = Action::ListDocuments;
    let seen = seen(tx);
    let place = page.place().map(|place| place.id);
    let (backward, skipped, fetched) = (page.is_backward(), page.skipped(), page.fetched());
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select d.id from document d left join party p on p.id = d.party_id
               where d.deleted_at is null and (d.party_id is null or (p.deleted_at is null and p.secret is not null))
                 and d.privacy = any($1) and ($2::uuid is null or d.party_id = $2)
                 and ($3::uuid is null or d.appointment_id = $3) and ($4::text is null or d.kind = $4)
                 and ($5::text is null or d.privacy = $5) and ($6::text is null or d.approval = $6))
           select (select count(*) from found) as "count!",
                  array(select id from found
                        where $7::uuid is null or case when $8 then id > $7 else id < $7 end
                        order by case when $8 then id end, id desc limit $9 offset $10) as "rows!""#,
        &seen,
        filter.party,
        filter.appointment,
        filter.kind.map(DocumentKind::as_str),
        filter.privacy.map(Privacy::as_str),
        filter.approval.map(ApprovalState::as_str),
        place,
        backward,
        fetched,
        skipped
    );
    let row = row.fetch_one(db).await?;
    let rows = load(tx, action, &row.rows).await?;
    let mut patients: Vec<Uuid> = rows.iter().filter_map(|document| document.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("document", patients));
    let place = |document: &Document| Place { at: document.created_at, id: document.id.uuid() };
    Ok(Listing::walked(rows, row.count, page, place))
}

/// A patient's documents of these visits, and these, as far as one may see them.
pub async fn of_visits(tx: &mut TenantTx, patient: Uuid, visits: &[Uuid], documents: &[Uuid]) -> Result<Vec<Document>> {
    let action = Action::ListDocuments;
    let seen = seen(tx);
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from document
         where party_id = $1 and deleted_at is null and current_id is not null and privacy = any($4)
           and (appointment_id = any($2) or id = any($3))
         order by id",
        patient,
        visits,
        documents,
        &seen
    );
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// The levels of privacy that one may see.
pub fn seen(tx: &TenantTx) -> Vec<String> {
    let may = |privacy: &&Privacy| privacy.needs().is_none_or(|action| tx.may(action));
    Privacy::ALL.iter().filter(may).map(|privacy| privacy.as_str().to_owned()).collect()
}

/// One document.
pub async fn find(tx: &mut TenantTx, id: Id<Document>) -> Result<Document> {
    let document = visible(tx, Action::ViewDocument, id).await?;
    tx.record(Action::ViewDocument, subject(&document));
    Ok(document)
}

/// Announces a document, to which something is uploaded later.
pub async fn create(tx: &mut TenantTx, new: &NewDocument) -> Result<Document> {
    let action = Action::CreateDocument;
    let id = insert(tx, new).await?;
    let document = one(tx, action, id).await?;
    tx.record(action, subject(&document));
    Ok(document)
}

/// Takes a document out of every list. It is kept as long as it has to be, and then destroyed.
pub async fn delete(tx: &mut TenantTx, id: Id<Document>, expected: &Expected) -> Result<Document> {
    let action = Action::DeleteDocument;
    let document = hold(tx, action, id, expected).await?;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update document set deleted_at = $2, deleted_by = $3, revision = revision + 1 where id = $1",
        id.uuid(),
        now,
        by
    )
    .execute(db)
    .await?;
    tx.record(action, subject(&document));
    Ok(document)
}

async fn insert(tx: &mut TenantTx, new: &NewDocument) -> Result<Id<Document>> {
    let action = Action::CreateDocument;
    let (id, keys, now, by) = (tx.new_id::<Document>(), tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let party = party_of(tx, action, new).await?;
    let (secret, own) = match party {
        Some(party) => (keep_party(tx, action, party).await?, None),
        None => own_secret(&keys, id),
    };
    let title = keys.party(&secret).seal(TITLE, id.uuid(), &new.title);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into document (id, kind, privacy, retention_class, party_id, secret, appointment_id, title, approval,
             created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, $9, $10)",
        id.uuid(),
        new.kind.as_str(),
        new.privacy.as_str(),
        new.retention.as_str(),
        party,
        own as _,
        new.appointment,
        title.as_bytes(),
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Whom a new document is about; what belongs to a visit is about its patient.
async fn party_of(tx: &mut TenantTx, action: Action, new: &NewDocument) -> Result<Option<Uuid>> {
    let Some(appointment) = new.appointment else { return Ok(new.party) };
    let patient = visit(tx, action, appointment).await?.patient;
    match new.party {
        Some(party) if party != patient => Err(Error::invalid("appointment", "unknown_choice")),
        _ => Ok(Some(patient)),
    }
}

fn own_secret(keys: &ClinicKeys, id: Id<Document>) -> (PartySecret, Option<vault::Sealed<PartySecret>>) {
    let secret = ClinicKeys::new_party_secret();
    let sealed = keys.clinic().seal(SECRET, id.uuid(), &secret);
    (secret, Some(sealed))
}

/// A document that one may see. The record is the caller's to keep.
async fn visible(tx: &mut TenantTx, action: Action, id: Id<Document>) -> Result<Document> {
    let document = one(tx, action, id).await?;
    may_see(tx, &document)?;
    Ok(document)
}

fn may_see(tx: &TenantTx, document: &Document) -> Result<()> {
    match document.privacy.needs() {
        Some(needed) if !tx.may(needed) => Err(Error::Forbidden(needed)),
        _ => Ok(()),
    }
}

async fn one(tx: &mut TenantTx, action: Action, id: Id<Document>) -> Result<Document> {
    load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)
}

/// A document that one may see, in one of the states that the client expects; nobody else changes it until this
/// transaction ends.
async fn hold(tx: &mut TenantTx, action: Action, id: Id<Document>, expected: &Expected) -> Result<Document> {
    lock(tx, action, id).await?;
    let document = visible(tx, action, id).await?;
    expected.check(document.revision)?;
    Ok(document)
}

/// No more than a change needs: an upload that begins meanwhile names the document, and holds what this may wait for.
async fn lock(tx: &mut TenantTx, action: Action, id: Id<Document>) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from document where id = $1 for no key update", id.uuid()).fetch_optional(db).await?;
    Ok(())
}

fn subject(document: &Document) -> Subject {
    let subject = Subject::new("document", document.id.uuid());
    document.patient.into_iter().fold(subject, Subject::about)
}
