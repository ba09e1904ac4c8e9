-- Makes the schema and the journal of migrations when they are missing.
-- The migrator runs it under its advisory lock, so two programs never race for it.
create schema if not exists par;

create table if not exists par.migration (
    number     integer     primary key,
    name       text        not null,
    checksum   text        not null,
    applied_at timestamptz not null default now()
);

-- The last migration of the oldest program that may go on beside this one; null: none. Looked for first, because even an "if not
-- exists" would wait for a lock that every worker's next look would then wait behind.
do $$
begin
    if not exists (select from pg_attribute where attrelid = 'par.migration'::regclass and attname = 'programs_from' and not attisdropped) then
        alter table par.migration add column programs_from integer;
    end if;
end $$;
