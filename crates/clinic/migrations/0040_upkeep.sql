-- What whoever runs the clinic sees of what the program does by itself: what waits, what was given up, and what became of
-- it; and what was found out about what is kept.

-- That somebody decided that it need not be tried any more.
alter table message add column discarded_at timestamptz;
alter table webhook_delivery add column discarded_at timestamptz;

-- Everything that waits to be done or was given up, whichever way it goes. Of what a webhook is told, two ids make one.
create view job as
select id, 'messages' as queue, case status when 'dead' then 'failed' else 'waiting' end as state,
    case status when 'dead' then coalesce(attempt_began_at, created_at) else scheduled_for end as since,
    kind as what, error_code as why, attempts, id as subject_id, null::uuid as event_id
from message where status in ('queued', 'sending', 'dead') and (status <> 'dead' or discarded_at is null)
union all
select md5(d.webhook_id::text || d.event_id::text)::uuid, 'webhooks', d.status,
    case d.status when 'failed' then coalesce(d.attempted_at, d.created_at) else d.waiting_since end,
    e.type, d.error_code, d.attempts, d.webhook_id, d.event_id
from webhook_delivery d join webhook_event e on e.id = d.event_id
where d.status in ('waiting', 'failed') and (d.status <> 'failed' or d.discarded_at is null)
union all
select id, 'exports', case status when 'failed' then 'failed' else 'waiting' end, requested_at, kind, failure, tries, id, null
from export where status in ('waiting', 'running', 'failed')
union all
select id, 'imports', case status when 'unreadable' then 'failed' else 'waiting' end, uploaded_at, kind, problem, null, id, null
from import where status in ('waiting', 'committing', 'undoing', 'unreadable');

create index message_job on message (status) where status in ('queued', 'sending', 'dead');
create index webhook_delivery_job on webhook_delivery (status) where status in ('waiting', 'failed');

-- What was discarded, and why.
create table discarded_job (
    id uuid primary key,
    queue text not null constraint discarded_job_queue_known
        check (queue in ('messages', 'webhooks', 'exports', 'imports')),
    what text not null,
    subject_id uuid not null,
    event_id uuid,
    reason bytea not null,
    discarded_at timestamptz not null,
    discarded_by uuid
);
create index discarded_job_time on discarded_job (discarded_at, id);

-- When was looked for objects in the store that no row knows of, and how many were taken away. One row.
create table store_sweep (
    single boolean primary key default true constraint store_sweep_single check (single),
    swept_at timestamptz,
    removed bigint not null default 0 constraint store_sweep_removed_sign check (removed >= 0),
    removed_at timestamptz
);
insert into store_sweep default values;
