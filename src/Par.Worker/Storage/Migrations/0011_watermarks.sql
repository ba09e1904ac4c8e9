-- Lets life events be read from tables of registries that keep no feed: how far each table was read.

alter table par.alarm
    drop constraint alarm_kind_is_known,
    add constraint alarm_kind_is_known check (kind in ('ruleBook', 'brake', 'silentRule', 'unrouted', 'quarantine', 'difference', 'eventTable'));

-- The latest moment that was seen among the rows of a life event, never past the registry's own clock; null before the first row. Each
-- reading begins an overlap before it. It counts for one server, table and columns only: for others the table is read anew.
create table par.watermark (
    registry          text        not null,
    kind              text        not null,
    system_identifier bigint      not null,
    read_from         text        not null,
    updated_at        timestamptz,
    moved_at          timestamptz not null,
    primary key (registry, kind)
);
