-- That somebody was reminded of an invoice that is overdue: of each level once, whoever presses how often.

create table invoice_reminder (
    invoice_id uuid not null references invoice (id),
    level integer not null constraint invoice_reminder_level_range check (level between 1 and 5),
    message_id uuid not null references message (id),
    sent_at timestamptz not null,
    sent_by uuid,
    constraint invoice_reminder_once primary key (invoice_id, level)
);
create index invoice_reminder_message on invoice_reminder (message_id);
revoke update, delete, truncate on invoice_reminder from {role};

alter table message drop constraint message_kind_known;
alter table message add constraint message_kind_known check (kind in
    ('one_time_code', 'sign_in_phone_changed', 'activation_code_issued', 'appointment_reminder',
     'appointment_confirmation', 'appointment_cancelled', 'series_confirmation', 'series_cancelled',
     'waitlist_offer', 'result_released', 'invoice_reminder', 'test_message'));
