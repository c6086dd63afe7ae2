-- Invoices: what somebody is asked to pay, and credit notes, which take it back. A draft may be changed and thrown away; what
-- was issued has a number and is never changed.

create table invoice (
    id uuid primary key,
    kind text not null constraint invoice_kind_known check (kind in ('invoice', 'credit_note')),
    -- Of a credit note: what it credits.
    of_id uuid references invoice (id),
    contact_id uuid not null references party (id),
    -- Who bears a part of it, such as an insurer.
    payer_id uuid references party (id),
    currency text not null constraint invoice_currency_form check (currency ~ '^[A-Z]{3}$'),
    -- What is taken off the whole, and what the payer bears of it, as it was asked for: hundredths of a percent, or an amount.
    discount_percent integer constraint invoice_discount_percent_range check (discount_percent between 0 and 10000),
    discount_minor bigint constraint invoice_discount_minor_sign check (discount_minor >= 0),
    share_percent integer constraint invoice_share_percent_range check (share_percent between 0 and 10000),
    share_minor bigint constraint invoice_share_minor_sign check (share_minor >= 0),
    -- Under which number the payer agreed to it.
    authorization_number bytea,
    note bytea,
    -- Of what was issued: from whom and to whom it went, as that was on the day.
    heading bytea,
    due_on date,
    series text constraint invoice_series_form check (series ~ '^[A-Z0-9-]{1,10}$'),
    number bigint constraint invoice_number_counts check (number > 0),
    issued_on date,
    issued_at timestamptz,
    issued_by uuid,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid,
    updated_at timestamptz not null,
    updated_by uuid,
    constraint invoice_number_once unique (series, number),
    constraint invoice_of_something check ((of_id is not null) = (kind = 'credit_note')),
    constraint invoice_payer_is_another check (payer_id <> contact_id),
    constraint invoice_share_needs_payer
        check (payer_id is not null or (coalesce(share_percent, 0) = 0 and coalesce(share_minor, 0) = 0)),
    constraint invoice_discount_one_way check (discount_percent is null or discount_minor is null),
    constraint invoice_share_one_way check (share_percent is null or share_minor is null),
    constraint invoice_issued_whole check ((number is null) = (series is null) and (number is null) = (issued_on is null)
        and (number is null) = (issued_at is null)),
    constraint invoice_issued_is_due check (number is null or kind = 'credit_note' or due_on is not null)
);
create index invoice_contact on invoice (contact_id, id);
create index invoice_payer on invoice (payer_id) where payer_id is not null;
create index invoice_of on invoice (of_id) where of_id is not null;
create index invoice_due on invoice (due_on) where number is not null and kind = 'invoice';

create table invoice_line (
    id uuid primary key,
    invoice_id uuid not null references invoice (id) on delete cascade,
    place integer not null,
    description bytea,
    served_on date not null,
    appointment_id uuid references appointment (id),
    service_id uuid references service (id),
    -- What it stands for in the ledger: what is charged to the contact, and to the payer. A draft names what was charged
    -- before; the rest is charged when it is issued.
    charge_id uuid constraint invoice_line_charge_once unique references transaction (id),
    payer_charge_id uuid constraint invoice_line_payer_charge_once unique references transaction (id),
    -- Of a credit note: the line that is credited.
    of_line_id uuid references invoice_line (id),
    quantity_thousandths bigint not null constraint invoice_line_quantity_range
        check (quantity_thousandths between 1 and 100000000),
    -- With the tax in it.
    price_minor bigint not null constraint invoice_line_price_sign check (price_minor >= 0),
    -- As it was asked for.
    discount_percent integer constraint invoice_line_discount_percent_range check (discount_percent between 0 and 10000),
    discount_minor bigint constraint invoice_line_discount_minor_sign check (discount_minor >= 0),
    tax_rate integer constraint invoice_line_tax_rate_range check (tax_rate between 0 and 10000),
    -- What follows: before discounts, after them, how much of that is tax, and how much the payer bears.
    gross_minor bigint not null,
    total_minor bigint not null,
    tax_minor bigint not null,
    share_minor bigint not null,
    constraint invoice_line_place_once unique (invoice_id, place),
    constraint invoice_line_discount_one_way check (discount_percent is null or discount_minor is null),
    constraint invoice_line_adds_up check (0 <= total_minor and total_minor <= gross_minor),
    constraint invoice_line_tax_is_part check (tax_minor between 0 and total_minor),
    constraint invoice_line_share_is_part check (share_minor between 0 and total_minor)
);
create index invoice_line_of on invoice_line (of_line_id) where of_line_id is not null;
create index invoice_line_appointment on invoice_line (appointment_id) where appointment_id is not null;

-- The last number of each series. Only the trigger below counts on, in the transaction that issues: no gap, and none twice.
create table invoice_counter (
    series text primary key,
    last bigint not null
);

-- Whatever is issued gets its number here and nowhere else.
create function number_invoice() returns trigger language plpgsql security definer
set search_path = {role}, pg_temp as $$
begin
    insert into invoice_counter as c (series, last) values (new.series, 1)
    on conflict (series) do update set last = c.last + 1
    returning last into new.number;
    return new;
end $$;
create trigger invoice_is_numbered before update on invoice
    for each row when (old.series is null and new.series is not null) execute function number_invoice();

-- What was issued stays as it is. Only where two charts become one, or two again, it comes to name another person, and the
-- words on it another seal.
create function keep_invoice() returns trigger language plpgsql as $$
declare
    moves constant text[] := array['contact_id', 'authorization_number', 'note', 'heading'];
begin
    if tg_op = 'INSERT' then
        if new.number is null then
            return new;
        end if;
    elsif old.number is null then
        if tg_op = 'DELETE' then
            return old;
        end if;
        return new;
    elsif tg_op = 'UPDATE' and to_jsonb(new) - moves = to_jsonb(old) - moves then
        return new;
    end if;
    raise exception 'what was issued is never changed' using errcode = 'check_violation', constraint = 'invoice_is_final';
end $$;
-- Before the one that numbers, by the order of their names: nobody brings a number along.
create trigger invoice_is_final before insert or update or delete on invoice
    for each row execute function keep_invoice();

create function keep_invoice_line() returns trigger language plpgsql as $$
declare
    is_final boolean;
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'description' = to_jsonb(old) - 'description' then
        return new;
    end if;
    select bool_or(i.number is not null) into is_final from {role}.invoice i
    where (tg_op <> 'INSERT' and i.id = old.invoice_id) or (tg_op <> 'DELETE' and i.id = new.invoice_id);
    if is_final then
        raise exception 'what was issued is never changed' using errcode = 'check_violation', constraint = 'invoice_is_final';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;
create trigger invoice_line_is_final before insert or update or delete on invoice_line
    for each row execute function keep_invoice_line();

-- Never more is credited than was invoiced: whoever credits a line waits here for the others.
create function weigh_credit() returns trigger language plpgsql as $$
declare
    invoiced bigint;
    credited bigint;
begin
    select l.total_minor into invoiced from {role}.invoice_line l where l.id = new.of_line_id for update;
    select coalesce(sum(l.total_minor), 0) into credited from {role}.invoice_line l where l.of_line_id = new.of_line_id;
    if credited > invoiced then
        raise exception 'more than was invoiced' using errcode = 'check_violation', constraint = 'invoice_line_credit_fits';
    end if;
    return null;
end $$;
create trigger invoice_line_is_credited after insert on invoice_line
    for each row when (new.of_line_id is not null) execute function weigh_credit();

revoke truncate on invoice, invoice_line from {role};
revoke insert, update, delete, truncate on invoice_counter from {role};

-- The one place that says what an invoice comes to and where it stands, but for the day on which it is overdue: that is told
-- by the ledger, and kept nowhere.
create view invoice_state as
select i.id, sums.total_minor, sums.tax_minor, sums.share_minor, credits.credited_minor,
    worth.net_minor, worth.open_minor, worth.payer_open_minor,
    case
        when i.number is null then 'draft'
        when i.kind = 'credit_note' then 'issued'
        when sums.total_minor > 0 and credits.credited_minor = sums.total_minor then 'credited'
        when worth.open_minor = 0 then 'paid'
        when worth.open_minor < worth.net_minor then 'partly_paid'
        else 'open' end as standing
from invoice i
cross join lateral (select coalesce(sum(l.total_minor), 0)::bigint as total_minor,
        coalesce(sum(l.tax_minor), 0)::bigint as tax_minor, coalesce(sum(l.share_minor), 0)::bigint as share_minor
    from invoice_line l where l.invoice_id = i.id) sums
cross join lateral (select coalesce(sum(c.total_minor), 0)::bigint as credited_minor
    from invoice_line l join invoice_line c on c.of_line_id = l.id where l.invoice_id = i.id) credits
cross join lateral (select coalesce(sum(w.net_minor), 0)::bigint as net_minor,
        coalesce(sum(w.net_minor - w.allocated_minor), 0)::bigint as open_minor,
        coalesce(sum(w.net_minor - w.allocated_minor) filter (where w.transaction_id = l.payer_charge_id), 0)::bigint
            as payer_open_minor
    from invoice_line l join transaction_worth w on w.transaction_id = any (array[l.charge_id, l.payer_charge_id])
    where l.invoice_id = i.id) worth;

-- What was charged and stands on no invoice yet, also on no draft.
create view billable_charge as
select t.id, t.contact_id, t.appointment_id, t.service_id, t.currency, t.billing_code, t.tax_rate, t.created_at, w.net_minor,
    coalesce(a.starts_at, t.created_at) as served_at,
    (t.tax_minor + coalesce((select sum(c.tax_minor) from transaction c where c.of_id = t.id), 0))::bigint as net_tax_minor,
    l.invoice_id
from transaction t join transaction_worth w on w.transaction_id = t.id left join invoice_line l on l.charge_id = t.id
    left join appointment a on a.id = t.appointment_id
where t.kind = 'charge' and w.net_minor > 0
  and not exists (select from invoice_line p where p.payer_charge_id = t.id);

-- Visits that took place and that nothing was charged for, by hand or on a draft.
create view billable_visit as
select a.id, a.patient_id, a.starts_at from appointment a
where a.status = 'fulfilled' and a.deleted_at is null
  and not exists (select from transaction t where t.appointment_id = a.id and t.kind = 'charge')
  and not exists (select from invoice_line l where l.appointment_id = a.id);

-- Why a charge comes to less: somebody else bears a part of it, or a credit note takes it back.
alter table transaction drop constraint transaction_cause_known;
alter table transaction add constraint transaction_cause_known check (cause in
    ('correction', 'discount', 'write_off', 'cash_rounding', 'insurance_share', 'credit_note'));

-- Programs of others hear of it once it is issued.
create function tell_of_invoice() returns trigger language plpgsql as $$
begin
    perform {role}.tell_webhooks(case new.kind when 'invoice' then 'invoice.issued' else 'invoice.credited' end,
        new.issued_at, new.id, (select p.id from {role}.party p where p.id = new.contact_id and p.kind = 'patient'),
        new.version, null);
    return null;
end $$;
create trigger invoice_tells after update on invoice
    for each row when (old.number is null and new.number is not null) execute function tell_of_invoice();
