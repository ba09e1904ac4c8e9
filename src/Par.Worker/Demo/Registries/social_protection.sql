-- Lays the registry of social protection: pensions that are paid, and were paid.
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
