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
        roles <@ array['admin', 'doctor', 'therapist', 'assistant', 'reception', 'billing', 'viewer', 'auditor']
    ),
    status text not null default 'active' constraint staff_status_known check (status in ('active', 'suspended')),
    locale text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1
);

-- The last passwords, so that none of them comes back.
create table staff_password (
    id uuid primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    hash text not null,
    set_at timestamptz not null
);
create index staff_password_owner on staff_password (staff_id, set_at);

-- Roles of the clinic's own making: named sets of actions.
create table custom_role (
    id uuid primary key,
    name text not null constraint custom_role_name_unique unique,
    actions text[] not null constraint custom_role_not_empty check (cardinality(actions) > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1
);
create table staff_custom_role (
    staff_id uuid not null references staff (id) on delete cascade,
    role_id uuid not null constraint staff_custom_role_known references custom_role (id),
    primary key (staff_id, role_id)
);
create index staff_custom_role_role on staff_custom_role (role_id);

-- Invitations and resets: whoever holds the link may set a password, once.
create table password_link (
    hash bytea primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    purpose text not null constraint password_link_purpose_known check (purpose in ('invitation', 'reset')),
    created_by uuid,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index password_link_owner on password_link (staff_id);

-- Codes of an authenticator app.
create table authenticator (
    staff_id uuid primary key references staff (id) on delete cascade,
    secret bytea not null,
    created_at timestamptz not null,
    -- The last time step whose code was taken: a code counts once.
    last_step bigint not null default 0
);
create table recovery_code (
    staff_id uuid not null references staff (id) on delete cascade,
    hash bytea not null,
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (staff_id, hash)
);

-- A passkey belongs to somebody of the staff or to a patient.
create table passkey (
    id uuid primary key,
    staff_id uuid references staff (id) on delete cascade,
    patient_id uuid,
    credential_index bytea not null constraint passkey_credential_unique unique,
    credential bytea not null,
    label bytea not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    constraint passkey_one_owner check (num_nonnulls(staff_id, patient_id) = 1)
);
create index passkey_staff on passkey (staff_id) where staff_id is not null;
create index passkey_patient on passkey (patient_id) where patient_id is not null;

-- Where a registration or a sign-in with a passkey stands between its two requests.
create table passkey_ceremony (
    hash bytea primary key,
    state bytea not null,
    session_id uuid,
    expires_at timestamptz not null
);

-- Failed attempts, counted under keyed hashes: of an account and a network, of an account and a known device, of an
-- account as a whole. Names that do not exist are counted alike.
create table attempt (
    key bytea primary key,
    -- The key of the account's own count, so that all of them can be forgotten together.
    account bytea not null,
    failures integer not null,
    locked_until timestamptz,
    last_at timestamptz not null
);
create index attempt_account on attempt (account);
create index attempt_age on attempt (last_at);

-- Browsers in which somebody has signed in before, under keyed hashes of both. They count their failures apart, so that
-- strangers cannot keep the owner out.
create table known_device (
    key bytea primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    last_seen_at timestamptz not null,
    -- In a row: a browser from which too many came is a stranger's again.
    failures integer not null default 0
);
create index known_device_owner on known_device (staff_id);

create table session (
    id uuid primary key,
    -- Of the cookie's secret; null for sessions that live by tokens.
    secret_hash bytea constraint session_secret_unique unique,
    staff_id uuid references staff (id) on delete cascade,
    patient_id uuid,
    -- Of an operator who looks by leave of the clinic.
    support_entry_id uuid,
    -- What is still to be done before the session opens anything else.
    stage text not null default 'full'
        constraint session_stage_known check (stage in ('full', 'second_factor', 'enrol_factor', 'change_password')),
    method text not null constraint session_method_known check (
        method in ('password', 'password_and_code', 'password_and_passkey', 'passkey', 'code', 'activation_code',
                   'identity_service', 'support_ticket', 'unproved')
    ),
    -- What the Identity Service said of the holder; null where nobody but the clinic says it.
    roles text[],
    csrf bytea not null,
    origin bytea not null,
    idle_seconds integer not null,
    created_at timestamptz not null,
    last_active_at timestamptz not null,
    -- When the person last proved who they are.
    proved_at timestamptz not null,
    -- How long the glass stays broken.
    emergency_until timestamptz,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint session_one_holder check (num_nonnulls(staff_id, patient_id, support_entry_id) = 1)
);
create index session_staff on session (staff_id) where staff_id is not null;
create index session_patient on session (patient_id) where patient_id is not null;
create index session_support on session (support_entry_id) where support_entry_id is not null;
create index session_expiry on session (expires_at);

-- An administrator lets operators look, says why, and for how long.
create table support_grant (
    id uuid primary key,
    granted_by uuid not null,
    reason bytea not null,
    -- Whether they see who the patients are, or the settings alone.
    sees_patients boolean not null,
    granted_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_by uuid,
    revoked_at timestamptz,
    constraint support_grant_bounded check (expires_at <= granted_at + interval '8 hours')
);
create index support_grant_age on support_grant (granted_at);

-- Each time that an operator asked to enter, and why; the ticket is good once.
create table support_entry (
    id uuid primary key,
    grant_id uuid not null references support_grant (id) on delete cascade,
    operator_id uuid not null,
    operator_name bytea not null,
    reason bytea not null,
    ticket_hash bytea not null constraint support_entry_ticket_unique unique,
    ticket_expires_at timestamptz not null,
    asked_at timestamptz not null,
    entered_at timestamptz,
    ended_at timestamptz
);
create index support_entry_grant on support_entry (grant_id, asked_at);

-- Reading clinical text in an emergency, and why.
create table emergency (
    id uuid primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    session_id uuid not null,
    reason bytea not null,
    started_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,
    -- Which administrator has taken note.
    seen_by uuid,
    seen_at timestamptz
);
create index emergency_age on emergency (started_at);

-- What somebody typed into a form and has not saved yet.
create table draft (
    id uuid primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    -- Keyed hash of the page and its form.
    place bytea not null,
    fields bytea not null,
    -- What its author might do when it was typed: whoever may less by now does not get it back.
    rights text[] not null,
    kept_at timestamptz not null,
    constraint draft_one_a_place unique (staff_id, place)
);
create index draft_age on draft (kept_at);

-- What the clinic decided: one row a subject, whose shape the program knows.
create table setting (
    name text primary key,
    value jsonb not null,
    version integer not null default 1,
    updated_at timestamptz not null,
    updated_by uuid
);

-- The Identity Service that the clinic trusts: one at most.
create table identity_provider (
    id uuid primary key,
    settings jsonb not null,
    client_secret bytea,
    version integer not null default 1,
    updated_at timestamptz not null,
    updated_by uuid
);
create unique index identity_provider_single on identity_provider ((true));

-- Who of the staff is who there.
create table staff_identity (
    id uuid primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    subject bytea not null,
    subject_index bytea not null constraint staff_identity_subject_unique unique,
    -- What the service said last: when it says something else, the roles here follow.
    roles text[] not null,
    created_at timestamptz not null,
    last_seen_at timestamptz,
    -- A link that was taken away stays, so that nobody is linked again by themselves.
    removed_at timestamptz
);
create index staff_identity_staff on staff_identity (staff_id);

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
    created_by uuid,
    last_used_at timestamptz,
    expires_at timestamptz,
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
