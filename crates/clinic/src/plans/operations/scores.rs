//! How far goals were reached, day by day. With SQL, as the operations.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Phi, Sealed};
use web::Expected;

use super::super::attainment::{Attainment, Standing};
use super::super::model::{CareKind, Goal, Item, NewScore, Score, Struck};
use super::super::sealing::{SCORE_NOTE, STRIKE_REASON};
use super::{author, finding, standing};
use crate::parties::operations::secret_of;
use crate::parties::sealing::open_secret;
use crate::records::input::ReasonInput;

/// Writes down how far a goal was reached. One whose levels nobody described cannot be told.
pub async fn score(tx: &mut TenantTx, goal: Id<Item>, new: &NewScore) -> Result<Score> {
    let action = Action::ScoreGoal;
    let of = standing(tx, action, (CareKind::Goal, goal), &Expected::Any).await?;
    if !of.goal().is_some_and(Goal::has_scale) {
        return Err(Error::invalid("level", "no_levels"));
    }
    let score = Score {
        id: tx.new_id(),
        goal: goal.uuid(),
        patient: of.patient,
        level: new.level,
        scored_on: new.scored_on,
        note: new.note.clone().map(Phi::new),
        at: tx.now(),
        by: author(tx, action)?,
        struck: None,
    };
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(of.patient)).await?;
    let sealer = keys.party(&secret);
    let note = sealer.seal_opt(SCORE_NOTE, score.id.uuid(), new.note.as_ref());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into goal_score (id, goal_id, level, scored_on, note, created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7)",
        score.id.uuid(),
        score.goal,
        score.level,
        score.scored_on.to_sqlx() as _,
        note as _,
        score.at.to_sqlx(),
        score.by
    )
    .execute(db)
    .await?;
    tx.record(action, subject(&score));
    Ok(score)
}

/// Takes a score back; it stays with the reason.
pub async fn strike_score(tx: &mut TenantTx, goal: Id<Item>, id: Id<Score>, input: &ReasonInput) -> Result<Score> {
    let action = Action::ScoreGoal;
    let db = tx.authorize(action)?;
    // The goal before its score: until the reason is stored nobody gives it another owner.
    let locked = sqlx::query!(
        "select s.id from care_item g join goal_score s on s.goal_id = g.id where s.id = $1 and g.id = $2
         for no key update",
        id.uuid(),
        goal.uuid()
    );
    locked.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let before = load(tx, action, &[goal.uuid()]).await?.into_iter().find(|score| score.id == id);
    let before = before.ok_or(Error::NotFound)?;
    if before.struck.is_some() {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    let struck = Struck { at: tx.now(), by: author(tx, action)?, reason: Phi::new(input.parse()?) };
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(before.patient)).await?;
    let reason = keys.party(&secret).seal(STRIKE_REASON, id.uuid(), struck.reason.reveal());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update goal_score set struck_at = $2, struck_by = $3, strike_reason = $4 where id = $1",
        id.uuid(),
        struck.at.to_sqlx(),
        struck.by,
        reason.as_bytes()
    )
    .execute(db)
    .await?;
    tx.record(action, subject(&before));
    Ok(Score { struck: Some(struck), ..before })
}

/// Every score of these goals, the first day at the head; also those that were taken back. The record is the caller's to
/// keep.
pub async fn scores_of(tx: &mut TenantTx, action: Action, goals: &[Uuid]) -> Result<Vec<Score>> {
    if goals.is_empty() {
        return Ok(Vec::new());
    }
    load(tx, action, goals).await
}

/// What the goals of each of these plans come to. The record is the caller's to keep.
pub async fn attainments(tx: &mut TenantTx, action: Action, plans: &[Uuid]) -> Result<HashMap<Uuid, Attainment>> {
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!("select id from care_item where plan_id = any($1) and kind = 'goal'", plans);
    let ids = ids.fetch_all(db).await?;
    let goals = finding::load(tx, action, &ids).await?;
    let scores = scores_of(tx, action, &ids).await?;
    let standing = |item: &Item| {
        let own: Vec<Score> = scores.iter().filter(|score| score.goal == item.id.uuid()).cloned().collect();
        item.goal().map(|goal| Standing::of(goal, &own)).unwrap_or_default()
    };
    let of = plans.iter().map(|plan| {
        let own = goals.iter().filter(|goal| goal.plan == Some(*plan));
        (*plan, Attainment::of(own.map(|goal| (goal, standing(goal)))))
    });
    Ok(of.collect())
}

async fn load(tx: &mut TenantTx, action: Action, goals: &[Uuid]) -> Result<Vec<Score>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select s.id, s.goal_id, s.level, s.scored_on as "scored_on: jiff_sqlx::Date", s.note as "note: Sealed<String>",
               s.created_at, s.author_id, s.struck_at, s.struck_by, s.strike_reason as "reason: Sealed<String>",
               c.patient_id, p.secret as "secret: Sealed<PartySecret>"
           from goal_score s join care_item c on c.id = s.goal_id join party p on p.id = c.patient_id
           where s.goal_id = any($1) and p.deleted_at is null
           order by s.scored_on, s.id"#,
        goals
    );
    let open = rows.fetch_all(db).await?.into_iter().map(|row| {
        let secret = open_secret(&keys, row.patient_id, row.secret.as_ref())?;
        let sealer = keys.party(&secret);
        let reason = sealer.open_opt(STRIKE_REASON, row.id, row.reason.as_ref())?;
        let struck = row.struck_at.zip(row.struck_by).zip(reason);
        Ok(Score {
            id: Id::new(row.id),
            goal: row.goal_id,
            patient: row.patient_id,
            level: row.level,
            scored_on: row.scored_on.to_jiff(),
            note: sealer.open_opt(SCORE_NOTE, row.id, row.note.as_ref())?,
            at: row.created_at.to_jiff(),
            by: row.author_id,
            struck: struck.map(|((at, by), reason)| Struck { at: at.to_jiff(), by, reason }),
        })
    });
    open.collect()
}

fn subject(score: &Score) -> Subject {
    Subject::new("goal", score.goal).about(score.patient)
}
