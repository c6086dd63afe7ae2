-- Words of the clinic's own by which people are found together. What a tag says is sealed for the clinic, as many people
-- share it; who has it is only two ids.
create table tag (
    id uuid primary key,
    name bytea not null,
    name_index bytea not null constraint tag_name_unique unique,
    created_at timestamptz not null,
    created_by uuid
);

create table party_tag (
    party_id uuid not null references party (id),
    tag_id uuid not null references tag (id),
    tagged_at timestamptz not null,
    tagged_by uuid,
    primary key (party_id, tag_id)
);
create index party_tag_of_tag on party_tag (tag_id);
