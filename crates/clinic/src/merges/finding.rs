//! Patients who may be one person, all over the clinic. Operations like their neighbours', with SQL.

use std::collections::BTreeSet;

use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::parties::model::Party;
use crate::parties::operations::load_many;

/// Two charts that may be of one person.
pub struct Double {
    pub one: Uuid,
    pub other: Uuid,
    pub same_birth: bool,
    pub same_phone: bool,
}

/// So many are looked through at once: whoever merges a few sees the next.
pub const MOST: i64 = 100;

/// Pairs of patients with one name and day of birth, or with one phone unless they were born on different days and are
/// called otherwise, as a family is; the newest first, and who they are. What somebody told apart stays apart.
pub async fn doubles(tx: &mut TenantTx) -> Result<(Vec<Double>, Vec<Party>)> {
    let action = Action::PreviewMerge;
    let db = tx.authorize(action)?;
    // Names are compared by their beginnings, of which the one may have more than the other: Ali, Ali Hassan.
    let rows = sqlx::query_as!(
        Double,
        r#"with living as (
               select id, sex, name_tokens, birth_index, phone_index from party
               where kind = 'patient' and deleted_at is null and name_tokens <> '{}'),
           pair as (
               select a.id as one, b.id as other from living a join living b on b.birth_index = a.birth_index and b.id > a.id
               where (a.name_tokens @> b.name_tokens or b.name_tokens @> a.name_tokens)
                 and (a.sex = b.sex or 'unknown' in (a.sex, b.sex))
               union
               select a.id, b.id from living a join living b on b.phone_index = a.phone_index and b.id > a.id
               where coalesce(a.birth_index = b.birth_index, true)
                  or a.name_tokens @> b.name_tokens or b.name_tokens @> a.name_tokens
               union
               select a.id, b.id from living a join living b on b.name_tokens = a.name_tokens and b.id > a.id
               where (a.birth_index is null or b.birth_index is null) and (a.sex = b.sex or 'unknown' in (a.sex, b.sex)))
           select p.one as "one!", p.other as "other!", coalesce(a.birth_index = b.birth_index, false) as "same_birth!",
               coalesce(a.phone_index = b.phone_index, false) as "same_phone!"
           from pair p join party a on a.id = p.one join party b on b.id = p.other
           where not exists (select from patient_apart s where s.one_id = p.one and s.other_id = p.other)
           order by p.other desc, p.one desc limit $1"#,
        MOST
    );
    let pairs: Vec<Double> = rows.fetch_all(db).await?;
    let ids: BTreeSet<Uuid> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let people = load_many(tx, action, &ids).await?;
    tx.record(action, Subject::list("patient", ids));
    Ok((pairs, people))
}
