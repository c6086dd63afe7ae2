-- What is known of a patient's health beyond single visits: conditions, medication, allergies.

create table history_entry (
    id uuid primary key,
    -- The same in every version of an entry; what clients know as its id.
    entry_id uuid not null,
    patient_id uuid not null references party (id),
    kind text not null constraint history_entry_kind_known
        check (kind in ('condition', 'medication', 'allergy', 'no-known-allergies')),
    version integer not null,
    status text not null constraint history_entry_status_known
        check (status in ('current', 'superseded', 'entered-in-error')),
    state text not null constraint history_entry_state_known check (state in ('active', 'ended')),
    severity text constraint history_entry_severity_known check (severity in ('mild', 'moderate', 'severe')),
    code text constraint history_entry_code_length check (length(code) <= 10),
    details bytea not null,
    -- Why this version took the place of the one before.
    reason bytea,
    -- Of the entry's first version.
    written_at timestamptz not null,
    written_by uuid not null references staff (id),
    -- Of this version.
    created_at timestamptz not null,
    author_id uuid not null references staff (id),
    constraint history_entry_version_unique unique (entry_id, version)
);
create unique index history_entry_one_current on history_entry (entry_id) where status = 'current';
create unique index history_entry_no_allergies_once on history_entry (patient_id)
    where kind = 'no-known-allergies' and status = 'current' and state = 'active';
create index history_entry_patient on history_entry (patient_id, entry_id);
