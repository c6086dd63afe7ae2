-- Booking: times held for somebody, several who come together, and visits that come again.

alter table appointment
    -- What is done in it, where the clinic has said what it offers.
    add column service_id uuid,
    -- With what must be kept free before and after; what the constraints go by.
    add column busy_from timestamptz,
    add column busy_until timestamptz,
    -- Its own id, or one that all who come to the same group session share.
    add column group_id uuid,
    add column seat integer not null default 1,
    add column seats integer not null default 1,
    -- Until then the time is kept for the patient, who has not said yes; nobody's afterwards.
    add column hold_expires_at timestamptz,
    -- The series it belongs to, and which day of it: an occurrence that was moved is still that day's.
    add column series_id uuid,
    add column series_day date;
update appointment set busy_from = starts_at, busy_until = ends_at, group_id = id;
alter table appointment
    alter column busy_from set not null,
    alter column busy_until set not null,
    alter column group_id set not null,
    add constraint appointment_busy_throughout check (busy_from <= starts_at and ends_at <= busy_until),
    -- So whatever overlaps a time is found from where it began.
    add constraint appointment_busy_within_bounds check (busy_until - busy_from <= interval '36 hours'),
    add constraint appointment_seat_known check (seat between 1 and seats),
    -- So nobody gets past the constraints below by belonging to somebody else's group.
    add constraint appointment_alone_is_own_group check (seats > 1 or group_id = id),
    add constraint appointment_hold_is_proposed check (hold_expires_at is null or status = 'proposed'),
    add constraint appointment_series_day_known check ((series_id is null) = (series_day is null)),
    drop constraint appointment_provider_free,
    drop constraint appointment_room_free,
    add constraint appointment_provider_free exclude using gist
        (provider_id with =, tstzrange(busy_from, busy_until) with &&, group_id with <>)
        where (status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and not overbooked and deleted_at is null),
    add constraint appointment_room_free exclude using gist
        (room_id with =, tstzrange(busy_from, busy_until) with &&, group_id with <>)
        where (status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and not overbooked and deleted_at is null and room_id is not null);
-- Of a group session no seat is given twice.
create unique index appointment_seat_free on appointment (group_id, seat)
    where seats > 1 and not overbooked and deleted_at is null
      and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled');
create index appointment_hold on appointment (hold_expires_at) where hold_expires_at is not null;
create unique index appointment_series_day on appointment (series_id, series_day) where series_id is not null;

alter table appointment_equipment add column group_id uuid;
update appointment_equipment e set group_id = e.appointment_id;
alter table appointment_equipment
    alter column group_id set not null,
    drop constraint appointment_equipment_free,
    add constraint appointment_equipment_free exclude using gist (item with =, during with &&, group_id with <>);

create or replace function keep_equipment() returns trigger language plpgsql as $$
begin
    delete from {role}.appointment_equipment where appointment_id = new.id;
    insert into {role}.appointment_equipment (appointment_id, item, during, group_id)
    select distinct new.id, item, tstzrange(new.busy_from, new.busy_until), new.group_id from unnest(new.equipment) as item
    where new.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
      and not new.overbooked and new.deleted_at is null;
    return null;
end $$;
drop trigger appointment_moves_equipment on appointment;
create trigger appointment_moves_equipment
    after update of equipment, busy_from, busy_until, group_id, status, overbooked, deleted_at on appointment
    for each row when (new.equipment <> '{}' or old.equipment <> '{}') execute function keep_equipment();

-- A rule by which visits come again, in the clinic's wall time. What it said once is done: its visits are appointments of
-- their own, and one that was taken away stays away.
create table series (
    id uuid primary key,
    patient_id uuid not null references party (id),
    rule text not null constraint series_rule_length check (length(rule) between 1 and 300),
    starts_on date not null,
    starts_time time not null,
    minutes integer not null constraint series_minutes_known check (minutes between 1 and 1440),
    -- The series that this one goes on with from some day.
    follows_id uuid references series (id),
    created_at timestamptz not null,
    created_by uuid
);
create index series_patient on series (patient_id);
alter table appointment add constraint appointment_series_known foreign key (series_id) references series (id);
