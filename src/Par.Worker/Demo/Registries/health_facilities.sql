-- Lays what health facilities notify: births, and deaths of newborns, before anything is registered.
-- Read by the mother's personal id: a child has none before its birth is registered.
create table birth_notice (
    notification_no text        primary key,
    mother_id       text        not null,
    born_at         timestamptz not null,
    sex             text        not null,
    facility        text        not null,
    died_at         timestamptz,
    updated_at      timestamptz not null
);
create index birth_notice_of_a_mother on birth_notice (mother_id);
