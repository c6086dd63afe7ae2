-- What became of reminders. Messages are kept for a month, as their words and numbers are of no use for longer; that one was
-- sent, arrived and was answered is kept without them.

create table reminder_outcome (
    id uuid primary key,
    appointment_id uuid not null references appointment (id) on delete cascade,
    channel text not null,
    status text not null,
    answer text,
    -- When the appointment was to begin.
    starts_at timestamptz not null
);
create index reminder_outcome_time on reminder_outcome (starts_at);
create index reminder_outcome_appointment on reminder_outcome (appointment_id);

-- Those of the appointments of a day, or of a month.
create table reminder_tally (
    -- The first day of a month stands for it.
    is_month boolean not null,
    day date not null,
    provider_id uuid not null,
    kind text not null,
    channel text not null,
    waiting bigint not null,
    sent bigint not null,
    delivered bigint not null,
    failed bigint not null,
    withheld bigint not null,
    confirmed bigint not null,
    cancelled bigint not null,
    primary key (is_month, day, provider_id, kind, channel)
);

create function reminders_of_day(zone text, on_day date)
returns table (provider_id uuid, kind text, channel text, waiting bigint, sent bigint, delivered bigint, failed bigint,
    withheld bigint, confirmed bigint, cancelled bigint)
language sql stable as $$
    select a.provider_id, a.kind, o.channel,
        count(*) filter (where o.status in ('queued', 'sending')),
        count(*) filter (where o.status = 'sent'),
        count(*) filter (where o.status = 'delivered'),
        count(*) filter (where o.status in ('undelivered', 'failed', 'dead')),
        count(*) filter (where o.status = 'withheld'),
        count(*) filter (where o.answer = 'confirmed'),
        count(*) filter (where o.answer = 'cancelled')
    from {role}.reminder_outcome o join {role}.appointment a on a.id = o.appointment_id
    where o.starts_at >= ($2::timestamp at time zone $1) - interval '3 hours'
      and o.starts_at < (($2 + 1)::timestamp at time zone $1) + interval '3 hours'
      and (o.starts_at at time zone $1)::date = $2
    group by a.provider_id, a.kind, o.channel
$$;

create function reminders_of_month(month date)
returns table (provider_id uuid, kind text, channel text, waiting bigint, sent bigint, delivered bigint, failed bigint,
    withheld bigint, confirmed bigint, cancelled bigint)
language sql stable as $$
    select d.provider_id, d.kind, d.channel, sum(d.waiting)::bigint, sum(d.sent)::bigint, sum(d.delivered)::bigint,
        sum(d.failed)::bigint, sum(d.withheld)::bigint, sum(d.confirmed)::bigint, sum(d.cancelled)::bigint
    from {role}.reminder_tally d
    where not d.is_month and d.day >= $1 and d.day < ($1 + interval '1 month')::date
    group by d.provider_id, d.kind, d.channel
$$;

create function reminders_hanging_on(appointments uuid[]) returns table (at timestamptz) language sql stable as $$
    select o.starts_at from {role}.reminder_outcome o where o.appointment_id = any($1)
$$;

create function reminder_days(zone text, first date, last date, by_months boolean)
returns table (day date, provider_id uuid, kind text, channel text, waiting bigint, sent bigint, delivered bigint,
    failed bigint, withheld bigint, confirmed bigint, cancelled bigint)
language sql stable as $$
    with lots as materialized (
        select l.lot, l.day from {role}.lots(array(
            select n.day from {role}.days_to_recount('reminders', $1, $2, $3) n
            union
            select (h.at at time zone $1)::date from {role}.reminders_hanging_on(array(
                select r.subject_id from {role}.recount r where r.what = 'appointment')) h
            where (h.at at time zone $1)::date between $2 and $3), $2, $3, $4) l)
    select t.day, t.provider_id, t.kind, t.channel, t.waiting, t.sent, t.delivered, t.failed, t.withheld, t.confirmed,
        t.cancelled
    from lots l join {role}.reminder_tally t on t.is_month = (l.lot = 'month') and t.day = l.day
    where l.lot <> 'anew'
    union all
    select l.day, m.provider_id, m.kind, m.channel, m.waiting, m.sent, m.delivered, m.failed, m.withheld, m.confirmed,
        m.cancelled
    from lots l cross join lateral {role}.reminders_of_day($1, l.day) m where l.lot = 'anew'
$$;

create function note_reminder() returns trigger language plpgsql as $$
begin
    insert into {role}.reminder_outcome (id, appointment_id, channel, status, answer, starts_at)
    values (new.id, new.appointment_id, new.channel, new.status, new.answer, new.starts_at)
    on conflict (id) do update set status = excluded.status, answer = excluded.answer;
    insert into {role}.recount (what, at) values ('reminders', new.starts_at);
    return null;
end $$;
create trigger message_comes_to_count after insert on message
    for each row when (new.kind = 'appointment_reminder') execute function note_reminder();
create trigger message_counts_otherwise after update on message for each row
    when (new.kind = 'appointment_reminder'
          and (new.status, new.answer) is distinct from (old.status, old.answer))
    execute function note_reminder();
-- A time that was held and let go takes with it what was to be said of it.
create function note_lost_reminder() returns trigger language plpgsql as $$
begin
    insert into {role}.recount (what, at) values ('reminders', old.starts_at);
    return null;
end $$;
create trigger reminder_outcome_goes after delete on reminder_outcome
    for each row execute function note_lost_reminder();

insert into reminder_outcome (id, appointment_id, channel, status, answer, starts_at)
select id, appointment_id, channel, status, answer, starts_at from message where kind = 'appointment_reminder';
update tally_zone set zone = '';
