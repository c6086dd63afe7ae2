-- Encounters: the visits themselves; and the session notes that were written at them.

create table encounter (
    id uuid primary key,
    patient_id uuid not null references party (id),
    -- None when nobody had booked it.
    appointment_id uuid references appointment (id) constraint encounter_one_a_visit unique,
    practitioner_id uuid not null references staff (id),
    status text not null constraint encounter_status_known check (status in ('planned', 'in-progress', 'finished')),
    started_at timestamptz,
    finished_at timestamptz,
    version integer not null,
    created_at timestamptz not null,
    created_by uuid not null references staff (id),
    updated_at timestamptz not null,
    updated_by uuid not null references staff (id),
    constraint encounter_started_says_when check ((status = 'planned') = (started_at is null)),
    constraint encounter_finished_says_when check ((status = 'finished') = (finished_at is not null)),
    constraint encounter_ends_after_its_start check (finished_at >= started_at)
);
create index encounter_patient on encounter (patient_id, id);
-- Nobody is twice with the same patient at a time.
create unique index encounter_one_under_way on encounter (patient_id, practitioner_id)
    where status = 'in-progress' and appointment_id is null;

-- A session note as it stands.
create table note (
    id uuid primary key,
    encounter_id uuid not null references encounter (id),
    patient_id uuid not null references party (id),
    status text not null constraint note_status_known check (status in ('draft', 'signed', 'co-signed')),
    -- Signed by somebody whose work a doctor or therapist answers for.
    waits_for_co_sign boolean not null default false,
    version integer not null,
    created_at timestamptz not null,
    -- Whose draft it is, and nobody else's.
    author_id uuid not null references staff (id),
    signed_at timestamptz,
    signed_by uuid references staff (id),
    co_signed_at timestamptz,
    co_signed_by uuid references staff (id),
    constraint note_signed_says_when check ((status = 'draft') = (signed_at is null)),
    constraint note_signed_by_somebody check ((signed_at is null) = (signed_by is null)),
    constraint note_co_signed_says_when check ((status = 'co-signed') = (co_signed_at is not null)),
    constraint note_co_signed_by_somebody check ((co_signed_at is null) = (co_signed_by is null)),
    constraint note_co_signed_by_another check (co_signed_by <> signed_by)
);
create unique index note_one_draft on note (encounter_id, author_id) where status = 'draft';
create index note_encounter on note (encounter_id);
create index note_patient on note (patient_id, id);
create index note_author on note (author_id, id) where status = 'draft';
create index note_waiting on note (signed_at, id) where waits_for_co_sign;

-- What it said. Of a draft the last few savings stay until it is signed, so that two windows can be told apart; what was
-- signed is never changed.
create table note_version (
    id uuid primary key,
    note_id uuid not null references note (id) on delete cascade,
    version integer not null,
    status text not null constraint note_version_status_known check (status in ('draft', 'signed', 'co-signed')),
    subjective bytea not null,
    objective bytea not null,
    assessment bytea not null,
    plan bytea not null,
    -- Why it was amended.
    reason bytea,
    -- SHA-256 of what was signed. Sealed: it would tell who guesses the words that they guessed right.
    digest bytea,
    created_at timestamptz not null,
    author_id uuid not null references staff (id),
    constraint note_version_unique unique (note_id, version),
    constraint note_version_signed_has_digest check ((status = 'draft') = (digest is null))
);

-- Words to begin a note with: the clinic's, or somebody's own.
create table note_template (
    id uuid primary key,
    -- None when it is everybody's.
    owner_id uuid references staff (id) on delete cascade,
    name bytea not null,
    sections bytea not null,
    version integer not null,
    created_at timestamptz not null,
    created_by uuid not null references staff (id),
    updated_at timestamptz not null,
    updated_by uuid not null references staff (id)
);
create index note_template_owner on note_template (owner_id, id);
