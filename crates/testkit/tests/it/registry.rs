//! Every column that could hold something about a person is sealed, or stands here with the reason why it is not.

use std::collections::{BTreeMap, BTreeSet};

use testkit::TestClinic;

/// Columns that are neither codes nor sealed need a reason.
const KNOWN: &[(&str, &str)] = &[
    ("activation_code.hash", "keyed hash"),
    ("allowance.key", "keyed hash"),
    ("api_token.hash", "hash of a random secret"),
    ("api_token.name", "what the administrator calls a machine"),
    ("api_token.scopes", "codes"),
    ("appointment.billing_code", "a code of a catalogue"),
    ("appointment.currency", "a code"),
    ("appointment.equipment", "things, not persons"),
    ("appointment.kind", "a code"),
    ("appointment.previous_status", "a code"),
    ("appointment.status", "a code"),
    ("appointment_equipment.during", "when a thing is in use"),
    ("appointment_equipment.item", "things, not persons"),
    ("assessment.instrument", "a code; whose it is only the id says"),
    ("assessment.status", "a code"),
    ("assessment_version.status", "a code"),
    ("attempt.account", "keyed hash"),
    ("attempt.key", "keyed hash"),
    ("audit_event.action", "a code"),
    ("audit_event.actor_kind", "a code"),
    ("audit_event.outcome", "a code"),
    ("audit_event.risk", "a code"),
    ("audit_event.subject_kind", "a code"),
    ("calendar_feed.hash", "hash of a random secret"),
    ("chart_line.kind", "a code"),
    ("chart_line.privacy", "a code"),
    ("chart_line.root_kind", "a code"),
    ("care_item.instrument", "a code; whose it is only the id says"),
    ("care_item.kind", "a code"),
    ("care_item.status", "a code"),
    ("care_item.title_index", "blind index of patient and title together"),
    ("care_version.status", "a code"),
    ("clinical_record.code", "a code of a catalogue; whose it is only the id says"),
    ("clinical_record.kind", "a code"),
    ("clinical_record.state", "a code"),
    ("clinical_record.status", "a code"),
    ("closure.name", "what the clinic calls days on which it is closed"),
    ("custom_role.actions", "codes"),
    ("custom_role.name", "what the clinic calls a role"),
    ("day_count.currency", "a code"),
    ("day_count.method", "a code"),
    ("document.approval", "a code"),
    ("document.kind", "a code"),
    ("document.privacy", "a code"),
    ("document.retention_class", "a code"),
    ("document_version.media_type", "a code"),
    ("document_version.state", "a code"),
    ("device.kind", "a code"),
    ("draft.place", "keyed hash"),
    ("draft.rights", "codes"),
    ("export.failure", "a code"),
    ("export.format", "a code"),
    ("export.kind", "a code"),
    ("export.locale", "a language tag"),
    ("export.status", "a code"),
    ("fee.ended_as", "a code"),
    ("fee.occasion", "a code"),
    ("fee_rule.currency", "a code"),
    ("fee_rule.kind", "a code"),
    ("fee_rule.occasion", "a code"),
    ("idempotency_key.key_hash", "hash"),
    ("idempotency_key.request_hash", "hash"),
    ("idempotency_key.route", "a route, with ids at most"),
    ("identity_provider.settings", "what the clinic decided, about nobody"),
    ("first_visit.kind", "a code"),
    ("history_entry.code", "a code"),
    ("history_entry.kind", "a code"),
    ("history_entry.severity", "a code"),
    ("history_entry.state", "a code"),
    ("history_entry.status", "a code"),
    ("due_reassessment.instrument", "a code; whose it is only the id says"),
    ("encounter.status", "a code"),
    ("import.kind", "a code"),
    ("import.problem", "a code"),
    ("import.status", "a code"),
    ("import_problem.code", "a code"),
    ("import_row.outcome", "a code"),
    ("inbound_message.meaning", "a code"),
    ("inbound_message.provider_sid", "the carrier's name for a message"),
    ("inbound_message.sender_index", "blind index"),
    ("instrument.code", "what an instrument is known by"),
    ("instrument.definition", "questions, and how they are scored; about nobody"),
    ("instrument_choice.code", "what an instrument is known by"),
    ("instrument_choice.permission", "what the clinic holds of an instrument's owner"),
    ("discarded_job.queue", "a code"),
    ("discarded_job.what", "a code"),
    ("job.queue", "a code"),
    ("job.state", "a code"),
    ("job.what", "a code"),
    ("job.why", "a code"),
    ("known_device.key", "keyed hash"),
    ("message.answer", "a code"),
    ("message.channel", "a code"),
    ("message.earlier_sids", "the carrier's names for a message"),
    ("message.error_code", "a code of the carrier's"),
    ("message.kind", "a code"),
    ("message.provider", "a code"),
    ("message.provider_sid", "the carrier's name for a message"),
    ("message.recipient_index", "blind index"),
    ("message.status", "a code"),
    ("message.withheld", "a code"),
    ("money_tally.currency", "a code"),
    ("money_tally.kind", "a code"),
    ("messaging.settings", "what the clinic decided, about nobody"),
    ("notification.kind", "a code"),
    ("notice.kind", "a code"),
    ("note.status", "a code"),
    ("note_version.status", "a code"),
    ("opt_out.recipient_index", "blind index"),
    ("patient_merge_hour.highest", "a number; whose it is only the id says"),
    ("patient_merge_hour.lowest", "a number; whose it is only the id says"),
    ("patient_merge_hour.sensor_type", "a code"),
    ("patient_merge_hour.total", "a number; whose it is only the id says"),
    ("patient_merge_reading.sensor_type", "a code"),
    ("patient_merge_row.kind", "the name of a table"),
    ("party.birth_index", "blind index"),
    ("party.email_index", "blind index"),
    ("party.kind", "a code"),
    ("party.language", "a language tag"),
    ("party.mrn_index", "blind index"),
    ("party.phone_index", "blind index"),
    ("party.preferred_channel", "a code"),
    ("party.retention_class", "a code"),
    ("party.sex", "a code: lists are counted by it"),
    ("passkey.credential_index", "blind index"),
    ("passkey_ceremony.hash", "hash of a random secret"),
    ("password_link.hash", "hash of a random secret"),
    ("password_link.purpose", "a code"),
    ("patient_account.identity_index", "blind index of phone and user name together"),
    ("patient_account.status", "a code"),
    ("recount.what", "a code"),
    ("reading.amount", "a number; whose it is only the id says, and charts are drawn from it"),
    ("reading.said_as", "a code"),
    ("reading.sensor_type", "a code"),
    ("reading.unit", "a code of UCUM"),
    ("reading.value", "a number; whose it is only the id says"),
    ("reading_alert.amount", "a number; whose it is only the id says"),
    ("reading_alert.rule", "a code"),
    ("reading_alert.sensor_type", "a code"),
    ("reading_alert.status", "a code"),
    ("reading_hour.highest", "a number; whose it is only the id says"),
    ("reading_hour.lowest", "a number; whose it is only the id says"),
    ("reading_hour.sensor_type", "a code"),
    ("reading_hour.total", "a number; whose it is only the id says"),
    ("reading_strike.sensor_type", "a code"),
    ("recycle_bin.kind", "a code"),
    ("reminder_outcome.answer", "a code"),
    ("reminder_outcome.channel", "a code"),
    ("reminder_outcome.status", "a code"),
    ("reminder_tally.channel", "a code"),
    ("reminder_tally.kind", "a code"),
    ("recycle_bin.privacy", "a code"),
    ("recovery_code.hash", "hash of a random secret"),
    ("refresh_token.hash", "hash of a random secret"),
    ("result_rule.rule", "a code"),
    ("room.name", "a room, not a person"),
    ("series.rule", "a rule of recurrence"),
    ("series.starts_time", "a time of day"),
    ("service.bookable_by", "a code"),
    ("service.equipment", "things, not persons"),
    ("service.kind", "a code"),
    ("service.name", "what the clinic calls something that it offers"),
    ("session.csrf", "random"),
    ("session.method", "a code"),
    ("session.roles", "codes"),
    ("session.secret_hash", "hash of a random secret"),
    ("session.stage", "a code"),
    ("setting.name", "a code"),
    ("setting.value", "what the clinic decided, about nobody"),
    ("sign_in_challenge.code_hash", "keyed hash"),
    ("sign_in_challenge.hash", "hash of a random secret"),
    ("staff.locale", "a language tag"),
    ("staff.password_hash", "Argon2id"),
    ("staff.roles", "codes"),
    ("staff.status", "a code"),
    ("staff.username_index", "blind index"),
    ("staff_identity.roles", "codes"),
    ("staff_identity.subject_index", "blind index"),
    ("staff_password.hash", "Argon2id"),
    ("standing_reading.amount", "as in reading"),
    ("standing_reading.note", "as it lies sealed in reading"),
    ("standing_reading.said_as", "as in reading"),
    ("standing_reading.sensor_type", "as in reading"),
    ("standing_reading.unit", "as in reading"),
    ("standing_reading.value", "as in reading"),
    ("support_entry.ticket_hash", "hash of a random secret"),
    ("tally_zone.zone", "the name of a time zone"),
    ("threshold.beyond", "a code"),
    ("threshold.high", "a number; whose it is only the id says"),
    ("threshold.hysteresis", "a number; whose it is only the id says"),
    ("threshold.low", "a number; whose it is only the id says"),
    ("threshold.sensor_type", "a code"),
    ("timetable.owner_key", "an id, or a thing"),
    ("timetable.owner_kind", "a code"),
    ("billable_charge.billing_code", "a code of a catalogue"),
    ("billable_charge.currency", "a code"),
    ("invoice.currency", "a code"),
    ("invoice.kind", "a code"),
    ("invoice.series", "what numbers begin with"),
    ("invoice_counter.series", "what numbers begin with"),
    ("invoice_state.standing", "a code"),
    ("service_price.currency", "a code"),
    ("transaction.billing_code", "a code of a catalogue"),
    ("transaction.billing_period", "a month"),
    ("transaction.cause", "a code"),
    ("transaction.currency", "a code"),
    ("transaction.invoice_number", "a number of the clinic's own"),
    ("transaction.kind", "a code"),
    ("transaction.method", "a code"),
    ("transaction_state.status", "a code"),
    ("visit_tally.kind", "a code"),
    ("tag.name_index", "blind index"),
    ("waitlist_entry.kind", "a code"),
    ("waitlist_entry.status", "a code"),
    ("waitlist_entry.weekdays", "days of the week"),
    ("waitlist_offer.secret_hash", "hash of a random secret"),
    ("waitlist_offer.status", "a code"),
    ("webhook.stopped_for", "a code"),
    ("webhook.types", "codes"),
    ("webhook_delivery.error_code", "a code"),
    ("webhook_delivery.status", "a code"),
    ("webhook_event.type", "a code"),
];

async fn columns(clinic: &TestClinic) -> BTreeMap<String, String> {
    let sql = "select table_name || '.' || column_name, udt_name from information_schema.columns where table_schema = '{room}'";
    clinic.sql_as_superuser(sql).await.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// Types that hold no words.
const WORDLESS: &[&str] = &["uuid", "_uuid", "int4", "int8", "_int8", "bool", "timestamptz", "date", "xid8"];

#[tokio::test]
async fn every_column_is_sealed_or_known_to_be_harmless() {
    let clinic = TestClinic::new().await;
    let columns = columns(&clinic).await;
    let sealed: BTreeSet<String> =
        clinic::sealed::REGISTRY.iter().map(|field| format!("{}.{}", field.table, field.column)).collect();
    let known: BTreeSet<String> = KNOWN.iter().map(|(column, _)| (*column).to_owned()).collect();

    let open: Vec<&String> = columns
        .iter()
        .filter(|(name, kind)| !WORDLESS.contains(&kind.as_str()) && !sealed.contains(*name) && !known.contains(*name))
        .map(|(name, _)| name)
        .collect();
    assert!(open.is_empty(), "neither in clinic::sealed::REGISTRY nor in KNOWN: {open:?}");
    let gone: Vec<_> = known.iter().chain(&sealed).filter(|name| !columns.contains_key(*name)).collect();
    assert!(gone.is_empty(), "there is no such column any more: {gone:?}");
    assert!(known.is_disjoint(&sealed));
    for name in &sealed {
        assert_eq!(columns[name], "bytea", "{name} is sealed");
    }
}

#[tokio::test]
async fn the_registry_names_each_column_once() {
    let mut seen = BTreeSet::new();
    for field in clinic::sealed::REGISTRY {
        assert!(seen.insert((field.table, field.column)), "{}.{} twice", field.table, field.column);
    }
}

#[tokio::test]
async fn every_constraint_has_a_name_that_begins_with_its_table() {
    let clinic = TestClinic::new().await;
    let sql =
        "select conrelid::regclass::text, conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
        where nspname in ('{room}', 'platform') and contype in ('c', 'u', 'x')";
    for row in clinic.sql_as_superuser(sql).await {
        let table = row[0].rsplit('.').next().unwrap().trim_matches('"');
        assert!(row[1].starts_with(&format!("{table}_")), "{} of {table}", row[1]);
    }
}

#[tokio::test]
async fn tables_know_no_types_of_their_own() {
    let clinic = TestClinic::new().await;
    let sql = "select typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where nspname = '{room}' and typtype in ('e', 'd', 'r')";
    assert_eq!(clinic.sql_as_superuser(sql).await, Vec::<Vec<String>>::new());
}
