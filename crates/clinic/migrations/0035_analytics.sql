-- A clinic in numbers. What happens on a day is counted once and kept, by days and by months, so that a year is read from
-- some thousand rows; what was changed since its day was counted is counted from the rows whenever somebody asks, so that
-- no answer is ever old.

-- What is to be counted anew: noted by triggers in the transaction of the change, taken away in the one that counts. There
-- is no mark up to which everything was counted, so nothing that commits late can lie behind one: a row here is seen only
-- together with the change that it speaks of, and whoever counts takes away those rows alone that they saw before they
-- began to count.
create table recount (
    seq bigint generated always as identity primary key,
    what text not null constraint recount_what_known
        check (what in ('visits', 'money', 'reminders', 'patient', 'appointment')),
    -- An instant of the day that is to be counted. Days are those of the clinic's zone, which may change.
    at timestamptz,
    -- Whose first visit is to be found, or what hangs on which appointment.
    subject_id uuid,
    constraint recount_day_or_subject check ((what in ('patient', 'appointment')) = (at is null)
        and (at is null) <> (subject_id is null))
);
create index recount_day on recount (what, at) where at is not null;
create index recount_subject on recount (what, subject_id) where subject_id is not null;

-- Whose days the kept numbers are of; those of another zone count for nothing, until all were counted anew.
create table tally_zone (
    only_one boolean primary key default true constraint tally_zone_only_one check (only_one),
    zone text not null
);
insert into tally_zone (zone) values ('');

-- The days that are to be counted from the rows: those with changes, and all as long as the kept ones are of another zone.
create function days_to_recount(told text, zone text, first date, last date) returns table (day date)
language sql stable as $$
    select distinct (r.at at time zone $2)::date from {role}.recount r
    where r.what = $1 and r.at >= ($3 - 1)::timestamp at time zone 'UTC' and r.at < ($4 + 2)::timestamp at time zone 'UTC'
      and (r.at at time zone $2)::date between $3 and $4
      and exists (select from {role}.tally_zone z where z.zone = $2)
    union all
    select g.day::date from generate_series($3::timestamp, $4::timestamp, interval '1 day') as g (day)
    where not exists (select from {role}.tally_zone z where z.zone = $2)
$$;

-- From where the numbers of a span are taken: whole months, where somebody does not mind and nothing in them is to be
-- counted; the days beside them; and the days that are to be counted from the rows.
create function lots(anew date[], first date, last date, by_months boolean) returns table (lot text, day date)
language sql stable as $$
    with days as materialized (
        select $2 + n as day, date_trunc('month', ($2 + n)::timestamp)::date as month from generate_series(0, $3 - $2) as n),
    months as materialized (
        select d.month from days d where $4 group by d.month
        having count(*) = extract(day from d.month + interval '1 month' - interval '1 day')
           and not bool_or(d.day = any($1)))
    select 'month', m.month from months m
    union all
    select case when d.day = any($1) then 'anew' else 'day' end, d.day from days d
    where d.month not in (select m.month from months m)
$$;

-- The appointments of a day, or of one weekday of a month, by where they stand now. A time that is only held is nobody's
-- appointment yet.
create table visit_tally (
    -- The first day of a month stands for it.
    is_month boolean not null,
    day date not null,
    -- 1 is Monday.
    weekday integer not null,
    provider_id uuid not null,
    kind text not null,
    pending bigint not null,
    booked bigint not null,
    arrived bigint not null,
    checked_in bigint not null,
    fulfilled bigint not null,
    cancelled bigint not null,
    cancelled_late bigint not null,
    noshow bigint not null,
    -- Of all that were not cancelled.
    minutes bigint not null,
    -- The same by the hour in which they begin: 24 numbers.
    by_hour bigint[] not null,
    primary key (is_month, day, weekday, provider_id, kind)
);

-- The one place that says what is counted of a day. The hours beside it are for zones that change their clocks at midnight.
create function visits_of_day(zone text, on_day date)
returns table (provider_id uuid, kind text, pending bigint, booked bigint, arrived bigint, checked_in bigint,
    fulfilled bigint, cancelled bigint, cancelled_late bigint, noshow bigint, minutes bigint, by_hour bigint[])
language sql stable as $$
    select a.provider_id, a.kind,
        count(*) filter (where a.status = 'pending'),
        count(*) filter (where a.status = 'booked'),
        count(*) filter (where a.status = 'arrived'),
        count(*) filter (where a.status = 'checked-in'),
        count(*) filter (where a.status = 'fulfilled'),
        count(*) filter (where a.status = 'cancelled'),
        count(*) filter (where a.status = 'cancelled' and a.cancelled_late),
        count(*) filter (where a.status = 'noshow'),
        -- Whoever comes to one session together takes its time once.
        coalesce(sum(a.seconds) filter (where a.status <> 'cancelled' and a.member = 1) / 60, 0)::bigint,
        array[
            count(*) filter (where a.hour = 0), count(*) filter (where a.hour = 1), count(*) filter (where a.hour = 2),
            count(*) filter (where a.hour = 3), count(*) filter (where a.hour = 4), count(*) filter (where a.hour = 5),
            count(*) filter (where a.hour = 6), count(*) filter (where a.hour = 7), count(*) filter (where a.hour = 8),
            count(*) filter (where a.hour = 9), count(*) filter (where a.hour = 10), count(*) filter (where a.hour = 11),
            count(*) filter (where a.hour = 12), count(*) filter (where a.hour = 13), count(*) filter (where a.hour = 14),
            count(*) filter (where a.hour = 15), count(*) filter (where a.hour = 16), count(*) filter (where a.hour = 17),
            count(*) filter (where a.hour = 18), count(*) filter (where a.hour = 19), count(*) filter (where a.hour = 20),
            count(*) filter (where a.hour = 21), count(*) filter (where a.hour = 22), count(*) filter (where a.hour = 23)]
    from (
        select t.provider_id, t.kind, t.status, t.cancelled_late,
            extract(epoch from t.ends_at - t.starts_at)::bigint as seconds,
            row_number() over (partition by t.group_id, t.status = 'cancelled' order by t.id) as member,
            case when t.status <> 'cancelled' then extract(hour from t.starts_at at time zone $1)::integer end as hour
        from {role}.appointment t
        where t.starts_at >= ($2::timestamp at time zone $1) - interval '3 hours'
          and t.starts_at < (($2 + 1)::timestamp at time zone $1) + interval '3 hours'
          and (t.starts_at at time zone $1)::date = $2 and t.deleted_at is null
          and t.status not in ('waitlist', 'proposed', 'entered-in-error')
          and not (t.status = 'cancelled' and coalesce(t.previous_status, '') in ('waitlist', 'proposed'))) as a
    group by a.provider_id, a.kind
$$;

-- What the kept days of a month come to.
create function visits_of_month(month date)
returns table (weekday integer, provider_id uuid, kind text, pending bigint, booked bigint, arrived bigint,
    checked_in bigint, fulfilled bigint, cancelled bigint, cancelled_late bigint, noshow bigint, minutes bigint,
    by_hour bigint[])
language sql stable as $$
    select d.weekday, d.provider_id, d.kind, sum(d.pending)::bigint, sum(d.booked)::bigint, sum(d.arrived)::bigint,
        sum(d.checked_in)::bigint, sum(d.fulfilled)::bigint, sum(d.cancelled)::bigint, sum(d.cancelled_late)::bigint,
        sum(d.noshow)::bigint, sum(d.minutes)::bigint,
        array[
            sum(d.by_hour[1])::bigint, sum(d.by_hour[2])::bigint, sum(d.by_hour[3])::bigint,
            sum(d.by_hour[4])::bigint, sum(d.by_hour[5])::bigint, sum(d.by_hour[6])::bigint,
            sum(d.by_hour[7])::bigint, sum(d.by_hour[8])::bigint, sum(d.by_hour[9])::bigint,
            sum(d.by_hour[10])::bigint, sum(d.by_hour[11])::bigint, sum(d.by_hour[12])::bigint,
            sum(d.by_hour[13])::bigint, sum(d.by_hour[14])::bigint, sum(d.by_hour[15])::bigint,
            sum(d.by_hour[16])::bigint, sum(d.by_hour[17])::bigint, sum(d.by_hour[18])::bigint,
            sum(d.by_hour[19])::bigint, sum(d.by_hour[20])::bigint, sum(d.by_hour[21])::bigint,
            sum(d.by_hour[22])::bigint, sum(d.by_hour[23])::bigint, sum(d.by_hour[24])::bigint]
    from {role}.visit_tally d
    where not d.is_month and d.day >= $1 and d.day < ($1 + interval '1 month')::date
    group by d.weekday, d.provider_id, d.kind
$$;

-- What was kept and what is counted now, together: one statement, so one moment.
create function visit_days(zone text, first date, last date, by_months boolean)
returns table (day date, weekday integer, provider_id uuid, kind text, pending bigint, booked bigint, arrived bigint,
    checked_in bigint, fulfilled bigint, cancelled bigint, cancelled_late bigint, noshow bigint, minutes bigint,
    by_hour bigint[])
language sql stable as $$
    with lots as materialized (
        select l.lot, l.day from {role}.lots(array(
            select n.day from {role}.days_to_recount('visits', $1, $2, $3) n), $2, $3, $4) l)
    select t.day, t.weekday, t.provider_id, t.kind, t.pending, t.booked, t.arrived, t.checked_in, t.fulfilled,
        t.cancelled, t.cancelled_late, t.noshow, t.minutes, t.by_hour
    from lots l join {role}.visit_tally t on t.is_month = (l.lot = 'month') and t.day = l.day
    where l.lot <> 'anew'
    union all
    select l.day, extract(isodow from l.day)::integer, v.provider_id, v.kind, v.pending, v.booked, v.arrived,
        v.checked_in, v.fulfilled, v.cancelled, v.cancelled_late, v.noshow, v.minutes, v.by_hour
    from lots l cross join lateral {role}.visits_of_day($1, l.day) v where l.lot = 'anew'
$$;

-- With which visit each patient came for the first time: who is new on a day, whatever day that is in which zone.
create table first_visit (
    patient_id uuid primary key,
    provider_id uuid not null,
    kind text not null,
    starts_at timestamptz not null
);
create index first_visit_time on first_visit (starts_at);

create function first_visit_of(patient uuid) returns table (provider_id uuid, kind text, starts_at timestamptz)
language sql stable as $$
    select a.provider_id, a.kind, a.starts_at from {role}.appointment a
    where a.patient_id = $1 and a.status = 'fulfilled' and a.deleted_at is null order by a.starts_at, a.id limit 1
$$;

create function first_visits(from_instant timestamptz, until timestamptz) returns table (provider_id uuid, kind text,
    starts_at timestamptz)
language sql stable as $$
    with anew as materialized (select distinct r.subject_id as patient_id from {role}.recount r where r.what = 'patient')
    select f.provider_id, f.kind, f.starts_at from {role}.first_visit f
    where f.starts_at >= $1 and f.starts_at < $2 and f.patient_id not in (select a.patient_id from anew a)
    union all
    select v.provider_id, v.kind, v.starts_at
    from anew a cross join lateral {role}.first_visit_of(a.patient_id) v where v.starts_at >= $1 and v.starts_at < $2
$$;

create function note_visit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.starts_at <> new.starts_at) then
        insert into {role}.recount (what, at) values ('visits', old.starts_at);
    end if;
    if tg_op <> 'DELETE' then
        insert into {role}.recount (what, at) values ('visits', new.starts_at);
    end if;
    if tg_op <> 'INSERT' then
        if old.status = 'fulfilled' then
            insert into {role}.recount (what, subject_id) values ('patient', old.patient_id);
        end if;
    end if;
    if tg_op <> 'DELETE' then
        if new.status = 'fulfilled' then
            insert into {role}.recount (what, subject_id) values ('patient', new.patient_id);
        end if;
    end if;
    return null;
end $$;
create trigger appointment_comes_to_count after insert or delete on appointment
    for each row execute function note_visit();
create trigger appointment_counts_otherwise after update on appointment for each row
    when ((new.starts_at, new.ends_at, new.status, new.previous_status, new.provider_id, new.kind, new.patient_id,
           new.cancelled_late, new.group_id, new.deleted_at)
          is distinct from
          (old.starts_at, old.ends_at, old.status, old.previous_status, old.provider_id, old.kind, old.patient_id,
           old.cancelled_late, old.group_id, old.deleted_at))
    execute function note_visit();

-- What hangs on an appointment is counted with whom it was, and as what.
create function note_bearer() returns trigger language plpgsql as $$
begin
    insert into {role}.recount (what, subject_id) values ('appointment', new.id);
    return null;
end $$;
create trigger appointment_bears_otherwise after update on appointment for each row
    when ((new.provider_id, new.kind) is distinct from (old.provider_id, old.kind))
    execute function note_bearer();

-- Days are counted as soon as the zone is known; who came first is looked for at once.
insert into recount (what, subject_id)
select distinct 'patient', patient_id from appointment where status = 'fulfilled' and deleted_at is null;
