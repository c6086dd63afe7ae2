-- Which assessments patients read the results of, and since when.

-- Somebody decided about one assessment, in all its versions; the latest decision stands, and none is ever changed.
create table assessment_release (
    id uuid primary key,
    seq bigint generated always as identity,
    assessment_id uuid not null references assessment (id),
    patient_id uuid not null references party (id),
    released boolean not null,
    -- Why it was withdrawn.
    reason bytea,
    decided_at timestamptz not null,
    decided_by uuid not null references staff (id),
    constraint assessment_release_withdrawn_says_why check (released = (reason is null))
);
create index assessment_release_latest on assessment_release (assessment_id, seq);

-- The one place that says which results a patient may read: those that somebody answers for and released. An amendment
-- stays released, and is news from when it was made.
create view shown_assessment as
select a.id, a.patient_id, greatest(v.created_at, d.decided_at) as shown_at
from assessment a
join assessment_version v on v.assessment_id = a.id and v.version = a.version
join lateral (select released, decided_at from assessment_release where assessment_id = a.id
              order by seq desc limit 1) d on d.released
where a.status in ('completed', 'co-signed') and not a.waits_for_co_sign;
