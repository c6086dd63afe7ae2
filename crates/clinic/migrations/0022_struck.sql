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
