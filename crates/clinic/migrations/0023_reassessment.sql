-- Which assessments a plan asks for again, when they are due, and who is told that something waits for their signature.

alter table care_item drop constraint care_item_kind_known;
alter table care_item
    add constraint care_item_kind_known check (kind in
        ('plan', 'goal', 'intervention', 'exercise', 'reassessment', 'progress-note', 'package')),
    -- Of a reassessment: with what, and how often. One that is made once has a day instead, in `due_on`.
    add column instrument text,
    add column every_weeks integer constraint care_item_every_weeks_known check (every_weeks between 1 and 104),
    add constraint care_item_reassessment_says_with_what check ((instrument is not null) = (kind = 'reassessment')),
    add constraint care_item_reassessment_says_when check (case when kind = 'reassessment'
        then begins_on is not null and (every_weeks is null) <> (due_on is null) else every_weeks is null end);
create unique index care_item_reassessment_once on care_item (plan_id, instrument, due_on) nulls not distinct
    where kind = 'reassessment' and status = 'active';
create index care_item_reassessment on care_item (patient_id, id) where kind = 'reassessment' and status = 'active';
create index assessment_latest on assessment (patient_id, instrument, administered_on)
    where status in ('completed', 'co-signed');

-- When each assessment that a plan asks for is due. Nothing of it is kept: whatever is completed, amended or taken back
-- moves the day by itself. None where it was made for its day already, and no row where item or plan are over.
create view due_reassessment as
select r.id, r.patient_id, r.instrument, last.done_on as last_on,
    case
        when r.every_weeks is not null then greatest(last.done_on + 7 * r.every_weeks, r.begins_on)
        -- Up to a week early it counts for the day, but not what was there when somebody asked for it.
        when last.done_on >= least(r.due_on, greatest(r.due_on - 7, r.begins_on + 1)) then null
        else r.due_on
    end as due_on,
    -- Begun, and not completed yet.
    (select a.id from assessment a
     where a.patient_id = r.patient_id and a.instrument = r.instrument and a.status = 'draft'
     order by a.id desc limit 1) as draft_id,
    -- Whose it is to see to it.
    array[r.created_by, r.updated_by, plan.created_by, plan.updated_by] as people
from care_item r
join care_item plan on plan.id = r.plan_id and plan.status = 'active'
cross join lateral (select max(a.administered_on) as done_on from assessment a
    where a.patient_id = r.patient_id and a.instrument = r.instrument and a.status in ('completed', 'co-signed')) last
where r.kind = 'reassessment' and r.status = 'active';

-- Staff learn of a result when somebody decided that its patient may read it.
create or replace view shown_assessment as
select a.id, a.patient_id, greatest(v.created_at, d.decided_at) as shown_at, d.decided_at as released_at
from assessment a
join assessment_version v on v.assessment_id = a.id and v.version = a.version
join lateral (select released, decided_at from assessment_release where assessment_id = a.id
              order by seq desc limit 1) d on d.released
where a.status in ('completed', 'co-signed') and not a.waits_for_co_sign;

-- What waits for a signature of somebody else.
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in
    ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
     'emergency_opened', 'critical_answer', 'document_damaged', 'reading_alert', 'note_to_co_sign',
     'assessment_to_co_sign'));
create index notification_subject on notification (subject_id, kind) where read_at is null;
