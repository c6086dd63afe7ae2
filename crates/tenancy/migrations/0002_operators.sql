-- Those who host the clinics: how they get in, and the record of everything they do. No row says anything about a
-- patient. Columns of type bytea hold sealed values or keyed hashes.
create table platform.operator (
    id uuid primary key,
    name text not null constraint operator_name_unique unique
        constraint operator_name_shape check (name ~ '^[a-z0-9][a-z0-9._@-]{1,59}$'),
    status text not null default 'active' constraint operator_status_known check (status in ('active', 'suspended')),
    password_hash text,
    -- The secret of the authenticator app, and null until its first code was right.
    authenticator bytea,
    authenticator_confirmed_at timestamptz,
    -- The last time step whose code was taken: a code counts once.
    last_step bigint not null default 0,
    created_at timestamptz not null
);

-- Whoever holds the link may choose a password and set up the authenticator, once.
create table platform.operator_link (
    hash bytea primary key,
    operator_id uuid not null constraint operator_link_of references platform.operator (id) on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index operator_link_owner on platform.operator_link (operator_id);

create table platform.operator_recovery_code (
    operator_id uuid not null constraint operator_recovery_code_of references platform.operator (id) on delete cascade,
    hash bytea not null,
    used_at timestamptz,
    primary key (operator_id, hash)
);

create table platform.operator_session (
    id uuid primary key,
    secret_hash bytea not null constraint operator_session_secret_unique unique,
    operator_id uuid not null constraint operator_session_of references platform.operator (id) on delete cascade,
    -- What is still to be done before the session opens anything else.
    stage text not null
        constraint operator_session_stage_known check (stage in ('full', 'second_factor', 'enrol_factor')),
    csrf bytea not null,
    origin bytea not null,
    idle_seconds integer not null,
    created_at timestamptz not null,
    last_active_at timestamptz not null,
    -- When the person last proved who they are.
    proved_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index operator_session_owner on platform.operator_session (operator_id);
create index operator_session_expiry on platform.operator_session (expires_at);

-- Failed attempts, counted under keyed hashes. Names that do not exist are counted alike.
create table platform.operator_attempt (
    key bytea primary key,
    -- Of the account alone, so that all of its counts can be forgotten together.
    account bytea not null,
    failures integer not null,
    locked_until timestamptz,
    last_at timestamptz not null
);
create index operator_attempt_account on platform.operator_attempt (account);

-- Everything an operator did, and what clinics let them do. Clinics may go; their entries stay.
create table platform.operator_event (
    seq bigint generated always as identity primary key,
    id uuid not null constraint operator_event_id_unique unique,
    at timestamptz not null,
    actor_kind text not null constraint operator_event_actor_known
        check (actor_kind in ('operator', 'host', 'clinic', 'visitor')),
    operator_id uuid,
    deed text not null,
    tenant_id uuid,
    -- Whom or what it was done to: another operator, a session, a grant.
    subject_id uuid,
    outcome text not null
        constraint operator_event_outcome_known check (outcome in ('success', 'denied', 'failure')),
    request_id uuid not null,
    origin bytea not null,
    -- The reason or the address that was typed.
    detail bytea
);
create index operator_event_operator on platform.operator_event (operator_id, seq);
create index operator_event_tenant on platform.operator_event (tenant_id, seq);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger operator_event_append_only before update or delete or truncate on platform.operator_event
    for each statement execute function platform.refuse_change();

-- Which clinics have let operators look, so that operators find them. What holds stands in the clinic's own tables.
create table platform.support_offer (
    grant_id uuid primary key,
    tenant_id uuid not null constraint support_offer_of references platform.tenant (id) on delete cascade,
    sees_patients boolean not null,
    granted_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index support_offer_expiry on platform.support_offer (expires_at);
