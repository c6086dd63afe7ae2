-- The day: rooms, appointments and what a visit leaves behind.

create table room (
    id uuid primary key,
    name text not null constraint room_name_unique unique
        constraint room_name_length check (length(name) between 1 and 60),
    active boolean not null default true
);

create table appointment (
    id uuid primary key,
    patient_id uuid not null references party (id),
    provider_id uuid not null references staff (id),
    room_id uuid references room (id),
    staff_ids uuid[] not null default '{}',
    equipment text[] not null default '{}',
    kind text not null constraint appointment_kind_known check (kind in
        ('consultation', 'procedure', 'surgery', 'follow-up', 'therapy-session', 'telehealth', 'meeting')),
    status text not null constraint appointment_status_known check (status in
        ('waitlist', 'proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow',
         'entered-in-error')),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    constraint appointment_takes_time check (starts_at < ends_at),
    -- So whatever overlaps a time began within the day before it, which an index finds.
    constraint appointment_within_a_day check (ends_at - starts_at <= interval '24 hours'),
    cost_minor bigint constraint appointment_cost_sign check (cost_minor >= 0),
    estimated_cost_minor bigint constraint appointment_estimate_sign check (estimated_cost_minor >= 0),
    currency text not null,
    is_priority boolean not null default false,
    follow_up_needed boolean not null default false,
    billing_code text,
    reason bytea,
    preparation_notes bytea,
    insurance_authorization bytea,
    -- Booked over another one on purpose, and why.
    overbooked boolean not null default false,
    override_reason bytea,
    backfilled boolean not null default false,
    cancel_reason bytea,
    cancelled_late boolean,
    cancelled_by uuid,
    arrived_at timestamptz,
    checked_in_at timestamptz,
    finished_at timestamptz,
    closed_at timestamptz,
    -- Before the last move, so that one step can be undone for a while; and when that move was.
    previous_status text,
    moved_at timestamptz not null,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid,
    deleted_at timestamptz,
    deleted_by uuid,
    constraint appointment_provider_free exclude using gist
        (provider_id with =, tstzrange(starts_at, ends_at) with &&)
        where (status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and not overbooked and deleted_at is null),
    constraint appointment_room_free exclude using gist
        (room_id with =, tstzrange(starts_at, ends_at) with &&)
        where (status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and not overbooked and deleted_at is null and room_id is not null)
);
create index appointment_start on appointment (starts_at, id) where deleted_at is null;
create index appointment_patient on appointment (patient_id, starts_at) where deleted_at is null;
create index appointment_provider on appointment (provider_id, starts_at) where deleted_at is null;

-- What each appointment keeps others from, device by device: a constraint cannot look into an array. Follows the
-- appointments by itself.
create table appointment_equipment (
    appointment_id uuid not null references appointment (id) on delete cascade,
    item text not null,
    during tstzrange not null,
    primary key (appointment_id, item),
    constraint appointment_equipment_free exclude using gist (item with =, during with &&)
);

create function keep_equipment() returns trigger language plpgsql as $$
begin
    delete from {role}.appointment_equipment where appointment_id = new.id;
    insert into {role}.appointment_equipment (appointment_id, item, during)
    select distinct new.id, item, tstzrange(new.starts_at, new.ends_at) from unnest(new.equipment) as item
    where new.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
      and not new.overbooked and new.deleted_at is null;
    return null;
end $$;
create trigger appointment_keeps_equipment after insert on appointment
    for each row when (new.equipment <> '{}') execute function keep_equipment();
create trigger appointment_moves_equipment after update of equipment, starts_at, ends_at, status, overbooked, deleted_at
    on appointment
    for each row when (new.equipment <> '{}' or old.equipment <> '{}') execute function keep_equipment();

-- Diagnosis, prescription, requirement: one current record of each kind per appointment. A row is one version and is
-- never overwritten: an update is a further version with a reason, a deletion a last one marked as entered in error.
create table clinical_record (
    id uuid primary key,
    -- The same in every version of a record; what clients know as its id.
    record_id uuid not null,
    appointment_id uuid not null references appointment (id),
    patient_id uuid not null references party (id),
    kind text not null constraint clinical_record_kind_known check (kind in ('diagnosis', 'prescription', 'requirement')),
    -- Goes on counting when a record was struck and another one took its place.
    version integer not null,
    status text not null constraint clinical_record_status_known
        check (status in ('current', 'superseded', 'entered-in-error')),
    text bytea not null,
    code text constraint clinical_record_code_length check (length(code) <= 10),
    state text constraint clinical_record_state_known check (state in ('ordered', 'done')),
    reason bytea,
    -- Of the record's first version.
    written_at timestamptz not null,
    written_by uuid not null references staff (id),
    -- Of this version.
    created_at timestamptz not null,
    author_id uuid not null references staff (id),
    constraint clinical_record_version_unique unique (appointment_id, kind, version)
);
create unique index clinical_record_one_current on clinical_record (appointment_id, kind) where status = 'current';
create index clinical_record_versions on clinical_record (record_id, version);
create index clinical_record_patient on clinical_record (patient_id, record_id);
