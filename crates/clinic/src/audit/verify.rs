//! Whether the record can still be read, row by row.

use std::collections::HashSet;

use tenancy::{Action, ORIGIN, Origin, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Json, Sealed};

use super::model::{ACTOR_KINDS, action_of};

/// The first row that is not as it was written.
#[derive(Debug)]
pub struct Fault {
    pub seq: i64,
    pub id: Uuid,
    pub what: &'static str,
}

/// What a look through the whole record found.
pub struct Verdict {
    pub checked: u64,
    pub fault: Option<Fault>,
}

const BATCH: i64 = 2000;

/// Reads every row from the first to the last and stops at the first that is damaged.
pub async fn verify(tx: &mut TenantTx) -> Result<Verdict> {
    let (mut checked, mut last, mut seen) = (0, i64::MIN, HashSet::new());
    tx.authorize(Action::ViewAudit)?;
    tx.record(Action::ViewAudit, Subject::new("audit", None));
    loop {
        let rows = batch(tx, last).await?;
        if rows.is_empty() {
            return Ok(Verdict { checked, fault: None });
        }
        for row in rows {
            let what = if row.seq <= last {
                Some("is out of order")
            } else if seen.insert(row.id) {
                row.fault(&tx.keys())
            } else {
                Some("has an id that stood before")
            };
            if let Some(what) = what {
                return Ok(Verdict { checked, fault: Some(Fault { seq: row.seq, id: row.id, what }) });
            }
            (checked, last) = (checked + 1, row.seq);
        }
    }
}

/// A row as it is stored; the codes are read as any text, because somebody may have written any.
struct Row {
    seq: i64,
    id: Uuid,
    actor_kind: String,
    actor_id: Option<Uuid>,
    action: String,
    subject_kind: String,
    risk: String,
    origin: Sealed<Json<Origin>>,
    detail: Option<Sealed<Json<serde_json::Value>>>,
}

async fn batch(tx: &mut TenantTx, after: i64) -> Result<Vec<Row>> {
    let db = tx.authorize(Action::ViewAudit)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select seq, id, actor_kind, actor_id, action, subject_kind, risk, origin as "origin: Sealed<Json<Origin>>",
               detail as "detail: Sealed<Json<serde_json::Value>>"
           from audit_event where seq > $1 order by seq limit $2"#,
        after,
        BATCH
    );
    Ok(rows.fetch_all(db).await?)
}

impl Row {
    fn fault(&self, keys: &ClinicKeys) -> Option<&'static str> {
        let Some(action) = action_of(&self.action) else { return Some("names an unknown action") };
        let person = matches!(self.actor_kind.as_str(), "staff" | "integration");
        if !ACTOR_KINDS.contains(&self.actor_kind.as_str()) {
            Some("names an unknown kind of actor")
        } else if person != self.actor_id.is_some() {
            Some("does not say who acted")
        } else if self.risk != action.risk().as_str() {
            Some("has another risk than its action")
        } else if self.subject_kind.is_empty() {
            Some("has no subject")
        } else if keys.clinic().open(ORIGIN, self.id, &self.origin).is_err() {
            Some("does not open under the clinic's key")
        } else if self.detail.as_ref().is_some_and(|detail| detail.key_id().is_none()) {
            Some("has malformed values before and after")
        } else {
            None
        }
    }
}
