-- What is known of documents. Their bytes lie sealed in the object store, each version under its own id.

create table document (
    id uuid primary key,
    kind text not null constraint document_kind_known check (kind in
        ('medical_record', 'report', 'contract', 'imaging', 'other')),
    privacy text not null constraint document_privacy_known check (privacy in
        ('public', 'internal', 'confidential', 'restricted')),
    retention_class text not null constraint document_retention_class_known check (retention_class in
        ('clinical', 'business', 'brief')),
    -- Whom it is about, and with whose secret it is sealed. One that is about nobody has a secret of its own.
    party_id uuid references party (id),
    secret bytea,
    constraint document_one_secret check ((party_id is null) = (secret is not null)),
    appointment_id uuid references appointment (id),
    title bytea not null,
    -- The version that stands, and until when it has to be kept; none before something was uploaded. Of its row, so that
    -- the two could not be written in any order, there is no foreign key.
    current_id uuid,
    keep_until timestamptz,
    approval text not null constraint document_approval_known check (approval in
        ('draft', 'in-review', 'approved', 'rejected')),
    approval_comment bytea,
    approval_at timestamptz,
    approval_by uuid references staff (id),
    -- Since when the patient may read it, once it is approved.
    released_at timestamptz,
    released_by uuid references staff (id),
    revision integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid,
    deleted_at timestamptz,
    deleted_by uuid
);
create index document_party on document (party_id, id) where deleted_at is null;
create index document_appointment on document (appointment_id) where deleted_at is null;
create index document_deleted on document (deleted_at) where deleted_at is not null;

-- The one place that says which documents a patient may read: those for patients that were approved and released.
create view shown_document as
select id, party_id, current_id, greatest(approval_at, released_at) as shown_at
from document
where deleted_at is null and current_id is not null and party_id is not null and approval = 'approved'
  and released_at is not null and privacy in ('public', 'confidential');

-- A row is here before its bytes are, and goes after them: nothing lies in the store that no row knows of.
create table document_version (
    id uuid primary key,
    -- None while what was uploaded has no document yet.
    document_id uuid references document (id),
    state text not null constraint document_version_state_known check (state in ('uploading', 'stored', 'abandoned')),
    number integer constraint document_version_number_sign check (number > 0),
    parent_id uuid references document_version (id),
    file_name bytea,
    media_type text,
    -- What is set aside for it, until it is known.
    size bigint not null constraint document_version_size_sign check (size >= 0),
    sha256 bytea,
    key bytea not null,
    started_at timestamptz not null,
    started_by uuid,
    stored_at timestamptz,
    -- When its bytes were last found as they were kept, and when not.
    verified_at timestamptz,
    damaged_at timestamptz,
    constraint document_version_is_whole check (state <> 'stored' or (document_id is not null and number is not null
        and file_name is not null and media_type is not null and sha256 is not null and stored_at is not null))
);
create unique index document_version_number on document_version (document_id, number) where number is not null;
-- One line: no two versions follow the same one.
create unique index document_version_line on document_version (document_id, parent_id) nulls not distinct
    where number is not null;
create index document_version_unfinished on document_version (started_at) where state <> 'stored';
create index document_version_unverified on document_version (verified_at nulls first) where state = 'stored';

-- What all versions weigh together, with what is set aside: whoever wants more waits here for the others.
create table document_usage (
    single boolean primary key default true constraint document_usage_single check (single),
    bytes bigint not null constraint document_usage_sign check (bytes >= 0)
);
insert into document_usage (bytes) values (0);

alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in
    ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
     'emergency_opened', 'critical_answer', 'document_damaged'));
