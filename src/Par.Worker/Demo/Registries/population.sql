-- Lays the population registry: people with their VNeID level, their households, residences and identity cards.
-- Read by personal id, by mother, by date of birth and by the day a residence ends; each has its index.
create table household (
    household_id text        primary key,
    head_id      text        not null,
    area         text        not null,
    address      text        not null,
    poverty      text        not null default 'none',
    updated_at   timestamptz not null,
    constraint poverty_is_known check (poverty in ('none', 'near-poor', 'poor'))
);

create table person (
    personal_id   text        primary key,
    full_name     text        not null,
    date_of_birth date        not null,
    dob_precision text        not null default 'day',
    sex           text        not null,
    mother_id     text,
    father_id     text,
    died_on       date,
    vneid_level   smallint    not null default 0,
    updated_at    timestamptz not null,
    constraint person_precision_is_known check (dob_precision in ('day', 'month', 'year')),
    constraint vneid_level_is_known check (vneid_level between 0 and 2)
);
create index person_by_date_of_birth on person (date_of_birth);
create index person_of_a_mother on person (mother_id) where mother_id is not null;

create table residence (
    residence_id     bigint      generated always as identity primary key,
    personal_id      text        not null,
    kind             text        not null,
    area             text        not null,
    address          text        not null,
    household_id     text,
    registered_from  date        not null,
    registered_until date,
    recorded_at      timestamptz not null,
    updated_at       timestamptz not null,
    constraint residence_kind_is_known check (kind in ('permanent', 'temporary'))
);
create index residence_of_a_person on residence (personal_id);
create index residence_that_ends on residence (registered_until) where registered_until is not null;

create table identity_card (
    card_no     text        primary key,
    personal_id text        not null,
    issued_on   date        not null,
    valid_until date,
    recorded_at timestamptz not null,
    updated_at  timestamptz not null
);
create index identity_card_of_a_person on identity_card (personal_id);
