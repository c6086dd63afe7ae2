//! Rows that name a patient, on their way into another chart and back: those that go are noted first, then they are given
//! the other's id, then their sealed columns the other's seal. With SQL, of all slices alike.

use sqlx::PgConnection;
use tenancy::{Conflict, OnConstraint as _, Result};
use uuid::Uuid;
use vault::{Field, Sealed};

use super::{Resealing, Way, titles};
use crate::{appointments, assessments, documents, history, invoices, ledger, notes, plans, records, waitlist};

/// Two who cannot be one yet, where somebody made it so since it was looked at.
const JUDGED: [(&str, Conflict); 2] =
    [("waitlist_entry_once", Conflict::BothWaiting), ("encounter_one_under_way", Conflict::BothUnderWay)];

/// Notes which rows of a table go: those of the one who is left, where the condition holds. It may ask for the other as
/// `$3`.
macro_rules! note {
    ($db:expr, $way:expr, $table:literal, $owner:literal, $key:literal, $condition:literal) => {
        sqlx::query!(
            "insert into patient_merge_row (merge_id, kind, row_id) select distinct $1::uuid, '"
                + $table
                + "', t."
                + $key
                + " from "
                + $table
                + " t where t."
                + $owner
                + " = $2 and t."
                + $owner
                + " is distinct from $3 "
                + $condition
                + " on conflict do nothing",
            $way.merge,
            $way.from,
            $way.to
        )
        .execute(&mut *$db)
        .await?
    };
    ($db:expr, $way:expr, $table:literal) => {
        note!($db, $way, $table, "patient_id", "id", "")
    };
}

/// Notes rows that came to one that goes back, and go back with it.
macro_rules! note_with {
    ($db:expr, $way:expr, $table:literal, $owner:literal, $key:literal, $kind:literal, $hangs_on:literal) => {
        sqlx::query!(
            "insert into patient_merge_row (merge_id, kind, row_id) select distinct $1::uuid, '"
                + $table
                + "', t."
                + $key
                + " from "
                + $table
                + " t join patient_merge_row r on r.merge_id = $1 and r.kind = '"
                + $kind
                + "' and r.row_id = t."
                + $hangs_on
                + " where t."
                + $owner
                + " = $2 on conflict do nothing",
            $way.merge,
            $way.from
        )
        .execute(&mut *$db)
        .await?
    };
}

/// Gives the rows that are noted to the other.
macro_rules! give {
    ($db:expr, $way:expr, $table:literal, $owner:literal, $key:literal) => {
        sqlx::query!(
            "update "
                + $table
                + " t set "
                + $owner
                + " = $3 from patient_merge_row r where r.merge_id = $1 and r.kind = '"
                + $table
                + "' and r.row_id = t."
                + $key
                + " and t."
                + $owner
                + " = $2",
            $way.merge,
            $way.from,
            $way.to
        )
        .execute(&mut *$db)
        .await
        .on_constraints(JUDGED)?
    };
    ($db:expr, $way:expr, $table:literal) => {
        give!($db, $way, $table, "patient_id", "id")
    };
}

/// Seals a column anew in the rows that are noted, or in those that hang on them.
macro_rules! reseal {
    ($db:expr, $way:expr, $resealing:expr, $field:expr, $table:literal, $column:literal, $kind:literal, $key:literal) => {{
        let rows = sqlx::query_as!(
            Row,
            "select t.id, t."
                + $column
                + r#" as "sealed!: Sealed<Vec<u8>>" from "#
                + $table
                + " t join patient_merge_row r on r.row_id = t."
                + $key
                + " where r.merge_id = $1 and r.kind = '"
                + $kind
                + "' and t."
                + $column
                + " is not null",
            $way.merge
        );
        let (ids, values) = resealed($resealing, $field, rows.fetch_all(&mut *$db).await?)?;
        sqlx::query!(
            "update "
                + $table
                + " t set "
                + $column
                + " = new.sealed from unnest($1::uuid[], $2::bytea[]) as new (id, sealed) where t.id = new.id",
            &ids,
            &values
        )
        .execute(&mut *$db)
        .await?;
    }};
}

struct Row {
    id: Uuid,
    sealed: Sealed<Vec<u8>>,
}

fn resealed(resealing: &Resealing<'_>, field: Field, rows: Vec<Row>) -> Result<(Vec<Uuid>, Vec<Vec<u8>>)> {
    let (mut ids, mut values) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for Row { id, sealed } in rows {
        values.push(resealing.carry(field, (id, id), &sealed)?);
        ids.push(id);
    }
    Ok((ids, values))
}

/// Takes all rows over.
pub(super) async fn go(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    note_all(db, way).await?;
    give_all(db, way).await?;
    seal_anew(db, way, resealing).await
}

/// Takes the rows back that went over, with what hangs on them by now.
pub(super) async fn go_back(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    note_followers(db, way).await?;
    give_all(db, way).await?;
    seal_anew(db, way, resealing).await
}

async fn note_all(db: &mut PgConnection, way: Way) -> Result<()> {
    note!(db, way, "party", "merged_into", "id", "");
    note!(db, way, "series");
    note!(db, way, "appointment");
    note!(db, way, "clinical_record", "patient_id", "record_id", "");
    note!(db, way, "result_release");
    note!(db, way, "encounter");
    note!(db, way, "note");
    note!(db, way, "assessment");
    note!(db, way, "assessment_release");
    note!(db, way, "care_item");
    note!(db, way, "document", "party_id", "id", "");
    note!(db, way, "waitlist_entry");
    note!(db, way, "transaction", "contact_id", "id", "");
    note!(db, way, "invoice", "contact_id", "id", "and t.payer_id is distinct from $3");
    note!(db, way, "message");
    note!(db, way, "inbound_message");
    note_what_one_has(db, way).await
}

/// What both have stays behind: nobody is watched for the same twice, nor twice known to have no allergies.
async fn note_what_one_has(db: &mut PgConnection, way: Way) -> Result<()> {
    note!(
        db,
        way,
        "threshold",
        "patient_id",
        "id",
        "and not exists (select from threshold s where s.patient_id = $3 and s.sensor_type = t.sensor_type)"
    );
    note!(
        db,
        way,
        "reading_alert",
        "patient_id",
        "id",
        "and (t.status = 'resolved' or not exists (select from reading_alert s where s.patient_id = $3
             and s.sensor_type = t.sensor_type and s.rule = t.rule and s.status <> 'resolved'))"
    );
    note!(
        db,
        way,
        "device_patient",
        "patient_id",
        "device_id",
        "and not exists (select from device_patient s where s.patient_id = $3 and s.device_id = t.device_id)"
    );
    note!(
        db,
        way,
        "party_tag",
        "party_id",
        "tag_id",
        "and not exists (select from party_tag s where s.party_id = $3 and s.tag_id = t.tag_id)"
    );
    note!(
        db,
        way,
        "history_entry",
        "patient_id",
        "entry_id",
        "and not (exists (select from history_entry n where n.entry_id = t.entry_id and n.kind = 'no-known-allergies'
                 and n.status = 'current' and n.state = 'active')
             and exists (select from history_entry s where s.patient_id = $3 and s.kind = 'no-known-allergies'
                 and s.status = 'current' and s.state = 'active'))"
    );
    Ok(())
}

/// A visit takes along what was written at it, whoever's it was then, and a plan what became part of it.
async fn note_followers(db: &mut PgConnection, way: Way) -> Result<()> {
    note_with!(db, way, "appointment", "patient_id", "id", "series", "series_id");
    note_with!(db, way, "clinical_record", "patient_id", "record_id", "appointment", "appointment_id");
    note_with!(db, way, "result_release", "patient_id", "id", "appointment", "appointment_id");
    note_with!(db, way, "encounter", "patient_id", "id", "appointment", "appointment_id");
    note_with!(db, way, "note", "patient_id", "id", "encounter", "encounter_id");
    note_with!(db, way, "assessment", "patient_id", "id", "appointment", "appointment_id");
    note_with!(db, way, "assessment_release", "patient_id", "id", "assessment", "assessment_id");
    note_with!(db, way, "care_item", "patient_id", "id", "care_item", "plan_id");
    note_with!(db, way, "document", "party_id", "id", "appointment", "appointment_id");
    note_with!(db, way, "message", "patient_id", "id", "appointment", "appointment_id");
    note_with!(db, way, "transaction", "contact_id", "id", "appointment", "appointment_id");
    note_with!(db, way, "transaction", "contact_id", "id", "transaction", "of_id");
    note_with!(db, way, "invoice", "contact_id", "id", "invoice", "of_id");
    Ok(())
}

async fn give_all(db: &mut PgConnection, way: Way) -> Result<()> {
    give!(db, way, "party", "merged_into", "id");
    give!(db, way, "series");
    give!(db, way, "appointment");
    give!(db, way, "clinical_record", "patient_id", "record_id");
    give!(db, way, "result_release");
    give!(db, way, "encounter");
    give!(db, way, "note");
    give!(db, way, "assessment");
    give!(db, way, "assessment_release");
    give!(db, way, "care_item");
    give!(db, way, "document", "party_id", "id");
    give!(db, way, "waitlist_entry");
    give!(db, way, "transaction", "contact_id", "id");
    give!(db, way, "invoice", "contact_id", "id");
    give!(db, way, "message");
    give!(db, way, "inbound_message");
    give!(db, way, "threshold");
    give!(db, way, "reading_alert");
    give!(db, way, "device_patient", "patient_id", "device_id");
    give!(db, way, "party_tag", "party_id", "tag_id");
    give!(db, way, "history_entry", "patient_id", "entry_id");
    // What was signed stays what was signed.
    sqlx::query!(
        "update note_version v set signed_about = $2 from patient_merge_row r
         where r.merge_id = $1 and r.kind = 'note' and r.row_id = v.note_id and v.status <> 'draft'
           and v.signed_about is null",
        way.merge,
        way.from
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn seal_anew(db: &mut PgConnection, way: Way, with: &Resealing<'_>) -> Result<()> {
    use appointments::sealing as visit;
    use documents::sealing as document;
    use invoices::sealing as invoice;
    use records::sealing as record;

    reseal!(db, way, with, visit::REASON, "appointment", "reason", "appointment", "id");
    reseal!(db, way, with, visit::PREPARATION_NOTES, "appointment", "preparation_notes", "appointment", "id");
    reseal!(
        db,
        way,
        with,
        visit::INSURANCE_AUTHORIZATION,
        "appointment",
        "insurance_authorization",
        "appointment",
        "id"
    );
    reseal!(db, way, with, visit::OVERRIDE_REASON, "appointment", "override_reason", "appointment", "id");
    reseal!(db, way, with, visit::CANCEL_REASON, "appointment", "cancel_reason", "appointment", "id");
    reseal!(db, way, with, record::TEXT, "clinical_record", "text", "clinical_record", "record_id");
    reseal!(db, way, with, record::REASON, "clinical_record", "reason", "clinical_record", "record_id");
    reseal!(db, way, with, record::WITHDRAWAL_REASON, "result_release", "reason", "result_release", "id");
    reseal!(db, way, with, history::sealing::DETAILS, "history_entry", "details", "history_entry", "entry_id");
    reseal!(db, way, with, history::sealing::REASON, "history_entry", "reason", "history_entry", "entry_id");
    reseal!(db, way, with, waitlist::sealing::NOTE, "waitlist_entry", "note", "waitlist_entry", "id");
    reseal!(db, way, with, ledger::sealing::NOTE, "transaction", "note", "transaction", "id");
    reseal!(db, way, with, invoice::NOTE, "invoice", "note", "invoice", "id");
    reseal!(db, way, with, invoice::AUTHORIZATION, "invoice", "authorization_number", "invoice", "id");
    reseal!(db, way, with, invoice::HEADING, "invoice", "heading", "invoice", "id");
    reseal!(db, way, with, invoice::DESCRIPTION, "invoice_line", "description", "invoice", "invoice_id");
    reseal!(db, way, with, document::TITLE, "document", "title", "document", "id");
    reseal!(db, way, with, document::APPROVAL_COMMENT, "document", "approval_comment", "document", "id");
    reseal!(db, way, with, document::FILE_NAME, "document_version", "file_name", "document", "document_id");
    reseal!(db, way, with, document::SHA256, "document_version", "sha256", "document", "document_id");
    reseal!(db, way, with, document::KEY, "document_version", "key", "document", "document_id");
    seal_assessments_and_notes(db, way, with).await?;
    seal_plans(db, way, with).await
}

async fn seal_assessments_and_notes(db: &mut PgConnection, way: Way, with: &Resealing<'_>) -> Result<()> {
    use assessments::sealing as assessment;
    use notes::sealing as note;

    reseal!(db, way, with, assessment::ANSWERS, "assessment_version", "answers", "assessment", "assessment_id");
    reseal!(db, way, with, assessment::OUTCOME, "assessment_version", "outcome", "assessment", "assessment_id");
    reseal!(db, way, with, assessment::REASON, "assessment_version", "reason", "assessment", "assessment_id");
    reseal!(db, way, with, assessment::WITHDRAWAL_REASON, "assessment_release", "reason", "assessment_release", "id");
    reseal!(db, way, with, note::SUBJECTIVE, "note_version", "subjective", "note", "note_id");
    reseal!(db, way, with, note::OBJECTIVE, "note_version", "objective", "note", "note_id");
    reseal!(db, way, with, note::ASSESSMENT, "note_version", "assessment", "note", "note_id");
    reseal!(db, way, with, note::PLAN, "note_version", "plan", "note", "note_id");
    reseal!(db, way, with, note::REASON, "note_version", "reason", "note", "note_id");
    reseal!(db, way, with, note::DIGEST, "note_version", "digest", "note", "note_id");
    Ok(())
}

async fn seal_plans(db: &mut PgConnection, way: Way, with: &Resealing<'_>) -> Result<()> {
    use plans::sealing as plan;

    reseal!(db, way, with, plan::CONTENT, "care_version", "content", "care_item", "item_id");
    reseal!(db, way, with, plan::REASON, "care_version", "reason", "care_item", "item_id");
    reseal!(db, way, with, plan::SCORE_NOTE, "goal_score", "note", "care_item", "goal_id");
    reseal!(db, way, with, plan::STRIKE_REASON, "goal_score", "strike_reason", "care_item", "goal_id");
    titles::index_anew(db, way, with).await
}
