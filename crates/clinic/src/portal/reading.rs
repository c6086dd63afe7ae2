//! What a patient may read, of whatever kind, as one list: what was written at their visits, and what assessments came to.

use std::cmp::Reverse;

use jiff::Timestamp;
use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::assessments::model::Assessment;
use crate::assessments::operations::releases as measured;
use crate::audit::operations::last_read;
use crate::records::model::OwnRecord;
use crate::records::releases::{self as written, After, agrees};

/// Something that a patient may read.
pub struct OwnResult {
    pub what: What,
    pub shown_at: Timestamp,
    /// Whether they have not read it since it is shown like this.
    pub is_new: bool,
}

pub enum What {
    Written(OwnRecord),
    Measured(Box<Assessment>),
}

impl What {
    /// By which the record of looks knows it.
    fn subject(&self) -> Uuid {
        match self {
            Self::Written(record) => record.appointment,
            Self::Measured(assessment) => assessment.id.uuid(),
        }
    }

    fn row(&self) -> Uuid {
        match self {
            Self::Written(record) => record.row,
            Self::Measured(assessment) => assessment.id.uuid(),
        }
    }
}

impl OwnResult {
    fn place(&self) -> After {
        (self.shown_at, self.what.row())
    }
}

const ON_A_PAGE: usize = 20;

/// What a patient may read, the newest first, and where the list goes on; none where they want to be shown nothing.
pub async fn results(
    tx: &mut TenantTx,
    patient: Uuid,
    after: Option<After>,
) -> Result<Option<(Vec<OwnResult>, Option<After>)>> {
    let action = Action::ViewOwnRecords;
    let agrees = agrees(tx, action, patient).await?;
    tx.record(action, Subject::patient(patient));
    if !agrees {
        return Ok(None);
    }
    let mut found = newest(tx, action, patient, after).await?;
    let more = found.len() > ON_A_PAGE;
    found.truncate(ON_A_PAGE);
    let next = found.last().filter(|_| more).map(OwnResult::place);
    Ok(Some((found, next)))
}

/// How much of the newest a patient has not read yet. The record is the caller's to keep.
pub async fn unread(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<usize> {
    if !agrees(tx, action, patient).await? {
        return Ok(0);
    }
    Ok(newest(tx, action, patient, None).await?.iter().filter(|result| result.is_new).count())
}

/// At least one more than a page of it, where there is so much: of each kind, as all of a page may be of one.
async fn newest(tx: &mut TenantTx, action: Action, patient: Uuid, after: Option<After>) -> Result<Vec<OwnResult>> {
    let read = last_read(tx, action, patient).await?;
    let stretch = (after, i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX));
    let written = written::own_list(tx, action, patient, stretch).await?;
    let written = written.into_iter().map(|record| (record.shown_at, What::Written(record)));
    let measured = measured::own_list(tx, action, patient, stretch).await?;
    let measured = measured.into_iter().map(|(shown_at, one)| (shown_at, What::Measured(Box::new(one))));
    let result = |(shown_at, what): (Timestamp, What)| {
        let is_new = read.get(&what.subject()).is_none_or(|last| *last < shown_at);
        OwnResult { what, shown_at, is_new }
    };
    let mut all: Vec<OwnResult> = written.chain(measured).map(result).collect();
    all.sort_unstable_by_key(|result| Reverse(result.place()));
    Ok(all)
}
