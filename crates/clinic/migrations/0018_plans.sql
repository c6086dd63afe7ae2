-- Treatment plans with what they are made of, how far their goals were reached, what was done at home, and the visits that
-- were authorised.

-- Each of them as it stands. What lists ask for stands in the open; what it says is sealed in its versions.
create table care_item (
    id uuid primary key,
    patient_id uuid not null references party (id),
    kind text not null constraint care_item_kind_known
        check (kind in ('plan', 'goal', 'intervention', 'exercise', 'progress-note', 'package')),
    -- What it is part of.
    plan_id uuid references care_item (id),
    status text not null constraint care_item_status_known check (status in
        ('draft', 'active', 'completed', 'revoked', 'achieved', 'not-achieved', 'cancelled', 'entered-in-error')),
    -- Of a plan: keyed hash of its patient and title.
    title_index bytea,
    -- The first day of an exercise or of authorised visits, the day of a progress note.
    begins_on date,
    -- The review of a plan, the target day of a goal, the last day of an exercise or of authorised visits.
    due_on date,
    version integer not null,
    created_at timestamptz not null,
    created_by uuid not null references staff (id),
    updated_at timestamptz not null,
    updated_by uuid not null references staff (id),
    constraint care_item_part_of_a_plan check ((plan_id is null) = (kind in ('plan', 'package'))),
    constraint care_item_plan_has_a_title check ((title_index is not null) = (kind = 'plan'))
);
create unique index care_item_plan_once on care_item (title_index) where status = 'active';
create index care_item_patient on care_item (patient_id, kind, id);
create index care_item_plan on care_item (plan_id, id);
create index care_item_review on care_item (due_on, id) where kind = 'plan' and status = 'active';

-- What it said, each time that it was saved; nothing here is ever changed.
create table care_version (
    id uuid primary key,
    item_id uuid not null references care_item (id),
    version integer not null,
    status text not null constraint care_version_status_known check (status in
        ('draft', 'active', 'completed', 'revoked', 'achieved', 'not-achieved', 'cancelled', 'entered-in-error')),
    content bytea not null,
    -- Why this version took the place of the one before.
    reason bytea,
    created_at timestamptz not null,
    author_id uuid not null references staff (id),
    constraint care_version_unique unique (item_id, version)
);

-- How far a goal was reached on a day.
create table goal_score (
    id uuid primary key,
    goal_id uuid not null references care_item (id),
    level integer not null constraint goal_score_level_known check (level between -2 and 2),
    scored_on date not null,
    note bytea,
    created_at timestamptz not null,
    author_id uuid not null references staff (id),
    -- Taken back, and why.
    struck_at timestamptz,
    struck_by uuid references staff (id),
    strike_reason bytea,
    constraint goal_score_struck_by_somebody
        check ((struck_at is null) = (struck_by is null) and (struck_at is null) = (strike_reason is null))
);
create index goal_score_goal on goal_score (goal_id, scored_on, id);

-- That a patient did an exercise on a day of the clinic's.
create table exercise_day (
    exercise_id uuid not null references care_item (id),
    day date not null,
    done_at timestamptz not null,
    primary key (exercise_id, day)
);
