-- What was written in error is struck: it stays, and says who struck it, when and why.

alter table note drop constraint note_status_known;
alter table note drop constraint note_co_signed_says_when;
alter table note
    add constraint note_status_known check (status in ('draft', 'signed', 'co-signed', 'entered-in-error')),
    -- One that is struck had been co-signed, or had not.
    add constraint note_co_signed_says_when
        check (status = 'entered-in-error' or (status = 'co-signed') = (co_signed_at is not null)),
    add constraint note_struck_waits_for_nobody check (status <> 'entered-in-error' or not waits_for_co_sign);
alter table note_version drop constraint note_version_status_known;
alter table note_version
    add constraint note_version_status_known check (status in ('draft', 'signed', 'co-signed', 'entered-in-error'));

-- As it was, without notes that were struck.
create or replace view chart_line as
select patient_id, 'visit' as kind, 'visit' as root_kind, id as root_id, starts_at as at, null::date as on_day,
    null::uuid as author_id, null::text as privacy, null::uuid as reader_id
from appointment
where deleted_at is null
union all
select r.patient_id, r.kind, 'visit', a.id, a.starts_at, null, r.author_id, null, null
from clinical_record r
join appointment a on a.id = r.appointment_id
where r.status <> 'superseded' and a.deleted_at is null
union all
-- A draft is its author's alone.
select n.patient_id, 'note', case when a.id is null then 'note' else 'visit' end, coalesce(a.id, n.id),
    coalesce(a.starts_at, e.started_at, e.created_at), null, coalesce(n.signed_by, n.author_id), null,
    case when n.status = 'draft' then n.author_id end
from note n
join encounter e on e.id = n.encounter_id
left join appointment a on a.id = e.appointment_id and a.deleted_at is null
where n.status <> 'entered-in-error'
union all
select s.patient_id, 'assessment', case when a.id is null then 'assessment' else 'visit' end, coalesce(a.id, s.id),
    a.starts_at, s.administered_on, s.completed_by, null, null
from assessment s
left join appointment a on a.id = s.appointment_id and a.deleted_at is null
where s.status in ('completed', 'co-signed')
union all
select d.party_id, 'document', case when a.id is null then 'document' else 'visit' end, coalesce(a.id, d.id),
    coalesce(a.starts_at, d.created_at), null, d.created_by, d.privacy, null
from document d
left join appointment a on a.id = d.appointment_id and a.deleted_at is null
where d.party_id is not null and d.deleted_at is null and d.current_id is not null
union all
select patient_id, kind, 'plan', id, case when kind = 'goal' then created_at end,
    case when kind = 'progress-note' then begins_on end, created_by, null, null
from care_item
where kind in ('goal', 'progress-note') and status <> 'entered-in-error';

-- That a reading was struck. Beside the readings rather than a column of theirs with an index over what is struck: so
-- whoever records writes no byte more and asks nothing more, counting goes on along the key without reading a row, and
-- what was struck is found without a look at anything else. What a chart of a day pays is one look for each value into
-- a table that is next to empty, and hashed once; a chart of a year is drawn from hours, which are counted anew when
-- somebody strikes, and pays nothing.
create table reading_strike (
    patient_id uuid not null references party (id),
    sensor_type text not null,
    measured_at timestamptz not null,
    source_id uuid not null,
    struck_at timestamptz not null,
    struck_by uuid not null references staff (id),
    reason bytea not null,
    -- Whoever struck it took that back: the reading counts again.
    undone_at timestamptz,
    constraint reading_strike_once primary key (patient_id, sensor_type, measured_at, source_id),
    constraint reading_strike_undone_later check (undone_at >= struck_at)
);

-- The readings that count. Whoever looks at readings looks here; recording, letting go and merging see all there are.
create view standing_reading as
select patient_id, sensor_type, measured_at, source_id, received_at, amount, value, unit, said_as, note
from reading r
where not exists (
    select from reading_strike s
    where s.patient_id = r.patient_id and s.sensor_type = r.sensor_type and s.measured_at = r.measured_at
      and s.source_id = r.source_id and s.undone_at is null);

-- It began with a reading that was struck.
alter table reading_alert
    add column is_struck boolean not null default false,
    add constraint reading_alert_struck_is_resolved check (not is_struck or status = 'resolved');
