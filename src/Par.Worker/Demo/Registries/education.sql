-- Lays the education registry: who is enrolled in which school and grade, which school serves an area, and who is supported.
-- Read by personal id, and the catchments by area; kindergarten is grade 0.
create table enrolment (
    enrolment_id bigint      generated always as identity primary key,
    personal_id  text        not null,
    school       text        not null,
    grade        smallint    not null,
    school_year  text        not null,
    updated_at   timestamptz not null
);
create index enrolment_of_a_person on enrolment (personal_id);

create table catchment (
    area        text        primary key,
    school      text        not null,
    enrol_from  date        not null,
    enrol_until date        not null,
    updated_at  timestamptz not null
);

create table school_support (
    support_id  bigint      generated always as identity primary key,
    personal_id text        not null,
    kind        text        not null,
    school_year text        not null,
    granted_on  date        not null,
    updated_at  timestamptz not null,
    constraint school_support_is_known check (kind in ('lunch', 'fee-exemption', 'boarding'))
);
create index school_support_of_a_person on school_support (personal_id);
