-- Standardised assessments: the clinic's own instruments, which ones it uses, and what was found with them.

-- What the clinic imported. A version is never changed once it is here: scores were made by it.
create table instrument (
    id uuid primary key,
    code text not null constraint instrument_code_form check (code ~ '^[a-z0-9_-]{1,40}$'),
    version integer not null constraint instrument_version_known check (version > 0),
    definition text not null,
    created_at timestamptz not null,
    created_by uuid,
    constraint instrument_version_unique unique (code, version)
);

-- The clinic decided to use an instrument, or not to; the latest decision stands, and none is ever changed.
create table instrument_choice (
    id uuid primary key,
    seq bigint generated always as identity,
    code text not null,
    in_use boolean not null,
    -- What the clinic holds of the owner, where one must be asked.
    permission text constraint instrument_choice_permission_length check (length(permission) <= 200),
    decided_at timestamptz not null,
    decided_by uuid
);
create index instrument_choice_latest on instrument_choice (code, seq);

-- An assessment as it stands.
create table assessment (
    id uuid primary key,
    patient_id uuid not null references party (id),
    appointment_id uuid references appointment (id),
    instrument text not null,
    instrument_version integer not null,
    status text not null constraint assessment_status_known
        check (status in ('draft', 'completed', 'co-signed', 'entered-in-error')),
    -- Completed by somebody whose work a doctor or therapist answers for.
    waits_for_co_sign boolean not null default false,
    administered_on date not null,
    version integer not null,
    created_at timestamptz not null,
    created_by uuid not null references staff (id),
    completed_at timestamptz,
    completed_by uuid references staff (id),
    co_signed_at timestamptz,
    co_signed_by uuid references staff (id),
    constraint assessment_completed_by_somebody check ((completed_at is null) = (completed_by is null)),
    constraint assessment_co_signed_by_somebody check ((co_signed_at is null) = (co_signed_by is null)),
    constraint assessment_co_signed_by_another check (co_signed_by <> completed_by),
    constraint assessment_completed_says_when
        check (status not in ('completed', 'co-signed') or completed_at is not null),
    constraint assessment_co_signed_says_when check (status <> 'co-signed' or co_signed_at is not null)
);
create index assessment_patient on assessment (patient_id, administered_on, id);
create index assessment_appointment on assessment (appointment_id);
create index assessment_waiting on assessment (created_at, id) where waits_for_co_sign;

-- What it said, each time that it was saved; nothing here is ever changed.
create table assessment_version (
    id uuid primary key,
    assessment_id uuid not null references assessment (id),
    version integer not null,
    status text not null constraint assessment_version_status_known
        check (status in ('draft', 'completed', 'co-signed', 'entered-in-error')),
    administered_on date not null,
    answers bytea not null,
    outcome bytea not null,
    -- Why it was amended or taken back.
    reason bytea,
    created_at timestamptz not null,
    author_id uuid not null references staff (id),
    constraint assessment_version_unique unique (assessment_id, version)
);

-- An answer that somebody has to act on today.
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in
    ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
     'emergency_opened', 'critical_answer'));
