-- Patients who come in by themselves, how they prove who they are, and the messages that reach them.

create table patient_account (
    patient_id uuid primary key references party (id) on delete cascade,
    username bytea not null,
    -- Where codes go. Not the phone of the chart: a slip of the desk's there must not let a stranger in here.
    phone bytea not null,
    -- Of phone and user name together: neither alone says whether somebody is a patient here.
    identity_index bytea not null constraint patient_account_identity_unique unique,
    status text not null default 'active' constraint patient_account_status_known check (status in ('active', 'blocked')),
    -- Until then a code to the new phone opens little: time for the owner of the old one to object.
    held_until timestamptz,
    last_sign_in_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid
);

-- A sign-in or sign-up that waits for its code, in one browser.
create table sign_in_challenge (
    -- Of the secret in the browser's cookie.
    hash bytea primary key,
    -- Null where nobody is known by what was typed, and where somebody signs up.
    patient_id uuid references party (id) on delete cascade,
    code_hash bytea not null,
    -- What was typed.
    details bytea not null,
    tries integer not null default 0,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index sign_in_challenge_age on sign_in_challenge (expires_at);

-- A code on paper that the desk hands out: one a patient, good once.
create table activation_code (
    patient_id uuid primary key references party (id) on delete cascade,
    hash bytea not null constraint activation_code_hash_unique unique,
    created_at timestamptz not null,
    created_by uuid,
    expires_at timestamptz not null
);

-- The outbox. A message is queued in the transaction that has a reason for it.
create table message (
    id uuid primary key,
    kind text not null constraint message_kind_known
        check (kind in ('one_time_code', 'sign_in_phone_changed', 'activation_code_issued')),
    channel text not null constraint message_channel_known check (channel in ('sms')),
    status text not null constraint message_status_known check (status in
        ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'dead', 'withheld')),
    -- Why it is not sent.
    withheld text constraint message_withheld_known check (withheld in ('unknown', 'blocked', 'country', 'too_many')),
    patient_id uuid references party (id) on delete cascade,
    recipient bytea not null,
    body bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    constraint message_withheld_says_why check ((status = 'withheld') = (withheld is not null))
);
create index message_age on message (created_at, id);

-- How much of an allowance is used, under keyed hashes.
create table allowance (
    key bytea primary key,
    began_at timestamptz not null,
    used integer not null
);
create index allowance_age on allowance (began_at);
