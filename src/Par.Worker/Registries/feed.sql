-- The feed that every registry keeps: one row per life event, written in the transaction of the fact it tells of.
-- (xid, seq) below the oldest running transaction is an order in which no reader can miss a row; event_uid may come twice.
create table registry_event (
    seq         bigint      generated always as identity primary key,
    xid         xid8        not null default pg_current_xact_id(),
    event_uid   uuid        not null,
    kind        text        not null,
    subject_id  text        not null,
    locality    text        not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    corrects    uuid,
    body        jsonb       not null
);
create index registry_event_in_commit_order on registry_event (xid, seq);

-- Says once for each statement that there is something to read; whoever misses it reads a little later.
create function registry_event_nudge() returns trigger language plpgsql as $$
begin
    perform pg_notify('registry_event', '');
    return null;
end
$$;
create trigger registry_event_nudges after insert on registry_event for each statement execute function registry_event_nudge();
