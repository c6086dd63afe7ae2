-- What a chart tells: a line for each thing that was written about a patient, and what it is told under, which is the visit
-- that it belongs to or else itself. Whoever asks says which kinds one may see, and who asks.
create view chart_line as
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
