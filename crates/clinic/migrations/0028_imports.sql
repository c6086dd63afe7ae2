-- Files of many records that somebody brings in. Their bytes lie sealed in the object store, under the import's id, until the
-- import is over.

create table import (
    id uuid primary key,
    kind text not null constraint import_kind_known check (kind in ('patients', 'contacts')),
    status text not null constraint import_status_known check (status in
        ('uploading', 'waiting', 'unreadable', 'checked', 'committing', 'done', 'undoing', 'undone', 'discarded')),
    -- Of its bytes; none once they are gone.
    key bytea,
    size bigint not null constraint import_size_sign check (size >= 0),
    file_name bytea,
    -- What somebody knows better than the file shows, and how it is written.
    choices bytea,
    found bytea,
    -- Why it cannot be read at all.
    problem text,
    -- Rows that were looked at, those that can be brought in, and what was found about the others.
    rows bigint not null default 0,
    readable bigint not null default 0,
    problems bigint not null default 0,
    warnings bigint not null default 0,
    -- Whether rows with problems are left out, rather than keep the others from coming in.
    skips_problems boolean not null default false,
    -- The last line that was brought in, with whatever came before it: who goes on goes on after it.
    at_line bigint not null default 0,
    committed bigint not null default 0,
    left_out bigint not null default 0,
    taken_back bigint not null default 0,
    kept bigint not null default 0,
    version integer not null default 1,
    uploaded_at timestamptz not null,
    uploaded_by uuid not null references staff (id),
    -- Who has it brought in or taken back, and in whose session: it is done in their name.
    asked_by uuid references staff (id),
    session_id uuid,
    ended_at timestamptz
);
create index import_under_way on import (uploaded_at) where status in ('waiting', 'committing', 'undoing');
create index import_kept on import (uploaded_at) where key is not null;

-- What became of each line that was brought in.
create table import_row (
    import_id uuid not null references import (id) on delete cascade,
    line bigint not null,
    subject_id uuid not null,
    -- When the import is taken back; nothing before.
    outcome text constraint import_row_outcome_known check (outcome in ('taken_back', 'kept')),
    primary key (import_id, line)
);
create index import_row_open on import_row (import_id, line) where outcome is null;

-- What is wrong with a line, or was changed on the way. Never what stood there.
create table import_problem (
    import_id uuid not null references import (id) on delete cascade,
    seq integer not null,
    line bigint not null,
    -- Counted from 1; which heading that is the file says.
    column_at integer,
    code text not null,
    is_warning boolean not null,
    primary key (import_id, seq)
);
