-- What devices send and people measure by hand, what is watched for in it, and what was noticed.

-- A machine that measures, or passes on what others measured; its token is the one of the same id.
create table device (
    id uuid primary key references api_token (id),
    name bytea not null,
    kind text not null constraint device_kind_form check (kind ~ '^[a-z][a-z0-9_-]{0,39}$'),
    -- Passes on readings of several patients.
    is_gateway boolean not null,
    created_at timestamptz not null,
    created_by uuid references staff (id)
);

-- Whose readings a device may send; nobody else's.
create table device_patient (
    device_id uuid not null references device (id),
    patient_id uuid not null references party (id),
    primary key (device_id, patient_id)
);
create index device_patient_patient on device_patient (patient_id);

-- A value at an instant, as it was sent, and the same in the unit of its type. One index says both what is the same
-- reading and where a chart finds its rows. A gateway may measure two patients in the same second, so the patient is
-- part of what is the same.
create table reading (
    patient_id uuid not null,
    sensor_type text not null,
    measured_at timestamptz not null,
    -- The token of the machine, or the person who typed it.
    source_id uuid not null,
    received_at timestamptz not null,
    amount double precision not null,
    value numeric not null,
    unit text not null,
    -- What the sender calls the type, where that is another word for it.
    said_as text,
    note bytea,
    primary key (patient_id, sensor_type, measured_at, source_id)
) partition by range (measured_at);

-- Rows lie in the order in which they came: a few pages are found by it, and it costs nothing to keep.
create index reading_received on reading using brin (received_at) with (pages_per_range = 16, autosummarize = on);

-- The clinic's role owns no table, so it asks for a month's partition, and for nothing else.
create function add_reading_month(month date) returns void language plpgsql security definer
set search_path = {role}, pg_temp as $$
declare
    first timestamp := date_trunc('month', month);
    name text := 'reading_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtextextended('{role} reading', 0));
    if to_regclass(name) is not null then
        return;
    end if;
    -- Attached, not made as a part: that would keep everybody from the table for as long as it takes.
    -- Whoever waited may still not see what the one before them made.
    begin
        execute format('create table %I (like reading including defaults)', name);
    exception when duplicate_table then
        return;
    end;
    execute format('alter table reading attach partition %I for values from (%L) to (%L)', name,
        first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
end $$;

-- Lets go of a month that nothing is left of.
create function drop_reading_month(month date) returns void language plpgsql security definer
set search_path = {role}, pg_temp as $$
declare
    name text := 'reading_' || to_char(month, 'YYYY_MM');
    is_empty boolean;
begin
    perform pg_advisory_xact_lock(hashtextextended('{role} reading', 0));
    if to_regclass(name) is null then
        return;
    end if;
    execute format('lock table %I in access exclusive mode', name);
    execute format('select not exists (select from %I)', name) into is_empty;
    if is_empty then
        execute format('drop table %I', name);
    end if;
end $$;
revoke all on function add_reading_month(date), drop_reading_month(date) from public;
grant execute on function add_reading_month(date), drop_reading_month(date) to {role};

-- An hour of one patient's readings of one type, in the type's unit.
create table reading_hour (
    patient_id uuid not null,
    sensor_type text not null,
    hour timestamptz not null,
    lowest double precision not null,
    highest double precision not null,
    total double precision not null,
    times integer not null constraint reading_hour_times_known check (times > 0),
    primary key (patient_id, sensor_type, hour)
);

-- Up to when what was received has been gathered into hours.
create table reading_progress (
    only_one boolean primary key default true constraint reading_progress_only_one check (only_one),
    gathered_until timestamptz not null
);
insert into reading_progress (gathered_until) values ('2000-01-01T00:00:00Z');

-- What is watched for, for one patient; in the unit of the type.
create table threshold (
    id uuid primary key,
    patient_id uuid not null references party (id),
    sensor_type text not null,
    low double precision,
    high double precision,
    -- So far back inside a value has to come before it counts as back.
    hysteresis double precision not null constraint threshold_hysteresis_known check (hysteresis >= 0),
    silent_after_minutes integer
        constraint threshold_silence_known check (silent_after_minutes between 5 and 527040),
    set_at timestamptz not null,
    set_by uuid not null references staff (id),
    version integer not null default 1,
    -- How far readings were looked at, and what was seen last.
    judged_until timestamptz,
    beyond text constraint threshold_beyond_known check (beyond in ('low', 'high')),
    is_silent boolean not null default false,
    constraint threshold_once unique (patient_id, sensor_type),
    constraint threshold_watches_something
        check (low is not null or high is not null or silent_after_minutes is not null),
    constraint threshold_in_order check (low < high)
);

-- That something watched for was noticed.
create table reading_alert (
    id uuid primary key,
    patient_id uuid not null references party (id),
    sensor_type text not null,
    rule text not null constraint reading_alert_rule_known check (rule in ('low', 'high', 'silence')),
    status text not null constraint reading_alert_status_known check (status in ('open', 'acknowledged', 'resolved')),
    -- The reading that it began with; before a silence the last one, if there was any.
    amount double precision,
    measured_at timestamptz,
    opened_at timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid references staff (id),
    resolved_at timestamptz,
    -- Nobody where it passed by itself.
    resolved_by uuid references staff (id),
    constraint reading_alert_acknowledged_by_somebody check ((acknowledged_at is null) = (acknowledged_by is null)),
    constraint reading_alert_resolved_says_when check ((status = 'resolved') = (resolved_at is not null))
);
create unique index reading_alert_one_open on reading_alert (patient_id, sensor_type, rule) where status <> 'resolved';
create index reading_alert_time on reading_alert (opened_at, id);

-- A value beyond a limit, or none where some should be.
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in
    ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
     'emergency_opened', 'critical_answer', 'document_damaged', 'reading_alert'));
