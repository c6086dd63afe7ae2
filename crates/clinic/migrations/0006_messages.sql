-- Messages that leave the house: how each is sent, what becomes of it, and what comes back.

alter table message
    drop constraint message_kind_known,
    drop constraint message_withheld_known,
    add constraint message_kind_known check (kind in
        ('one_time_code', 'sign_in_phone_changed', 'activation_code_issued', 'appointment_reminder',
         'appointment_confirmation', 'appointment_cancelled', 'waitlist_offer', 'result_released', 'test_message')),
    add constraint message_withheld_known check (withheld in
        ('unknown', 'blocked', 'country', 'too_many', 'expired', 'appointment_changed', 'opted_out', 'no_consent')),
    -- The appointment that it is about, and when that was to begin when it was written.
    add column appointment_id uuid references appointment (id) on delete cascade,
    add column starts_at timestamptz,
    -- Of a reminder: how long before the appointment.
    add column offset_minutes integer,
    add column urgent boolean not null default false,
    -- Keyed hash of the number, to find whom an answer comes from.
    add column recipient_index bytea,
    add column scheduled_for timestamptz,
    add column attempts integer not null default 0,
    add column next_attempt_at timestamptz,
    -- Committed before the carrier is called: whatever breaks off afterwards, it is known that there was a call.
    add column attempt_began_at timestamptz,
    add column provider text constraint message_provider_known check (provider in ('console', 'twilio')),
    -- The carrier's name for it, and those of what it took for earlier tries.
    add column provider_sid text constraint message_sid_unique unique,
    add column earlier_sids text[] not null default '{}',
    add column segments integer,
    add column error_code text,
    add column sent_at timestamptz,
    add column delivered_at timestamptz,
    -- What the patient answered.
    add column answer text constraint message_answer_known check (answer in ('confirmed', 'cancelled')),
    add column answered_at timestamptz,
    add constraint message_reminds_of_something check (kind <> 'appointment_reminder' or
        (appointment_id is not null and starts_at is not null and offset_minutes is not null)),
    add constraint message_sending_has_begun check (status <> 'sending' or attempt_began_at is not null);
update message set urgent = true, next_attempt_at = created_at, scheduled_for = created_at;
alter table message alter column next_attempt_at set not null, alter column scheduled_for set not null;

-- However often the plan is made, and by however many nodes.
create unique index message_one_reminder on message (appointment_id, starts_at, channel, offset_minutes)
    where kind = 'appointment_reminder';
create index message_due on message (urgent, next_attempt_at, id) where status = 'queued';
create index message_under_way on message (attempt_began_at) where status = 'sending';
create index message_recipient on message (recipient_index, starts_at) where kind = 'appointment_reminder';
create index message_sent on message (sent_at);

-- How the clinic sends. One row at most.
create table messaging (
    id uuid primary key,
    settings jsonb not null,
    auth_token bytea,
    version integer not null default 1,
    updated_at timestamptz not null,
    updated_by uuid
);
create unique index messaging_single on messaging ((true));

-- Reminders whose moment is not after this are planned. One row at most.
create table reminder_mark (
    single boolean primary key default true constraint reminder_mark_single check (single),
    planned_until timestamptz not null
);

-- What people send to the clinic's number.
create table inbound_message (
    id uuid primary key,
    provider_sid text not null constraint inbound_message_sid_unique unique,
    sender bytea not null,
    sender_index bytea not null,
    body bytea not null,
    patient_id uuid references party (id) on delete set null,
    meaning text not null constraint inbound_message_meaning_known check (meaning in
        ('stop', 'start', 'confirmed', 'cancelled', 'too_late', 'other')),
    received_at timestamptz not null
);
create index inbound_message_age on inbound_message (received_at, id);

-- Numbers that want nothing more from the clinic.
create table opt_out (
    recipient_index bytea primary key,
    opted_out_at timestamptz not null
);
