-- Who works here, how they get in, and the record of everything done.
-- Columns of type bytea hold sealed values or blind indexes; the registry in src/sealed.rs names each sealed one.

create table staff (
    id uuid primary key,
    username bytea not null,
    username_index bytea not null constraint staff_username_unique unique,
    display_name bytea not null,
    phone bytea,
    email bytea,
    password_hash text,
    password_changed_at timestamptz,
    roles text[] not null constraint staff_roles_known check (
        cardinality(roles) > 0
        and roles <@ array['admin', 'doctor', 'therapist', 'assistant', 'reception', 'billing', 'viewer', 'auditor']
    ),
    status text not null default 'active' constraint staff_status_known check (status in ('active', 'suspended')),
    locale text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1
);

create table session (
    id uuid primary key,
    -- Of the cookie's secret; null for sessions that live by tokens.
    secret_hash bytea constraint session_secret_unique unique,
    staff_id uuid not null references staff (id) on delete cascade,
    csrf bytea not null,
    origin bytea not null,
    created_at timestamptz not null,
    last_active_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index session_staff on session (staff_id) where ended_at is null;
create index session_expiry on session (expires_at);

-- Refresh tokens of a session form a family; a spent one that comes back ends them all.
create table refresh_token (
    hash bytea primary key,
    session_id uuid not null references session (id) on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    spent_at timestamptz
);
create index refresh_token_session on refresh_token (session_id);

create table api_token (
    id uuid primary key,
    hash bytea not null constraint api_token_hash_unique unique,
    name text not null,
    scopes text[] not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create table idempotency_key (
    principal uuid not null,
    route text not null,
    key_hash bytea not null,
    request_hash bytea not null,
    -- Null while the first request is under way.
    status integer,
    response bytea,
    created_at timestamptz not null,
    primary key (principal, route, key_hash)
);
create index idempotency_key_age on idempotency_key (created_at);

create table audit_event (
    seq bigint generated always as identity primary key,
    -- Lets the sealer leave out rows whose transaction might still be open.
    xid xid8 not null default pg_current_xact_id(),
    id uuid not null constraint audit_event_id_unique unique,
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    session_id uuid,
    action text not null,
    subject_kind text not null,
    subject_id uuid,
    patient_id uuid,
    patient_ids uuid[],
    outcome text not null constraint audit_event_outcome_known check (outcome in ('success', 'denied', 'failure')),
    risk text not null constraint audit_event_risk_known check (risk in ('low', 'medium', 'high')),
    request_id uuid not null,
    origin bytea not null,
    detail bytea
);
create index audit_event_patient on audit_event (patient_id, seq) where patient_id is not null;
create index audit_event_patients on audit_event using gin (patient_ids) where patient_ids is not null;
create index audit_event_actor on audit_event (actor_id, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
    for each statement execute function refuse_change();

revoke update, delete, truncate on audit_event from {role};
grant insert on audit_event to {recorder};
