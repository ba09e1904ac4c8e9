-- The rule book in service: what a human must look at when the book, or a rule of it, does not do what it should.

-- Alarms -------------------------------------------------------------------------------------------------------------

-- Raised once, whoever sees the cause and however often; cleared when the cause is gone.
create table par.alarm (
    id         bigint      generated always as identity primary key,
    kind       text        not null,
    about      text        not null,
    says       text        not null,
    raised_at  timestamptz not null,
    cleared_at timestamptz,
    constraint alarm_kind_is_known check (kind in ('ruleBook', 'brake', 'silentRule'))
);
create unique index alarm_is_open_once on par.alarm (kind, about) where cleared_at is null;
