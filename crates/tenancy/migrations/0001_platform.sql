-- What the house itself needs to know: which clinics there are, where they live and which
-- (wrapped) keys are theirs. No row here says anything about a person.
create schema if not exists platform;
create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;

-- One row: this installation. The check tells a wrong root key from the right one.
create table platform.installation (
    id uuid primary key,
    root_key_check bytea not null,
    app_role text not null,
    recorder_role text not null,
    created_at timestamptz not null default now()
);

create table platform.tenant (
    id uuid primary key,
    slug text not null constraint tenant_slug_unique unique
        constraint tenant_slug_shape check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
    name text not null constraint tenant_name_length check (length(name) between 1 and 120),
    schema_name text not null constraint tenant_schema_unique unique
        constraint tenant_schema_shape check (schema_name ~ '^t_[0-9a-f]{32}$'),
    region text not null constraint tenant_region_shape check (region ~ '^[A-Z]{2}$'),
    time_zone text not null,
    currency text not null constraint tenant_currency_shape check (currency ~ '^[A-Z]{3}$'),
    locale text not null,
    status text not null default 'provisioning'
        constraint tenant_status_known check (status in ('provisioning', 'active', 'suspended')),
    schema_version integer not null default 0,
    created_at timestamptz not null
);

create table platform.domain (
    name text primary key
        constraint domain_shape check (name ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$'),
    tenant_id uuid not null references platform.tenant (id) on delete cascade,
    created_at timestamptz not null
);
create index domain_tenant on platform.domain (tenant_id);

-- Clinic keys, wrapped by the root key: useless without it.
create table platform.tenant_key (
    tenant_id uuid not null references platform.tenant (id) on delete cascade,
    version integer not null,
    state text not null constraint tenant_key_state_known
        check (state in ('pending', 'active', 'decrypt-only', 'compromised', 'destroyed')),
    wrapped bytea not null,
    created_at timestamptz not null,
    primary key (tenant_id, version)
);
create unique index tenant_key_one_active on platform.tenant_key (tenant_id) where state = 'active';

-- Which migration ran where, and which one failed and why: a half-failed run goes on from here.
create table platform.migration (
    tenant_id uuid references platform.tenant (id) on delete cascade,
    version integer not null,
    name text not null,
    outcome text not null constraint migration_outcome_known check (outcome in ('applied', 'failed')),
    error text,
    at timestamptz not null,
    constraint migration_once unique nulls not distinct (tenant_id, version)
);
