-- Calendars that other programs subscribe to: whoever knows the address reads when a provider is busy.
create table calendar_feed (
    id uuid primary key,
    -- Of the secret in the address.
    hash bytea not null constraint calendar_feed_hash_unique unique,
    staff_id uuid not null references staff (id),
    created_at timestamptz not null,
    last_read_at timestamptz,
    revoked_at timestamptz
);
create index calendar_feed_staff on calendar_feed (staff_id);
