-- The price list: what a service costs from one day to another.
create table service_price (
    id uuid primary key,
    service_id uuid not null references service (id),
    currency text not null constraint service_price_currency_form check (currency ~ '^[A-Z]{3}$'),
    -- With the tax in it.
    amount_minor bigint not null constraint service_price_amount_sign check (amount_minor > 0),
    -- In hundredths of a percent.
    tax_rate integer not null constraint service_price_tax_rate_range check (tax_rate between 0 and 10000),
    valid_from date not null,
    -- The last day; for good when null.
    valid_to date,
    created_at timestamptz not null,
    created_by uuid,
    constraint service_price_days_in_order check (valid_from <= valid_to),
    -- On no day a service has two prices in one currency.
    constraint service_price_once exclude using gist
        (service_id with =, currency with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- What a charge is for, where it follows from the list.
alter table transaction
    add column service_id uuid references service (id),
    add constraint transaction_service_is_of_charges check (service_id is null or kind = 'charge');
