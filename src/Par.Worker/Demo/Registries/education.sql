-- Lays the education registry: who is enrolled in which school and grade.
-- Read by personal id.
create table enrolment (
    enrolment_id bigint      generated always as identity primary key,
    personal_id  text        not null,
    school       text        not null,
    grade        smallint    not null,
    school_year  text        not null,
    updated_at   timestamptz not null
);
create index enrolment_of_a_person on enrolment (personal_id);
