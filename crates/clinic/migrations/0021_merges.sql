-- Two charts of one person become one, and for a while two again.

alter table party
    -- Whose chart this one went into; out of sight since then. Never one that itself went on into another.
    add column merged_into uuid constraint party_merged_known references party (id),
    add constraint party_merged_is_out_of_sight check (merged_into is null or deleted_at is not null);
create index party_merged on party (merged_into) where merged_into is not null;

-- Whoever is erased takes along what they were under other ids: copies and the record still hold what is sealed with it.
create function erase_merged() returns trigger language plpgsql as $$
begin
    update {role}.party set secret = null where merged_into = new.id and secret is not null;
    return null;
end $$;
create trigger party_erases_merged after update of secret on party
    for each row when (old.secret is not null and new.secret is null) execute function erase_merged();

-- A note that changed charts still says what was signed: whom its words named then.
alter table note_version add column signed_about uuid references party (id);

create table patient_merge (
    id uuid primary key,
    -- Which came first: of one person, each merge waits for the one before.
    seq bigint generated always as identity,
    survivor_id uuid not null references party (id),
    merged_id uuid not null references party (id),
    reason bytea not null,
    -- What the survivor's person was before, and what it became, field by field.
    changes bytea not null,
    -- Up to when readings had been gathered into hours.
    gathered_until timestamptz not null,
    merged_at timestamptz not null,
    merged_by uuid,
    reversed_at timestamptz,
    reversed_by uuid,
    reversal_reason bytea,
    constraint patient_merge_of_two check (survivor_id <> merged_id),
    constraint patient_merge_reversed_says_why check ((reversed_at is null) = (reversal_reason is null))
);
-- Nobody is merged into two.
create unique index patient_merge_standing on patient_merge (merged_id) where reversed_at is null;
create index patient_merge_survivor on patient_merge (survivor_id);

-- What went over: rows by the name of their table, and readings, which have no id of their own. Kept for as long as it
-- may go back.
create table patient_merge_row (
    merge_id uuid not null references patient_merge (id) on delete cascade,
    kind text not null,
    row_id uuid not null,
    primary key (merge_id, kind, row_id)
);
create table patient_merge_reading (
    merge_id uuid not null references patient_merge (id) on delete cascade,
    sensor_type text not null,
    measured_at timestamptz not null,
    source_id uuid not null,
    primary key (merge_id, sensor_type, measured_at, source_id)
);
-- The survivor's hours of readings as they were before those of the other were added; empty where there were none.
create table patient_merge_hour (
    merge_id uuid not null references patient_merge (id) on delete cascade,
    sensor_type text not null,
    hour timestamptz not null,
    lowest double precision,
    highest double precision,
    total double precision,
    times integer,
    primary key (merge_id, sensor_type, hour)
);

-- Somebody looked at two charts and said that they are of two people.
create table patient_apart (
    one_id uuid not null references party (id),
    other_id uuid not null references party (id),
    said_at timestamptz not null,
    said_by uuid,
    primary key (one_id, other_id),
    constraint patient_apart_in_order check (one_id < other_id)
);
