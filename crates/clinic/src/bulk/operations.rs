//! Doing it. No SQL here: each is the operation of another slice.

use std::collections::HashMap;

use tenancy::{Error, Id, Result, TenantTx};
use uuid::Uuid;
use web::Texts;

use super::model::{Deed, Fate, Step, Verdict};
use crate::appointments::operations::{self as appointments, Move};
use crate::tags::model::Change;
use crate::{messages, parties, recycle_bin, tags};

/// Does it to each, and says what became of them, in their order. What is refused leaves nothing behind, no record either, as
/// where it is refused to one alone.
pub async fn each(tx: &mut TenantTx, texts: &Texts, deed: &Deed, ids: &[Uuid]) -> Result<Vec<Fate>> {
    // One order for everybody: who hold some of the same rows wait for each other, and never in a circle.
    let mut ordered = ids.to_vec();
    ordered.sort_unstable();
    let mut verdicts = HashMap::with_capacity(ids.len());
    for id in ordered {
        let mark = tx.mark().await?;
        let verdict = match to_one(tx, texts, deed, id).await {
            Ok(change) => {
                tx.keep_since(mark).await?;
                if change == Change::Made { Verdict::Done } else { Verdict::Needless }
            }
            Err(refusal @ (Error::NotFound | Error::Conflict(_) | Error::Invalid(_))) => {
                tx.take_back_to(mark).await?;
                Verdict::Refused(refusal)
            }
            Err(other) => return Err(other),
        };
        verdicts.insert(id, verdict);
    }
    Ok(ids.iter().filter_map(|id| Some(Fate { id: *id, verdict: verdicts.remove(id)? })).collect())
}

async fn to_one(tx: &mut TenantTx, texts: &Texts, deed: &Deed, id: Uuid) -> Result<Change> {
    match deed {
        Deed::Tag(book, name) => Ok(tags::operations::tag(tx, *book, Id::new(id), name).await?.1),
        Deed::Untag(book, name) => tags::operations::untag_named(tx, *book, Id::new(id), name).await,
        Deed::Delete(book) => {
            parties::operations::delete(tx, *book, Id::new(id), None).await?;
            Ok(Change::Made)
        }
        Deed::Restore => {
            recycle_bin::operations::restore(tx, id).await?;
            Ok(Change::Made)
        }
        Deed::Message(book, text) => {
            messages::operations::write_to(tx, *book, Id::new(id), text, texts).await?;
            Ok(Change::Made)
        }
        Deed::Move(Step::Cancel(reason)) => {
            appointments::cancel(tx, Id::new(id), reason.as_deref(), None).await?;
            Ok(Change::Made)
        }
        Deed::Move(step) => {
            appointments::move_to(tx, Id::new(id), Move::to(step.to())).await?;
            Ok(Change::Made)
        }
        Deed::Revert => {
            appointments::revert(tx, Id::new(id), None).await?;
            Ok(Change::Made)
        }
    }
}
