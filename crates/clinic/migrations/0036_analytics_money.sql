-- What was charged, paid and given back on a day or in a month, with whom and for which kind of visit.

create table money_tally (
    -- The first day of a month stands for it.
    is_month boolean not null,
    day date not null,
    currency text not null,
    -- Of the visit that it belongs to, where it belongs to one.
    provider_id uuid,
    kind text,
    charges bigint not null,
    charged_minor bigint not null,
    charged_tax_minor bigint not null,
    -- What was put right of charges: discounts, what was written off, corrections.
    put_right_minor bigint not null,
    put_right_tax_minor bigint not null,
    payments bigint not null,
    -- By method: cash, card, bank_transfer, insurance, check.
    taken_minor bigint[] not null,
    returned_minor bigint[] not null,
    constraint money_tally_once unique nulls not distinct (is_month, day, currency, provider_id, kind)
);

-- The one place that says what is counted of a day. What puts a payment right counts as more or less taken by its method.
create function money_of_day(zone text, on_day date)
returns table (currency text, provider_id uuid, kind text, charges bigint, charged_minor bigint,
    charged_tax_minor bigint, put_right_minor bigint, put_right_tax_minor bigint, payments bigint, taken_minor bigint[],
    returned_minor bigint[])
language sql stable as $$
    select t.currency, a.provider_id, a.kind,
        count(*) filter (where t.kind = 'charge'),
        coalesce(sum(t.amount_minor) filter (where t.kind = 'charge'), 0)::bigint,
        coalesce(sum(t.tax_minor) filter (where t.kind = 'charge'), 0)::bigint,
        coalesce(sum(t.amount_minor) filter (where t.kind = 'adjustment' and root.kind = 'charge'), 0)::bigint,
        coalesce(sum(t.tax_minor) filter (where t.kind = 'adjustment' and root.kind = 'charge'), 0)::bigint,
        count(*) filter (where t.kind = 'payment'),
        array[
            coalesce(sum(t.amount_minor) filter (where taken.method = 'cash'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where taken.method = 'card'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where taken.method = 'bank_transfer'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where taken.method = 'insurance'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where taken.method = 'check'), 0)::bigint],
        array[
            coalesce(sum(t.amount_minor) filter (where t.kind = 'refund' and t.method = 'cash'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where t.kind = 'refund' and t.method = 'card'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where t.kind = 'refund' and t.method = 'bank_transfer'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where t.kind = 'refund' and t.method = 'insurance'), 0)::bigint,
            coalesce(sum(t.amount_minor) filter (where t.kind = 'refund' and t.method = 'check'), 0)::bigint]
    from {role}.transaction t
    left join {role}.transaction root on root.id = t.of_id
    left join {role}.appointment a on a.id = coalesce(t.appointment_id, root.appointment_id)
    cross join lateral (
        select case t.kind when 'payment' then t.method when 'adjustment' then root.method end) as taken (method)
    where t.created_at >= ($2::timestamp at time zone $1) - interval '3 hours'
      and t.created_at < (($2 + 1)::timestamp at time zone $1) + interval '3 hours'
      and (t.created_at at time zone $1)::date = $2
    group by t.currency, a.provider_id, a.kind
$$;

create function money_of_month(month date)
returns table (currency text, provider_id uuid, kind text, charges bigint, charged_minor bigint,
    charged_tax_minor bigint, put_right_minor bigint, put_right_tax_minor bigint, payments bigint, taken_minor bigint[],
    returned_minor bigint[])
language sql stable as $$
    select d.currency, d.provider_id, d.kind, sum(d.charges)::bigint, sum(d.charged_minor)::bigint,
        sum(d.charged_tax_minor)::bigint, sum(d.put_right_minor)::bigint, sum(d.put_right_tax_minor)::bigint,
        sum(d.payments)::bigint,
        array[sum(d.taken_minor[1])::bigint, sum(d.taken_minor[2])::bigint, sum(d.taken_minor[3])::bigint,
            sum(d.taken_minor[4])::bigint, sum(d.taken_minor[5])::bigint],
        array[sum(d.returned_minor[1])::bigint, sum(d.returned_minor[2])::bigint, sum(d.returned_minor[3])::bigint,
            sum(d.returned_minor[4])::bigint, sum(d.returned_minor[5])::bigint]
    from {role}.money_tally d
    where not d.is_month and d.day >= $1 and d.day < ($1 + interval '1 month')::date
    group by d.currency, d.provider_id, d.kind
$$;

-- The instants at which something was written that hangs on one of these appointments.
create function money_hanging_on(appointments uuid[]) returns table (at timestamptz) language sql stable as $$
    select t.created_at from {role}.transaction t where t.appointment_id = any($1)
    union all
    select t.created_at from {role}.transaction root join {role}.transaction t on t.of_id = root.id
    where root.appointment_id = any($1) and t.appointment_id is null
$$;

create function money_days(zone text, first date, last date, by_months boolean)
returns table (day date, currency text, provider_id uuid, kind text, charges bigint, charged_minor bigint,
    charged_tax_minor bigint, put_right_minor bigint, put_right_tax_minor bigint, payments bigint, taken_minor bigint[],
    returned_minor bigint[])
language sql stable as $$
    with lots as materialized (
        select l.lot, l.day from {role}.lots(array(
            select n.day from {role}.days_to_recount('money', $1, $2, $3) n
            union
            select (h.at at time zone $1)::date from {role}.money_hanging_on(array(
                select r.subject_id from {role}.recount r where r.what = 'appointment')) h
            where (h.at at time zone $1)::date between $2 and $3), $2, $3, $4) l)
    select t.day, t.currency, t.provider_id, t.kind, t.charges, t.charged_minor, t.charged_tax_minor, t.put_right_minor,
        t.put_right_tax_minor, t.payments, t.taken_minor, t.returned_minor
    from lots l join {role}.money_tally t on t.is_month = (l.lot = 'month') and t.day = l.day
    where l.lot <> 'anew'
    union all
    select l.day, m.currency, m.provider_id, m.kind, m.charges, m.charged_minor, m.charged_tax_minor, m.put_right_minor,
        m.put_right_tax_minor, m.payments, m.taken_minor, m.returned_minor
    from lots l cross join lateral {role}.money_of_day($1, l.day) m where l.lot = 'anew'
$$;

-- What is still to be paid, by how long it has been due: not yet, up to 30 days, 60, 90, longer. A charge without a day on
-- which it is due is due on its own.
create function receivables(zone text, today date) returns table (currency text, provider_id uuid, kind text, age int,
    charges bigint, open_minor bigint)
language sql stable as $$
    select t.currency, a.provider_id, a.kind,
        width_bucket($2 - coalesce(t.due_on, (t.created_at at time zone $1)::date), array[1, 31, 61, 91]),
        count(*), sum(w.net_minor - w.allocated_minor)::bigint
    from {role}.transaction_worth w
    join {role}.transaction t on t.id = w.transaction_id and t.kind = 'charge'
    left join {role}.appointment a on a.id = t.appointment_id
    where w.allocated_minor < w.net_minor
    group by 1, 2, 3, 4
$$;

-- A transaction is added and never changed in what counts.
create function note_money() returns trigger language plpgsql as $$
begin
    insert into {role}.recount (what, at) values ('money', new.created_at);
    return null;
end $$;
create trigger transaction_comes_to_count after insert on transaction for each row execute function note_money();

-- Days that were counted before this are counted anew, with their money.
update tally_zone set zone = '';
