-- What was deleted and can be brought back. Whoever went into another chart is no such thing: merges are taken back.

create view recycle_bin as
select id, case kind when 'patient' then 'patient' else 'contact' end as kind, null::text as privacy,
    case kind when 'patient' then id end as patient_id, deleted_at, deleted_by
from party where deleted_at is not null and merged_into is null and secret is not null
union all
select a.id, 'appointment', null, a.patient_id, a.deleted_at, a.deleted_by
from appointment a join party p on p.id = a.patient_id and p.secret is not null
where a.deleted_at is not null
union all
select d.id, 'document', d.privacy, case p.kind when 'patient' then p.id end, d.deleted_at, d.deleted_by
from document d left join party p on p.id = d.party_id
where d.deleted_at is not null and (d.party_id is null or p.secret is not null)
    -- What had been kept long enough is being destroyed.
    and not exists (select from document_version v where v.document_id = d.id and v.state = 'abandoned');

create index party_deleted on party (deleted_at) where deleted_at is not null;
create index appointment_deleted on appointment (deleted_at) where deleted_at is not null;
