-- Makes the schema and the journal of migrations when they are missing.
-- The migrator runs it under its advisory lock, so two programs never race for it.
create schema if not exists par;

create table if not exists par.migration (
    number     integer     primary key,
    name       text        not null,
    checksum   text        not null,
    applied_at timestamptz not null default now()
);
