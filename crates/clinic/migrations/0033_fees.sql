-- Fees for visits that somebody missed or cancelled late, where the clinic wants any.

-- What is charged, from when to when. A rule is not changed: another one takes its place, and what happened before goes by
-- the rule of its time.
create table fee_rule (
    id uuid primary key,
    occasion text not null constraint fee_rule_occasion_known check (occasion in ('no_show', 'late_cancellation')),
    -- Of visits of one kind, of one service; of all when null.
    kind text constraint fee_rule_kind_known check (kind in
        ('consultation', 'procedure', 'surgery', 'follow-up', 'therapy-session', 'telehealth', 'meeting')),
    service_id uuid references service (id),
    -- Cancelled less than so long before the visit.
    notice_minutes integer constraint fee_rule_notice_range check (notice_minutes between 1 and 20160),
    -- Only where patients cancelled by themselves.
    own_only boolean not null,
    currency text not null constraint fee_rule_currency_form check (currency ~ '^[A-Z]{3}$'),
    -- With the tax in it.
    amount_minor bigint not null constraint fee_rule_amount_sign check (amount_minor > 0),
    -- In hundredths of a percent.
    tax_rate integer not null constraint fee_rule_tax_rate_range check (tax_rate between 0 and 10000),
    created_at timestamptz not null,
    created_by uuid,
    ended_at timestamptz,
    ended_by uuid,
    constraint fee_rule_notice_is_of_cancellations
        check ((notice_minutes is not null) = (occasion = 'late_cancellation')),
    constraint fee_rule_own_is_of_cancellations check (not own_only or occasion = 'late_cancellation')
);
-- Of two rules for the same nobody could tell which holds.
create unique index fee_rule_once on fee_rule (occasion, kind, service_id, currency) nulls not distinct
    where ended_at is null;

-- A fee that was charged, and what became of it.
create table fee (
    id uuid primary key,
    appointment_id uuid not null references appointment (id),
    occasion text not null constraint fee_occasion_known check (occasion in ('no_show', 'late_cancellation')),
    rule_id uuid not null references fee_rule (id),
    charge_id uuid not null constraint fee_of_one_charge unique references transaction (id),
    charged_at timestamptz not null,
    -- The visit took another turn, or somebody let the patient off.
    ended_as text constraint fee_ending_known check (ended_as in ('reverted', 'waived')),
    ended_at timestamptz,
    ended_by uuid,
    constraint fee_ends_somehow check ((ended_as is null) = (ended_at is null))
);
-- Once for each visit: what was waived is not charged again, what was reverted may be.
create unique index fee_once on fee (appointment_id) where ended_as is distinct from 'reverted';
create index fee_standing on fee (charged_at) where ended_at is null;
create index fee_time on fee (charged_at, id);

-- Where fees may be due.
create index appointment_missed on appointment (moved_at) where status in ('noshow', 'cancelled');

-- What was charged stands; that it ended is added once.
revoke update, delete, truncate on fee, fee_rule from {role};
grant update (ended_as, ended_at, ended_by) on fee to {role};
grant update (ended_at, ended_by) on fee_rule to {role};
