//! Making two charts one, and two again. With SQL; what goes over, and what one sees before, stand beside.

mod account;
mod looking;
mod readings;
mod rows;
mod titles;

use jiff_sqlx::ToSqlx as _;
use serde_json::{Value, json};
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, Field, Json, PartySecret, Sealed, Sealer};
use web::Expected;
use web::sessions::{Holder, end_all_of};

pub use looking::{find, list, preview, tell_apart};

use super::fields;
use super::model::{Merge, Wanted};
use super::sealing::{CHANGES, REASON, REVERSAL_REASON};
use crate::forms::reading_in;
use crate::ledger::operations::part_accounts;
use crate::parties::merging::{hide, hold_both, show};
use crate::parties::model::{NewParty, Party};
use crate::parties::operations::{load_living, secret_of, write};

/// Between whom rows go, and in which merge it is noted.
#[derive(Clone, Copy)]
struct Way {
    merge: Uuid,
    from: Uuid,
    to: Uuid,
}

/// Opens what was sealed for the one, and seals it for the other.
struct Resealing<'a> {
    keys: &'a ClinicKeys,
    from: Sealer<'a>,
    to: Sealer<'a>,
}

impl<'a> Resealing<'a> {
    fn new(keys: &'a ClinicKeys, from: &'a PartySecret, to: &'a PartySecret) -> Self {
        Self { keys, from: keys.party(from), to: keys.party(to) }
    }

    /// The value of a field, for a row that may go by another id from now on.
    fn carry(&self, field: Field, (before, after): (Uuid, Uuid), sealed: &Sealed<Vec<u8>>) -> Result<Vec<u8>> {
        let plain = self.from.open(field, before, sealed)?;
        Ok(self.to.seal(field, after, plain.reveal()).into_bytes())
    }
}

/// The two of a merge, and with what each is sealed.
struct Pair {
    this: Party,
    other: Party,
    of_this: PartySecret,
    of_other: PartySecret,
}

/// Makes two charts one: all that stands in the other goes into that of the patient who remains.
pub async fn merge(tx: &mut TenantTx, survivor: Id<Party>, wanted: &Wanted) -> Result<Merge> {
    let action = Action::MergePatients;
    let pair = pair(tx, survivor.uuid(), wanted).await?;
    let (this, other) = (pair.this.id.uuid(), pair.other.id.uuid());
    if let Some(obstacle) = looking::obstacles(tx, action, this, other).await?.into_iter().next() {
        return Err(Error::Conflict(obstacle));
    }
    let new = person(tx, fields::chosen(&pair.this, &pair.other, &wanted.choices))?;
    let changes = new.changes_since(Some(&pair.this));
    hide(tx, action, other, this).await?;
    write(tx, action, pair.this.id, &new, &pair.of_this).await?;
    let merge = insert(tx, &pair, &wanted.reason, &changes).await?;

    let keys = tx.keys();
    let resealing = Resealing::new(&keys, &pair.of_other, &pair.of_this);
    let way = Way { merge, from: other, to: this };
    let db = tx.authorize(action)?;
    account::go(db, way, &resealing).await?;
    rows::go(db, way, &resealing).await?;
    readings::go(db, way, &resealing).await?;
    end_all_of(tx, Holder::Patient(other), None).await?;

    let noted = detail(changes, &wanted.reason, ("merged", json!({ "after": other })));
    tx.record_change(action, Subject::patient(this), &keys.party(&pair.of_this), &noted);
    let noted = detail(json!({}), &wanted.reason, ("merged_into", json!({ "after": this })));
    tx.record_change(action, Subject::patient(other), &keys.party(&pair.of_other), &noted);
    tell(tx);
    looking::load(tx, action, merge).await
}

/// Both, as they were looked at and as nobody changes them now.
async fn pair(tx: &mut TenantTx, survivor: Uuid, wanted: &Wanted) -> Result<Pair> {
    let action = Action::MergePatients;
    if survivor == wanted.other {
        return Err(Error::invalid("other", "same_patient"));
    }
    let (this, other) = hold_both(tx, action, survivor, wanted.other).await?;
    if !this.is_some_and(|standing| standing.is_living()) {
        return Err(Error::NotFound);
    }
    match other {
        Some(standing) if standing.is_living() => {}
        Some(standing) if standing.merged_into.is_some() => return Err(Error::Conflict(Conflict::PatientMerged)),
        _ => return Err(Error::invalid("other", "unknown_choice")),
    }
    let pair = Pair {
        this: load_living(tx, action, survivor).await?,
        other: load_living(tx, action, wanted.other).await?,
        of_this: secret_of(tx, action, Id::new(survivor)).await?,
        of_other: secret_of(tx, action, Id::new(wanted.other)).await?,
    };
    Expected::from(Some(wanted.versions.0)).check(pair.this.version)?;
    Expected::from(Some(wanted.versions.1)).check(pair.other.version)?;
    Ok(pair)
}

fn person(tx: &TenantTx, fields: fields::Fields) -> Result<NewParty> {
    fields::person(fields, reading_in(tx.tenant(), tx.tenant().day_of(tx.now())))
}

async fn insert(tx: &mut TenantTx, pair: &Pair, reason: &str, changes: &Value) -> Result<Uuid> {
    let action = Action::MergePatients;
    let (keys, id, now, by) = (tx.keys(), tx.new_id::<Merge>().uuid(), tx.now().to_sqlx(), tx.actor_id());
    let sealer = keys.party(&pair.of_this);
    let reason = sealer.seal(REASON, id, &reason.to_owned());
    let changes = sealer.seal(CHANGES, id, &Json(changes.clone()));
    let db = tx.authorize(action)?;
    // Nobody gathers readings into hours meanwhile.
    let gathered =
        sqlx::query_scalar!("select gathered_until from reading_progress for update").fetch_one(&mut *db).await?;
    sqlx::query!(
        "insert into patient_merge (id, survivor_id, merged_id, reason, changes, gathered_until, merged_at, merged_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        pair.this.id.uuid(),
        pair.other.id.uuid(),
        reason.as_bytes(),
        changes.as_bytes(),
        gathered as _,
        now,
        by
    )
    .execute(db)
    .await
    .on_constraint("patient_merge_standing", Conflict::PatientMerged)?;
    Ok(id)
}

/// Makes them two again: exactly what went over goes back, with what was written at it since. What else was written since
/// stays where it was written.
pub async fn reverse(tx: &mut TenantTx, id: Uuid, reason: &str) -> Result<Merge> {
    let action = Action::ReverseMerge;
    let merge = looking::load(tx, action, id).await?;
    let (this, other) = (merge.survivor, merge.merged);
    may_go_back(tx, &merge).await?;
    let before = load_living(tx, action, this).await?;
    let of_this = secret_of(tx, action, Id::new(this)).await?;
    let of_other = secret_of(tx, action, Id::new(other)).await?;

    let keys = tx.keys();
    let resealing = Resealing::new(&keys, &of_this, &of_other);
    let way = Way { merge: id, from: this, to: other };
    let db = tx.authorize(action)?;
    account::go_back(db, way, &resealing).await?;
    rows::go_back(db, way, &resealing).await?;
    part_accounts(tx, action, this, other).await?;
    let db = tx.authorize(action)?;
    readings::go_back(db, way, &resealing).await?;

    let changes = note_reversal(tx, &merge, &keys.party(&of_this), reason).await?;
    let new = person(tx, fields::restored(before.fields(), &changes))?;
    let restored = new.changes_since(Some(&before));
    write(tx, action, before.id, &new, &of_this).await?;
    // After the survivor gave back what only one of them can have.
    show(tx, action, other).await?;
    end_all_of(tx, Holder::Patient(this), None).await?;

    let noted = detail(restored, reason, ("merged", json!({ "before": other })));
    tx.record_change(action, Subject::patient(this), &keys.party(&of_this), &noted);
    let noted = detail(json!({}), reason, ("merged_into", json!({ "before": this })));
    tx.record_change(action, Subject::patient(other), &keys.party(&of_other), &noted);
    tell(tx);
    looking::load(tx, action, id).await
}

/// Holds both and the merge, and refuses what cannot be taken back any more.
async fn may_go_back(tx: &mut TenantTx, merge: &Merge) -> Result<()> {
    let action = Action::ReverseMerge;
    let (survivor, merged) = hold_both(tx, action, merge.survivor, merge.merged).await?;
    let now = tx.now();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select m.reversed_at is not null as "is_reversed!",
               exists (select from patient_merge l where l.reversed_at is null and l.id <> m.id
                   and l.seq > m.seq
                   and (l.survivor_id in (m.survivor_id, m.merged_id) or l.merged_id in (m.survivor_id, m.merged_id)))
                   as "is_built_on!"
           from patient_merge m where m.id = $1"#,
        merge.id
    );
    let row = row.fetch_one(db).await?;
    if row.is_reversed {
        return Err(Error::Conflict(Conflict::AlreadyDone));
    }
    if !merge.is_reversible(now) {
        return Err(Error::Conflict(Conflict::MergeSettled));
    }
    let stands = survivor.is_some_and(|standing| standing.is_living())
        && merged.is_some_and(|standing| standing.merged_into == Some(merge.survivor) && !standing.is_erased);
    if row.is_built_on || !stands {
        return Err(Error::Conflict(Conflict::MergedSince));
    }
    Ok(())
}

/// Notes that a merge is taken back, and says what it had changed of the person who remained.
async fn note_reversal(tx: &mut TenantTx, merge: &Merge, sealer: &Sealer<'_>, reason: &str) -> Result<Value> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let reason = sealer.seal(REVERSAL_REASON, merge.id, &reason.to_owned());
    let db = tx.authorize(Action::ReverseMerge)?;
    let changes = sqlx::query_scalar!(
        r#"update patient_merge set reversed_at = $2, reversed_by = $3, reversal_reason = $4 where id = $1
           returning changes as "changes: Sealed<Json<Value>>""#,
        merge.id,
        now,
        by,
        reason.as_bytes()
    );
    let changes = changes.fetch_one(db).await?;
    Ok(sealer.open(CHANGES, merge.id, &changes)?.into_inner().0)
}

/// What the record keeps of it: the fields that changed, why, and who the other is.
fn detail(mut fields: Value, reason: &str, (name, change): (&str, Value)) -> Value {
    if let Some(fields) = fields.as_object_mut() {
        fields.insert("reason".to_owned(), json!({ "after": reason }));
        fields.insert(name.to_owned(), change);
    }
    fields
}

/// Every screen that may show one of them.
fn tell(tx: &mut TenantTx) {
    for topic in [Topic::Day, Topic::Access, Topic::Waitlist, Topic::Readings, Topic::Watched] {
        tx.announce(topic);
    }
}

/// Forgets what went over in merges that are not taken back any more; those who were merged stay what they are.
pub async fn settle(tx: &mut TenantTx) -> Result<()> {
    let before = tx.now().checked_sub(super::model::REVERSIBLE_FOR).map_err(Error::internal)?.to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "delete from patient_merge_row r using patient_merge m where m.id = r.merge_id and m.merged_at < $1",
        before
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "delete from patient_merge_reading r using patient_merge m where m.id = r.merge_id and m.merged_at < $1",
        before
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "delete from patient_merge_hour h using patient_merge m where m.id = h.merge_id and m.merged_at < $1",
        before
    )
    .execute(db)
    .await?;
    Ok(())
}
