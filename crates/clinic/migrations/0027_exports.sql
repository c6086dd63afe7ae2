-- Files of many records, written in the background for who asked for them. Their bytes lie sealed in the object store.

create table export (
    id uuid primary key,
    kind text not null constraint export_kind_known check (kind in ('patients', 'contacts', 'appointments')),
    format text not null constraint export_format_known check (format in ('csv', 'xlsx', 'jsonl')),
    has_mark boolean not null,
    -- The language of the headings.
    locale text not null,
    -- Days in the clinic's zone, where it is about appointments.
    from_on date,
    to_on date,
    constraint export_span check (from_on <= to_on),
    status text not null constraint export_status_known check (status in
        ('waiting', 'running', 'ready', 'failed', 'discarded', 'expired')),
    -- Why it failed.
    failure text constraint export_failure_known check (failure in ('not_allowed', 'too_large', 'gave_up')),
    requested_at timestamptz not null,
    requested_by uuid not null references staff (id),
    -- In whose session, for the record of what is written.
    session_id uuid not null,
    -- Each try writes an object of its own: one that was given up cannot disturb the one that followed.
    tries integer not null default 0 constraint export_tries_sign check (tries >= 0),
    object_id uuid,
    key bytea,
    total bigint constraint export_total_sign check (total >= 0),
    written bigint not null default 0 constraint export_written_sign check (written >= 0),
    size bigint constraint export_size_sign check (size >= 0),
    ready_at timestamptz,
    expires_at timestamptz,
    constraint export_ready_is_whole check (status <> 'ready' or (object_id is not null and key is not null
        and size is not null and ready_at is not null and expires_at is not null)),
    constraint export_object_has_key check ((object_id is null) = (key is null))
);
create index export_owner on export (requested_by, id);
create index export_under_way on export (requested_at) where status in ('waiting', 'running');
create index export_kept on export (expires_at) where object_id is not null;

alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in
    ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
     'emergency_opened', 'critical_answer', 'document_damaged', 'reading_alert', 'note_to_co_sign',
     'assessment_to_co_sign', 'webhook_stopped', 'export_ready', 'export_failed'));
