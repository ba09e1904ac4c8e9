-- Lays the registry of social protection: pensions and monthly assistance that are paid or were paid, and disability certificates.
-- Read by personal id.
create table pension (
    pension_id     bigint         generated always as identity primary key,
    personal_id    text           not null,
    kind           text           not null,
    monthly_amount numeric(14, 0) not null,
    paid_from      date           not null,
    paid_until     date,
    recorded_at    timestamptz    not null,
    updated_at     timestamptz    not null,
    constraint pension_kind_is_known check (kind in ('contributory', 'social', 'survivor'))
);
create index pension_of_a_person on pension (personal_id);

create table disability_certificate (
    certificate_no text        primary key,
    personal_id    text        not null,
    degree         text        not null,
    issued_on      date        not null,
    revoked_on     date,
    updated_at     timestamptz not null,
    constraint disability_degree_is_known check (degree in ('mild', 'severe', 'very-severe'))
);
create index disability_certificate_of_a_person on disability_certificate (personal_id);

create table allowance (
    allowance_id     bigint         generated always as identity primary key,
    personal_id      text           not null,
    assistance_group text           not null,
    monthly_amount   numeric(14, 0) not null,
    paid_in          text           not null,
    paid_from        date           not null,
    paid_until       date,
    updated_at       timestamptz    not null
);
create index allowance_of_a_person on allowance (personal_id);
