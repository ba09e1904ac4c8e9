-- Lays the civil-status registry: births and deaths as they were registered.
-- An annulled entry stays and says since when, so that whoever acted on it can see why the ground fell.
create table birth (
    registration_no text        primary key,
    child_id        text        not null,
    child_name      text        not null,
    date_of_birth   date        not null,
    dob_precision   text        not null default 'day',
    sex             text        not null,
    born_at         timestamptz not null,
    mother_id       text        not null,
    father_id       text,
    registered_on   date        not null,
    registered_in   text        not null,
    notification_no text,
    annulled_on     date,
    recorded_at     timestamptz not null,
    updated_at      timestamptz not null,
    constraint birth_precision_is_known check (dob_precision in ('day', 'month', 'year'))
);
create index birth_of_a_child on birth (child_id);
create index birth_of_a_mother on birth (mother_id);

create table death (
    registration_no text        primary key,
    deceased_id     text        not null,
    died_at         timestamptz not null,
    died_on         date        not null,
    registered_on   date        not null,
    registered_in   text        not null,
    informant_id    text,
    annulled_on     date,
    recorded_at     timestamptz not null,
    updated_at      timestamptz not null
);
create index death_of_a_person on death (deceased_id);
