-- What patients read of what was written at their visits, and since when.

-- The clinic's rule: what was written is shown when the visit is completed, or when somebody releases it. A visit goes
-- by the rule that held when it was completed, so a change of the rule neither shows nor takes away anything old.
create table result_rule (
    id uuid primary key,
    seq bigint generated always as identity,
    rule text not null constraint result_rule_known check (rule in ('completed', 'released')),
    since timestamptz not null,
    set_by uuid
);
create index result_rule_since on result_rule (since, seq);

-- Somebody decided about one record, in all its versions; the latest decision stands, and none is ever changed.
create table result_release (
    id uuid primary key,
    seq bigint generated always as identity,
    record_id uuid not null,
    appointment_id uuid not null references appointment (id),
    patient_id uuid not null references party (id),
    released boolean not null,
    -- Why it was withdrawn.
    reason bytea,
    decided_at timestamptz not null,
    decided_by uuid not null references staff (id),
    constraint result_release_withdrawn_says_why check (released = (reason is null))
);
create index result_release_latest on result_release (record_id, seq);
create index result_release_appointment on result_release (appointment_id);

-- The one place that says what a patient may read: whatever shows patients their records reads it here.
create view shown_record as
select r.id, r.record_id, r.appointment_id, r.patient_id,
       greatest(r.created_at, coalesce(d.decided_at, a.finished_at)) as shown_at
from clinical_record r
join appointment a on a.id = r.appointment_id
left join lateral (select released, decided_at from result_release where record_id = r.record_id
                   order by seq desc limit 1) d on true
where r.status = 'current' and a.deleted_at is null and a.status <> 'entered-in-error'
  and case when d.released is not null then d.released
           else a.status = 'fulfilled' and a.finished_at is not null
                and 'completed' = coalesce((select rule from result_rule where since <= greatest(a.finished_at, a.created_at)
                                            order by since desc, seq desc limit 1), 'completed') end;
