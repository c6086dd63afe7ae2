-- A party is anybody the clinic deals with; a patient is a party with a chart, under the same id.

create sequence patient_number;

create table party (
    id uuid primary key,
    kind text not null constraint party_kind_known check (kind in ('patient', 'provider', 'vendor', 'staff', 'other')),
    -- The integer alias that devices and old clients know a patient by.
    number bigint constraint party_number_unique unique,
    -- The person's own secret: without it nothing below opens, which is how a person is erased.
    secret bytea,
    given_name bytea,
    family_name bytea,
    date_of_birth bytea,
    sex text not null default 'unknown' constraint party_sex_known check (sex in ('female', 'male', 'other', 'unknown')),
    mrn bytea,
    phone bytea,
    email bytea,
    address bytea,
    emergency_contacts bytea,
    insurance bytea,
    consents bytea,
    notes bytea,
    language text,
    preferred_channel text constraint party_channel_known
        check (preferred_channel in ('sms', 'email', 'phone', 'post', 'none')),
    retention_class text not null default 'clinical',
    name_tokens bigint[] not null default '{}',
    phone_index bytea,
    email_index bytea,
    mrn_index bytea,
    birth_index bytea,
    active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid,
    deleted_at timestamptz,
    deleted_by uuid,
    constraint party_patient_numbered check (kind <> 'patient' or number is not null)
);
create unique index party_email_unique on party (email_index) where deleted_at is null;
create unique index party_mrn_unique on party (mrn_index) where deleted_at is null;
create index party_phone on party (phone_index) where deleted_at is null;
create index party_birth on party (birth_index) where deleted_at is null;
create index party_names on party using gin (name_tokens) with (fastupdate = off) where deleted_at is null;
create index party_kind on party (kind, id) where deleted_at is null;

alter table session add constraint session_patient_known foreign key (patient_id) references party (id) on delete cascade;
alter table passkey add constraint passkey_patient_known foreign key (patient_id) references party (id) on delete cascade;
