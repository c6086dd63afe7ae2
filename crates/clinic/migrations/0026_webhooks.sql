-- Programs of others are told of what happens here: who wants to know what, what happened, and whether they heard.

create table webhook (
    id uuid primary key,
    -- Sealed, as a clinic may have to put a password of the other side into it.
    url bytea not null,
    description bytea,
    -- What it is told of.
    types text[] not null constraint webhook_types_some check (types <> '{}'),
    enabled boolean not null,
    -- Why it is not, where nobody switched it off by hand.
    stopped_for text constraint webhook_stopped_for_known check (stopped_for in ('gone', 'failing')),
    secret bytea not null,
    -- The one before it, which signs as well until then.
    earlier_secret bytea,
    earlier_until timestamptz,
    -- Since when nothing has arrived any more.
    failing_since timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid,
    constraint webhook_stopped_is_off check (stopped_for is null or not enabled),
    constraint webhook_earlier_secret_ends check ((earlier_secret is null) = (earlier_until is null))
);

-- What happened: ids alone. Whoever is told asks for the rest, with rights of their own.
create table webhook_event (
    id uuid primary key,
    type text not null,
    happened_at timestamptz not null,
    subject_id uuid not null,
    patient_id uuid,
    -- Into which other one somebody was merged.
    other_id uuid,
    -- Of what it happened to, as it was then.
    version integer
);
create index webhook_event_age on webhook_event (happened_at);

-- That one of them is told of it, and how far that got.
create table webhook_delivery (
    webhook_id uuid not null references webhook (id) on delete cascade,
    event_id uuid not null references webhook_event (id) on delete cascade,
    status text not null default 'waiting' constraint webhook_delivery_status_known
        check (status in ('waiting', 'delivered', 'failed')),
    created_at timestamptz not null,
    -- Since when it is tried: anew when somebody wants it to be.
    waiting_since timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    -- Somebody is at it until then, or died over it.
    leased_until timestamptz,
    -- Of the last attempt.
    attempted_at timestamptz,
    duration_ms integer,
    answered integer,
    error_code text,
    delivered_at timestamptz,
    primary key (webhook_id, event_id),
    constraint webhook_delivery_delivered_says_when check (status <> 'delivered' or delivered_at is not null)
);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at) where status = 'waiting';
create index webhook_delivery_log on webhook_delivery (webhook_id, created_at, event_id);
create index webhook_delivery_event on webhook_delivery (event_id);

-- Notes what happened for all who want to know; where nobody does, nothing. Its id says what it is, so it cannot be
-- noted twice.
create function tell_webhooks(told text, happened timestamptz, subject uuid, patient uuid, revision integer, other uuid)
returns void language plpgsql as $$
declare
    event uuid;
begin
    if not exists (select from {role}.webhook w where w.enabled and w.types @> array[told]) then
        return;
    end if;
    event := encode(substr(sha256(convert_to(told || ' ' || subject || ' ' || revision, 'UTF8')), 1, 16), 'hex');
    insert into {role}.webhook_event (id, type, happened_at, subject_id, patient_id, other_id, version)
    values (event, told, happened, subject, patient, other, revision)
    on conflict do nothing;
    if found then
        insert into {role}.webhook_delivery (webhook_id, event_id, created_at, waiting_since, next_attempt_at)
        select w.id, event, happened, happened, happened
        from {role}.webhook w where w.enabled and w.types @> array[told];
    end if;
end $$;

-- The rows themselves say what happened to them, in the transaction in which it happens: whoever changes them, from
-- whichever page or by itself, cannot forget to. What has no new version is no news.
create function tell_of_patient() returns trigger language plpgsql as $$
declare
    was_patient boolean := tg_op = 'UPDATE' and old.kind = 'patient';
    told text := case
        when not was_patient then 'patient.created'
        when old.merged_into is null and new.merged_into is not null then 'patient.merged'
        when old.merged_into is not null and new.merged_into is null then 'patient.parted'
        when old.deleted_at is null and new.deleted_at is not null then 'patient.deleted'
        when old.deleted_at is not null and new.deleted_at is null then 'patient.restored'
        else 'patient.updated' end;
begin
    perform {role}.tell_webhooks(told, greatest(new.updated_at, new.deleted_at), new.id, null, new.version,
        case when told = 'patient.merged' then new.merged_into end);
    return null;
end $$;
create trigger party_tells_of_new after insert on party
    for each row when (new.kind = 'patient') execute function tell_of_patient();
create trigger party_tells_of_change after update on party
    for each row when (new.version <> old.version and (new.kind = 'patient' or old.kind = 'patient'))
    execute function tell_of_patient();

create function tell_of_appointment() returns trigger language plpgsql as $$
declare
    -- In the order in which a visit goes through them: whatever leads back was undone.
    steps constant text[] := array['waitlist', 'proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled',
        'noshow', 'cancelled', 'entered-in-error'];
    was_booked boolean := tg_op = 'UPDATE' and old.status not in ('waitlist', 'proposed');
    told text;
begin
    -- A time that is only held is nobody's visit yet, and may never be.
    if new.status in ('waitlist', 'proposed') or (not was_booked and new.status = 'cancelled') then
        return null;
    end if;
    told := 'appointment.' || case
        when was_booked and old.deleted_at is null and new.deleted_at is not null then 'deleted'
        when was_booked and old.deleted_at is not null and new.deleted_at is null then 'restored'
        when was_booked and array_position(steps, new.status) < array_position(steps, old.status) then 'reverted'
        when was_booked and new.status = old.status
            then case when (new.starts_at, new.ends_at) <> (old.starts_at, old.ends_at) then 'moved' else 'updated' end
        when new.status = 'booked' and was_booked then 'confirmed'
        when new.status in ('pending', 'booked') then 'booked'
        when new.status = 'checked-in' then 'checked_in'
        when new.status = 'fulfilled' then 'completed'
        when new.status = 'noshow' then 'no_show'
        else replace(new.status, '-', '_') end;
    perform {role}.tell_webhooks(told, greatest(new.updated_at, new.deleted_at), new.id, new.patient_id, new.version, null);
    return null;
end $$;
create trigger appointment_tells_of_new after insert on appointment
    for each row execute function tell_of_appointment();
create trigger appointment_tells_of_change after update on appointment
    for each row when (new.version <> old.version) execute function tell_of_appointment();

-- A document is there once something was uploaded.
create function tell_of_document() returns trigger language plpgsql as $$
declare
    told text := case
        when old.current_id is null then 'document.added'
        when old.deleted_at is null and new.deleted_at is not null then 'document.deleted'
        when old.deleted_at is not null and new.deleted_at is null then 'document.restored'
        else 'document.updated' end;
begin
    perform {role}.tell_webhooks(told, greatest(new.updated_at, new.deleted_at), new.id, new.party_id, new.revision, null);
    return null;
end $$;
create trigger document_tells_of_change after update on document
    for each row when (new.revision <> old.revision and new.current_id is not null) execute function tell_of_document();

-- What a version of something that is signed says that the one before did not. A draft is its author's alone.
create function step_of_version(finished text, before text, after text) returns text language sql immutable as $$
    select case
        when after = 'draft' then null
        when after = 'entered-in-error' then case when before <> 'draft' then 'struck' end
        when before is null or before = 'draft' then finished
        when after = 'co-signed' and before <> 'co-signed' then 'co_signed'
        else 'amended' end
$$;
create function tell_of_assessment() returns trigger language plpgsql as $$
declare
    step text := {role}.step_of_version('completed', (select v.status from {role}.assessment_version v
        where v.assessment_id = new.assessment_id and v.version < new.version order by v.version desc limit 1), new.status);
begin
    if step is not null then
        perform {role}.tell_webhooks('assessment.' || step, new.created_at, a.id, a.patient_id, new.version, null)
        from {role}.assessment a where a.id = new.assessment_id;
    end if;
    return null;
end $$;
create trigger assessment_version_tells after insert on assessment_version
    for each row execute function tell_of_assessment();
create function tell_of_note() returns trigger language plpgsql as $$
declare
    step text := {role}.step_of_version('signed', (select v.status from {role}.note_version v
        where v.note_id = new.note_id and v.version < new.version order by v.version desc limit 1), new.status);
begin
    if step is not null then
        perform {role}.tell_webhooks('note.' || step, new.created_at, n.id, n.patient_id, new.version, null)
        from {role}.note n where n.id = new.note_id;
    end if;
    return null;
end $$;
create trigger note_version_tells after insert on note_version
    for each row execute function tell_of_note();

create function tell_of_alert() returns trigger language plpgsql as $$
begin
    perform {role}.tell_webhooks('alert.raised', new.opened_at, new.id, new.patient_id, 1, null);
    return null;
end $$;
create trigger reading_alert_tells after insert on reading_alert
    for each row execute function tell_of_alert();

-- That a webhook was switched off, as nobody answered there any more.
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in
    ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
     'emergency_opened', 'critical_answer', 'document_damaged', 'reading_alert', 'note_to_co_sign',
     'assessment_to_co_sign', 'webhook_stopped'));
