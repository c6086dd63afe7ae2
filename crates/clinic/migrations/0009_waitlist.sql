-- Those who wait for a time to become free.
create table waitlist_entry (
    id uuid primary key,
    patient_id uuid not null references party (id) on delete cascade,
    -- What they wait for: something that is offered, or a kind of visit of some length.
    service_id uuid references service (id),
    kind text not null constraint waitlist_entry_kind_known check (kind in
        ('consultation', 'procedure', 'surgery', 'follow-up', 'therapy-session', 'telehealth', 'meeting')),
    minutes integer not null constraint waitlist_entry_minutes_known check (minutes between 1 and 1440),
    -- Anybody who offers it when null.
    provider_id uuid references staff (id),
    earliest_on date not null,
    latest_on date not null,
    -- 1 is Monday.
    weekdays smallint[] not null constraint waitlist_entry_weekdays_known
        check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
    -- Between which minutes after midnight of the clinic's wall.
    from_minute integer not null,
    to_minute integer not null,
    is_priority boolean not null,
    note bytea,
    status text not null constraint waitlist_entry_status_known
        check (status in ('waiting', 'booked', 'withdrawn', 'lapsed')),
    -- What they got in the end.
    appointment_id uuid references appointment (id) on delete set null,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid,
    constraint waitlist_entry_days_in_order check (earliest_on <= latest_on),
    constraint waitlist_entry_hours_take_time
        check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
);
-- Nobody waits twice for the same.
create unique index waitlist_entry_once on waitlist_entry (patient_id, service_id, kind) nulls not distinct
    where status = 'waiting';
create index waitlist_entry_rank on waitlist_entry (is_priority desc, created_at, id) where status = 'waiting';
create index waitlist_entry_patient on waitlist_entry (patient_id);

-- A time that was offered to one of them. The time itself is kept by an appointment that is held.
create table waitlist_offer (
    id uuid primary key,
    entry_id uuid not null references waitlist_entry (id) on delete cascade,
    appointment_id uuid references appointment (id) on delete set null,
    provider_id uuid not null references staff (id),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    status text not null constraint waitlist_offer_status_known
        check (status in ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    -- Of the secret in the link that was sent.
    secret_hash bytea not null constraint waitlist_offer_secret_unique unique,
    -- The message it was sent by, where there was one.
    message_id uuid references message (id) on delete set null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    created_by uuid,
    ended_at timestamptz,
    constraint waitlist_offer_ends_once check ((status = 'open') = (ended_at is null))
);
-- Nobody is offered two times at once, nor the same time twice.
create unique index waitlist_offer_one_open on waitlist_offer (entry_id) where status = 'open';
create unique index waitlist_offer_once on waitlist_offer (entry_id, provider_id, starts_at);
create index waitlist_offer_expiry on waitlist_offer (expires_at) where status = 'open';
create index waitlist_offer_message on waitlist_offer (message_id);
create index waitlist_offer_appointment on waitlist_offer (appointment_id);
