-- What the program does for each clinic by itself, and when that is due again. No row says anything about a person.
create table platform.duty (
    tenant_id uuid not null references platform.tenant (id) on delete cascade,
    name text not null,
    due_at timestamptz not null,
    -- Since the last run began, by a node that found another one at it.
    asked_at timestamptz,
    ended_at timestamptz,
    -- In a row, until it is done again.
    failures integer not null default 0,
    failed_with text,
    primary key (tenant_id, name)
);
create index duty_due on platform.duty (due_at);
