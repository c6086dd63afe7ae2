-- Money: what was charged, paid, given back and put right. Rows are added and never change; what is wrong is put right by
-- further rows. Amounts are whole numbers of the smallest unit of their currency.

create table transaction (
    id uuid primary key,
    kind text not null constraint transaction_kind_known check (kind in ('charge', 'payment', 'refund', 'adjustment')),
    method text constraint transaction_method_known
        check (method in ('cash', 'card', 'bank_transfer', 'insurance', 'check')),
    -- Why something was put right.
    cause text constraint transaction_cause_known
        check (cause in ('correction', 'discount', 'write_off', 'cash_rounding')),
    contact_id uuid not null references party (id),
    appointment_id uuid references appointment (id),
    -- Of a refund the payment that is given back, of an adjustment the charge or payment that it puts right.
    of_id uuid references transaction (id),
    currency text not null constraint transaction_currency_form check (currency ~ '^[A-Z]{3}$'),
    -- With the tax in it. Only what puts right may be less than nothing.
    amount_minor bigint not null,
    tax_minor bigint not null,
    -- In hundredths of a percent.
    tax_rate integer constraint transaction_tax_rate_range check (tax_rate between 0 and 10000),
    -- What it does to what the contact owes.
    effect_minor bigint not null,
    billing_code text constraint transaction_billing_code_length check (length(billing_code) <= 40),
    billing_period text constraint transaction_billing_period_form check (billing_period ~ '^[0-9]{4}-[0-9]{2}$'),
    invoice_number text constraint transaction_invoice_number_length check (length(invoice_number) <= 40),
    due_on date,
    receipt_required boolean not null,
    note bytea,
    created_at timestamptz not null,
    created_by uuid,
    constraint transaction_amount_sign
        check (case kind when 'adjustment' then amount_minor <> 0 else amount_minor > 0 end),
    constraint transaction_tax_is_part
        check (abs(tax_minor) <= abs(amount_minor) and sign(tax_minor) * sign(amount_minor) >= 0),
    constraint transaction_effect_follows_kind check (case kind
        when 'payment' then effect_minor = -amount_minor
        when 'adjustment' then abs(effect_minor) = abs(amount_minor)
        else effect_minor = amount_minor end),
    constraint transaction_method_is_of_money check ((method is not null) = (kind in ('payment', 'refund'))),
    constraint transaction_cause_is_of_adjustments check ((cause is not null) = (kind = 'adjustment')),
    constraint transaction_of_something check ((of_id is not null) = (kind in ('refund', 'adjustment'))),
    constraint transaction_due_is_of_charges check (due_on is null or kind = 'charge'),
    constraint transaction_receipt_is_of_money check (not receipt_required or kind in ('payment', 'refund'))
);
create index transaction_contact on transaction (contact_id, id);
create index transaction_appointment on transaction (appointment_id) where appointment_id is not null;
create index transaction_of on transaction (of_id) where of_id is not null;
create index transaction_time on transaction (created_at);

-- Of charges and payments: what they come to by now. Kept by triggers, in the transaction of whatever changes it; the row
-- is where those wait for each other who refund one payment, and its checks judge them.
create table transaction_worth (
    transaction_id uuid primary key references transaction (id),
    -- With what puts it right; of a payment without what was given back.
    net_minor bigint not null constraint transaction_worth_not_below_nothing check (net_minor >= 0),
    refunded_minor bigint not null,
    -- Of a charge what is paid of it, of a payment what it pays for.
    allocated_minor bigint not null,
    constraint transaction_worth_allocated_once check (allocated_minor between 0 and net_minor)
);
create index transaction_worth_open on transaction_worth (transaction_id) where allocated_minor < net_minor;

-- Which payment pays for which charge.
create table allocation (
    seq bigint generated always as identity primary key,
    payment_id uuid not null references transaction (id),
    charge_id uuid not null references transaction (id),
    -- Less than nothing where it pays no longer.
    amount_minor bigint not null constraint allocation_of_something check (amount_minor <> 0),
    created_at timestamptz not null,
    created_by uuid
);
create index allocation_payment on allocation (payment_id);
create index allocation_charge on allocation (charge_id);

create function weigh_transaction() returns trigger language plpgsql security definer
set search_path = {role}, pg_temp as $$
declare
    root record;
begin
    if new.of_id is null then
        insert into transaction_worth (transaction_id, net_minor, refunded_minor, allocated_minor)
        values (new.id, new.amount_minor, 0, 0);
        return null;
    end if;
    select kind, currency, contact_id into root from transaction where id = new.of_id;
    if root.kind not in ('charge', 'payment') or root.currency <> new.currency or root.contact_id <> new.contact_id
       or (new.kind = 'refund' and root.kind <> 'payment')
       or (new.kind = 'adjustment' and new.effect_minor <> new.amount_minor * case root.kind when 'charge' then 1 else -1 end)
    then
        raise exception 'what is put right is of another kind' using errcode = 'check_violation',
            constraint = 'transaction_of_fits';
    end if;
    update transaction_worth
    set net_minor = net_minor + case new.kind when 'refund' then -new.amount_minor else new.amount_minor end,
        refunded_minor = refunded_minor + case new.kind when 'refund' then new.amount_minor else 0 end
    where transaction_id = new.of_id;
    return null;
end $$;
create trigger transaction_is_weighed after insert on transaction for each row execute function weigh_transaction();

create function weigh_allocation() returns trigger language plpgsql security definer
set search_path = {role}, pg_temp as $$
declare
    fits boolean;
begin
    select p.kind = 'payment' and c.kind = 'charge' and p.currency = c.currency
           -- Whoever is two again keeps what each had: what paid across them is taken back.
           and (p.contact_id = c.contact_id or new.amount_minor < 0)
    into fits from transaction p, transaction c where p.id = new.payment_id and c.id = new.charge_id;
    if not fits then
        raise exception 'this cannot pay for that' using errcode = 'check_violation', constraint = 'allocation_fits';
    end if;
    update transaction_worth set allocated_minor = allocated_minor + new.amount_minor
    where transaction_id in (new.payment_id, new.charge_id);
    return null;
end $$;
create trigger allocation_is_weighed after insert on allocation for each row execute function weigh_allocation();

-- The one place that says where a transaction stands.
create view transaction_state as
select t.id, w.net_minor, w.refunded_minor, w.allocated_minor,
    case
        when w.transaction_id is null then 'completed'
        when w.net_minor = 0 then case when w.refunded_minor > 0 then 'refunded' else 'cancelled' end
        when t.kind = 'charge' then case
            when w.allocated_minor = w.net_minor then 'settled'
            when w.allocated_minor > 0 then 'partly_settled'
            else 'open' end
        when w.refunded_minor > 0 then 'partly_refunded'
        else 'completed' end as status
from transaction t left join transaction_worth w on w.transaction_id = t.id;

-- A receipt is numbered without a gap: whoever issues one waits here for the others, and a number that is not used is not
-- taken.
create table receipt_counter (
    single boolean primary key default true constraint receipt_counter_single check (single),
    last bigint not null
);
insert into receipt_counter (last) values (0);
create table receipt (
    number bigint primary key,
    transaction_id uuid not null constraint receipt_once unique references transaction (id),
    issued_at timestamptz not null,
    issued_by uuid
);

-- The clinic adds to its ledger, and alters nothing in it. Only where two charts become one, or two again, another name
-- comes to stand on a row, and the words about that person are sealed anew.
revoke update, delete, truncate on transaction, allocation, receipt from {role};
revoke insert, update, delete, truncate on transaction_worth from {role};
grant update (contact_id, note) on transaction to {role};
