//! Merges as the API shows them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use super::model::{Choice, Merge, Preview, REVERSIBLE_DAYS, SignIn};

/// Two patients who became one.
#[derive(Serialize, ToSchema)]
#[schema(as = Merge)]
pub struct MergeOutput {
    pub id: Uuid,
    /// Who remains.
    pub survivor: Uuid,
    /// Whose chart went into the survivor's.
    pub merged: Uuid,
    #[schema(example = "Registered twice")]
    pub reason: Option<String>,
    #[schema(example = "2030-01-07T09:00:00Z")]
    pub merged_at: Timestamp,
    pub merged_by: Option<Uuid>,
    /// Until then it can be taken back.
    #[schema(example = "2030-02-06T09:00:00Z")]
    pub reversible_until: Timestamp,
    pub reversed_at: Option<Timestamp>,
    pub reversed_by: Option<Uuid>,
    pub reversal_reason: Option<String>,
}

impl From<Merge> for MergeOutput {
    fn from(merge: Merge) -> Self {
        let until = merge.reversible_until();
        let reversed = merge.reversed;
        Self {
            id: merge.id,
            survivor: merge.survivor,
            merged: merge.merged,
            reason: merge.reason.map(Phi::into_inner),
            merged_at: merge.at,
            merged_by: merge.by,
            reversible_until: until,
            reversed_at: reversed.as_ref().map(|reversal| reversal.at),
            reversed_by: reversed.as_ref().and_then(|reversal| reversal.by),
            reversal_reason: reversed.and_then(|reversal| reversal.reason).map(Phi::into_inner),
        }
    }
}

/// What a merge would do.
#[derive(Serialize, ToSchema)]
#[schema(as = MergePreview)]
pub struct PreviewOutput {
    /// Who would remain.
    pub survivor: Uuid,
    #[schema(example = 1)]
    pub version: i32,
    /// Whose chart would go into the survivor's.
    pub other: Uuid,
    #[schema(example = 1)]
    pub other_version: i32,
    pub differences: Vec<DifferenceOutput>,
    /// How much of each kind would go over.
    pub moves: BTreeMap<String, i64>,
    pub sign_in: SignIn,
    /// Codes of what has to be settled first; with any of them a merge is refused.
    #[schema(example = json!(["both_waiting"]))]
    pub obstacles: Vec<String>,
    /// For so long it could be taken back.
    #[schema(example = 30)]
    pub reversible_days: i64,
}

/// A field in which the two are not the same.
#[derive(Serialize, ToSchema)]
#[schema(as = MergeDifference)]
pub struct DifferenceOutput {
    #[schema(example = "phone")]
    pub field: &'static str,
    pub this: Value,
    pub other: Value,
    /// What is kept when nothing is said.
    pub usual: Choice,
}

impl From<Preview> for PreviewOutput {
    fn from(preview: Preview) -> Self {
        let differences = preview.differences().into_iter().map(|it| DifferenceOutput {
            field: it.name,
            this: it.this,
            other: it.other,
            usual: it.usual,
        });
        Self {
            differences: differences.collect(),
            survivor: preview.this.id.uuid(),
            version: preview.this.version,
            other: preview.other.id.uuid(),
            other_version: preview.other.version,
            moves: preview.of_other.each().into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect(),
            sign_in: SignIn::of(&preview.of_this, &preview.of_other),
            obstacles: preview.obstacles.iter().map(|obstacle| obstacle.code().to_owned()).collect(),
            reversible_days: REVERSIBLE_DAYS,
        }
    }
}
