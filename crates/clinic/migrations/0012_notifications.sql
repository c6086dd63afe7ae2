-- What somebody of the clinic is told while they work: that something happened and when it concerns, never whom.
create table notification (
    id uuid primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    kind text not null constraint notification_kind_known check (kind in
        ('patient_arrived', 'booked_online', 'moved_online', 'cancelled_online', 'message_received', 'message_failed',
         'emergency_opened')),
    -- The appointment, or who broke the glass; nothing where several are told of as one.
    subject_id uuid,
    -- When the appointment is.
    subject_at timestamptz,
    -- How often it happened since somebody last looked.
    times integer not null default 1 constraint notification_times_known check (times > 0),
    created_at timestamptz not null,
    read_at timestamptz
);
create unique index notification_unread on notification (staff_id, kind, subject_id) nulls not distinct where read_at is null;
create index notification_owner on notification (staff_id, created_at, id);
