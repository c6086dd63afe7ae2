-- The end of the money day: what the ledger says was taken, what was counted, and that nothing more comes to that day.
create table day_close (
    id uuid primary key,
    day date not null,
    -- From where to where the day went on the clinic's wall when it was closed.
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    closed_at timestamptz not null,
    closed_by uuid,
    reopened_at timestamptz,
    reopened_by uuid,
    reopen_reason bytea,
    constraint day_close_in_order check (starts_at < ends_at),
    constraint day_close_reopened_for_a_reason check ((reopened_at is null) = (reopen_reason is null)),
    -- No instant is closed twice. A day that was reopened may be closed again.
    constraint day_close_once exclude using gist (tstzrange(starts_at, ends_at) with &&) where (reopened_at is null)
);
create index day_close_day on day_close (day, id);

-- What was counted of what one cashier took by one method in one currency, and what it should have been.
create table day_count (
    id uuid primary key,
    close_id uuid not null references day_close (id),
    method text not null constraint day_count_method_known
        check (method in ('cash', 'card', 'bank_transfer', 'insurance', 'check')),
    currency text not null constraint day_count_currency_form check (currency ~ '^[A-Z]{3}$'),
    -- Who recorded it; a program of somebody else's has an id, too.
    cashier_id uuid,
    expected_minor bigint not null,
    counted_minor bigint not null,
    -- Why the two differ.
    reason bytea,
    constraint day_count_difference_has_reason check (counted_minor = expected_minor or reason is not null),
    constraint day_count_once unique nulls not distinct (close_id, method, currency, cashier_id)
);

-- Nothing is written into a closed day. Whoever writes shares this lock, whoever closes has it alone: what is written while
-- a day is closed either is there when it is counted, or finds the day closed.
create function refuse_closed_day() returns trigger language plpgsql security definer
set search_path = {role}, pg_temp as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended(current_schema() || ' day close', 0));
    if exists (select from day_close c
               where c.reopened_at is null and tstzrange(c.starts_at, c.ends_at) @> new.created_at)
    then
        raise exception 'this day is closed' using errcode = 'check_violation', constraint = 'transaction_day_is_open';
    end if;
    return new;
end $$;
create trigger transaction_in_open_day before insert on transaction for each row execute function refuse_closed_day();

-- What was counted stands. That a day was reopened is added once.
revoke update, delete, truncate on day_close, day_count from {role};
grant update (reopened_at, reopened_by, reopen_reason) on day_close to {role};
grant update (reason) on day_count to {role};
