-- Words of the clinic's own by which people are found together. What a tag says is sealed for the clinic, as many people
-- share it; who has it is only two ids.
create table tag (
    id uuid primary key,
    name bytea not null,
    name_index bytea not null constraint tag_name_unique unique,
    created_at timestamptz not null,
    created_by uuid
);

create table party_tag (
    party_id uuid not null references party (id),
    tag_id uuid not null references tag (id),
    tagged_at timestamptz not null,
    tagged_by uuid,
    primary key (party_id, tag_id)
);
create index party_tag_of_tag on party_tag (tag_id);

-- What somebody of the clinic writes to people.
alter table message drop constraint message_kind_known;
alter table message add constraint message_kind_known check (kind in
    ('one_time_code', 'sign_in_phone_changed', 'activation_code_issued', 'appointment_reminder',
     'appointment_confirmation', 'appointment_cancelled', 'series_confirmation', 'series_cancelled',
     'waitlist_offer', 'result_released', 'invoice_reminder', 'from_clinic', 'test_message'));
