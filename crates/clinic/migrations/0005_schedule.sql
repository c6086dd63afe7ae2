-- When the clinic can be visited: what it offers, everybody's hours, and the days on which it is closed. All times are
-- those of the clock on its wall, in minutes after midnight.

create table service (
    id uuid primary key,
    name text not null constraint service_name_length check (length(name) between 1 and 100),
    kind text not null constraint service_kind_known check (kind in
        ('consultation', 'procedure', 'surgery', 'follow-up', 'therapy-session', 'telehealth', 'meeting')),
    duration_minutes integer not null constraint service_duration_range check (duration_minutes between 5 and 1440),
    buffer_before_minutes integer not null constraint service_buffer_before_range
        check (buffer_before_minutes between 0 and 240),
    buffer_after_minutes integer not null constraint service_buffer_after_range
        check (buffer_after_minutes between 0 and 240),
    -- How many may come to one session.
    capacity integer not null constraint service_capacity_range check (capacity between 1 and 200),
    lead_minutes integer not null constraint service_lead_range check (lead_minutes between 0 and 43200),
    -- Any number when null.
    horizon_days integer constraint service_horizon_range check (horizon_days between 1 and 730),
    -- From one start to the next; the duration when null.
    step_minutes integer constraint service_step_range check (step_minutes between 5 and 1440),
    bookable_by text not null constraint service_bookable_by_known check (bookable_by in ('staff', 'patients')),
    price_minor bigint constraint service_price_sign check (price_minor >= 0),
    needs_room boolean not null,
    equipment text[] not null,
    position integer not null,
    -- A retired one is not offered any more; what was booked under it goes on.
    active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid
);
create unique index service_name_unique on service (lower(name)) where active;

-- Who offers it; everybody who sees patients when there is nobody.
create table service_provider (
    service_id uuid not null references service (id) on delete cascade,
    staff_id uuid not null references staff (id),
    primary key (service_id, staff_id)
);

-- Where it takes place, if it needs a room; in any of them when there is none.
create table service_room (
    service_id uuid not null references service (id) on delete cascade,
    room_id uuid not null references room (id),
    primary key (service_id, room_id)
);

-- Whoever has hours that were set: the clinic, somebody who sees patients, a room, a thing.
create table timetable (
    id uuid primary key,
    owner_kind text not null constraint timetable_owner_kind_known
        check (owner_kind in ('clinic', 'provider', 'room', 'equipment')),
    -- An id, or the name of a thing; empty for the clinic.
    owner_key text not null,
    -- Counts the changes of its week.
    version integer not null default 0,
    updated_at timestamptz not null,
    updated_by uuid,
    constraint timetable_owner_unique unique (owner_kind, owner_key)
);

create table working_hours (
    id uuid primary key,
    timetable_id uuid not null references timetable (id) on delete cascade,
    -- 1 is Monday.
    weekday integer not null constraint working_hours_weekday_range check (weekday between 1 and 7),
    from_minute integer not null,
    to_minute integer not null,
    valid_from date,
    valid_to date,
    constraint working_hours_take_time check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440),
    constraint working_hours_valid_span check (valid_from <= valid_to)
);
create index working_hours_timetable on working_hours (timetable_id);

-- What holds on one date in place of the week: other hours, or none when there are no minutes.
create table hours_exception (
    id uuid primary key,
    timetable_id uuid not null references timetable (id) on delete cascade,
    on_date date not null,
    from_minute integer,
    to_minute integer,
    note bytea,
    created_at timestamptz not null,
    created_by uuid,
    constraint hours_exception_take_time check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440),
    constraint hours_exception_both_edges check ((from_minute is null) = (to_minute is null)),
    constraint hours_exception_once unique nulls not distinct (timetable_id, on_date, from_minute)
);

create table closure (
    id uuid primary key,
    name text not null constraint closure_name_length check (length(name) between 1 and 100),
    from_date date not null,
    to_date date not null,
    created_at timestamptz not null,
    created_by uuid,
    constraint closure_span check (from_date <= to_date)
);
create index closure_days on closure (to_date);
