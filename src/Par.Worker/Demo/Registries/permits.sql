-- Lays the registry of work permits: who may work for whom, from when to when.
-- Read by the holder's personal id, and by the day a permit ends; each has its index.
create table work_permit (
    permit_no   text        primary key,
    holder_id   text        not null,
    employer    text        not null,
    valid_from  date        not null,
    valid_until date        not null,
    revoked_on  date,
    updated_at  timestamptz not null
);
create index work_permit_of_a_holder on work_permit (holder_id);
create index work_permit_that_ends on work_permit (valid_until);
