-- What patients are told about their appointments, and messages that go by mail.

alter table message
    drop constraint message_kind_known,
    drop constraint message_channel_known,
    drop constraint message_provider_known,
    add constraint message_kind_known check (kind in
        ('one_time_code', 'sign_in_phone_changed', 'activation_code_issued', 'appointment_reminder',
         'appointment_confirmation', 'appointment_cancelled', 'series_confirmation', 'series_cancelled',
         'waitlist_offer', 'result_released', 'test_message')),
    add constraint message_channel_known check (channel in ('sms', 'email')),
    add constraint message_provider_known check (provider in ('console', 'twilio', 'smtp')),
    -- Of a letter.
    add column subject bytea,
    add constraint message_letter_has_subject check ((channel = 'email') = (subject is not null));
create index message_appointment on message (appointment_id, created_at) where appointment_id is not null;

-- What proves to the mail server who sends.
alter table messaging add column mail_password bytea;

-- What a patient will be told, unless it is taken back before. The last word about an appointment counts, so there is one
-- at most; and one about all the visits of a series that were booked, moved or cancelled together, under their first.
create table notice (
    appointment_id uuid not null references appointment (id) on delete cascade,
    whole_series boolean not null,
    kind text not null constraint notice_kind_known check (kind in
        ('appointment_confirmation', 'appointment_cancelled', 'series_confirmation', 'series_cancelled')),
    -- When the appointment was to begin when this was noted.
    starts_at timestamptz not null,
    visits integer not null constraint notice_visits_positive check (visits > 0),
    -- Nobody has been told yet that there is such an appointment.
    is_new boolean not null,
    due_at timestamptz not null,
    constraint notice_one_each primary key (appointment_id, whole_series)
);
create index notice_due on notice (due_at);
