-- Every row of a dossier's history carries the hash of the row before it and its own, and each day gets a root over the rows of that day, so
-- that what was altered, deleted, put in or put in another order by hand is found by './par audit verify' (docs/decisions/0021).
-- Programs from 0012 on go on beside this.

-- A text with its length, or -1 where there is none: put one after the other, no two lists of texts are the same bytes. The escape
-- is the way from text to bytes that does not depend on who asks.
create function par.bytes_of(words text) returns bytea
    language sql immutable parallel safe
    return coalesce(int4send(octet_length(words)) || decode(replace(words, '\', '\\'), 'escape'), int4send(-1));

-- The program has the same encoding (Audits/HistoryHash.cs); a test compares them.
create function par.history_hash(
    before_hash bytea, dossier uuid, "position" integer, at timestamptz, change text, came_from text, state text, actor text, reason text, detail jsonb)
    returns bytea
    language sql immutable parallel safe
    return sha256(
        coalesce(before_hash, '') || uuid_send(dossier) || int4send("position") || timestamptz_send(at)
        || par.bytes_of(change) || par.bytes_of(came_from) || par.bytes_of(state) || par.bytes_of(actor) || par.bytes_of(reason)
        || par.bytes_of(detail::text));

-- Histories of before: each chained from its first row on, in one pass.
create aggregate par.history_chain(uuid, integer, timestamptz, text, text, text, text, text, jsonb) (sfunc = par.history_hash, stype = bytea);

alter table par.dossier_change
    add column before_hash bytea,
    add column hash bytea;

alter table par.dossier_change disable trigger dossier_change_is_append_only;

with own as (
    select dossier, position,
           par.history_chain(dossier, position, at, change, came_from, state, actor, reason, detail) over (partition by dossier order by position) as hash
      from par.dossier_change
), chained as (
    select dossier, position, hash, lag(hash) over (partition by dossier order by position) as before_hash
      from own
)
update par.dossier_change
   set before_hash = chained.before_hash,
       hash = chained.hash
  from chained
 where dossier_change.dossier = chained.dossier
   and dossier_change.position = chained.position;

alter table par.dossier_change enable trigger dossier_change_is_append_only;

drop aggregate par.history_chain(uuid, integer, timestamptz, text, text, text, text, text, jsonb);

alter table par.dossier_change
    alter column hash set not null,
    add constraint each_row_stands_on_the_one_before check ((position = 0) = (before_hash is null));

-- The days of roots are found by it. Rows come in the order of their time, so a few pages of index are enough for millions.
create index dossier_change_by_time on par.dossier_change using brin (at) with (pages_per_range = 32);

-- Whoever writes has locked the dossier, so the row before is there and stays; whatever hashes the writer gives are replaced.
create function par.chain_history() returns trigger
    language plpgsql as
$$
declare
    came_to text;
begin
    new.before_hash := null;
    if new.position > 0 then
        select hash, state
          into new.before_hash, came_to
          from par.dossier_change
         where dossier = new.dossier
           and position = new.position - 1;
        if not found then
            raise exception 'The history of dossier % has no row % for row % to stand on.', new.dossier, new.position - 1, new.position
                using errcode = 'check_violation', constraint = 'history_has_no_gap';
        end if;
        if came_to is distinct from new.came_from then
            raise exception 'The history of dossier % has come to %, and row % would go on from %.', new.dossier, came_to, new.position, new.came_from
                using errcode = 'check_violation', constraint = 'history_goes_on_from_where_it_came';
        end if;
    end if;
    new.hash := par.history_hash(
        new.before_hash, new.dossier, new.position, new.at, new.change, new.came_from, new.state, new.actor, new.reason, new.detail);
    return new;
end
$$;
create trigger dossier_change_is_chained before insert on par.dossier_change
    for each row execute function par.chain_history();
create trigger dossier_change_is_never_emptied before truncate on par.dossier_change
    for each statement execute function par.refuse_to_rewrite_history();

create function par.root_of(before_root bytea, day date, changes bigint, rows_hash bytea) returns bytea
    language sql immutable parallel safe
    return sha256(coalesce(before_root, '') || int4send(day - date '2000-01-01') || int8send(changes) || rows_hash);

-- One root for each day, by the UTC day of the rows, without a gap. Each stands on the root before, as the rows of a history do.
create table par.history_root (
    day         date        not null,
    before_root bytea,
    changes     bigint      not null,
    rows_hash   bytea       not null,
    root        bytea       not null,
    written_at  timestamptz not null,
    constraint day_has_one_root primary key (day),
    constraint root_counts_up check (changes >= 0),
    constraint root_is_as_computed check (root = par.root_of(before_root, day, changes, rows_hash))
);

create function par.chain_root() returns trigger
    language plpgsql as
$$
declare
    last record;
begin
    select day, root into last from par.history_root order by day desc limit 1;
    if found and (new.day <> last.day + 1 or new.before_root is distinct from last.root) then
        raise exception 'The root of % does not stand on that of %, the last there is.', new.day, last.day
            using errcode = 'check_violation', constraint = 'root_stands_on_the_day_before';
    end if;
    return new;
end
$$;
create trigger history_root_is_chained before insert on par.history_root
    for each row execute function par.chain_root();
create trigger history_root_is_append_only before update or delete on par.history_root
    for each row execute function par.refuse_to_rewrite_history();
create trigger history_root_is_never_emptied before truncate on par.history_root
    for each statement execute function par.refuse_to_rewrite_history();

-- A person may object to how a dossier ended: then, and only then, it is open again for a human. Moves.cs has the same moves.
create or replace function par.dossier_may_move(before text, after text) returns boolean
    language sql immutable parallel safe
    return before = after
        or (before, after) in (
            ('held', 'prepared'), ('held', 'queued'), ('held', 'withdrawn'),
            ('prepared', 'queued'), ('prepared', 'declined'), ('prepared', 'expired'), ('prepared', 'withdrawn'),
            ('queued', 'inProgress'), ('queued', 'withdrawn'),
            ('inProgress', 'queued'), ('inProgress', 'waiting'), ('inProgress', 'approved'), ('inProgress', 'rejected'),
            ('waiting', 'inProgress'),
            ('rejected', 'queued'), ('withdrawn', 'queued'), ('declined', 'queued'), ('expired', 'queued'));

alter table par.dossier_change
    add constraint only_an_objection_reopens check (
        change = 'objected' or came_from is null or came_from = state or came_from not in ('rejected', 'withdrawn', 'declined', 'expired')),
    add constraint an_objection_has_a_reason check (change <> 'objected' or coalesce(btrim(reason), '') <> '');

-- Documents are rows of the history: references, so that nobody keeps bytes there.
alter table par.dossier_change
    add constraint a_document_is_a_reference check (
        change <> 'documented'
        or (detail ?& array['kind', 'holder', 'reference', 'asOf']
            and length(detail ->> 'kind') between 1 and 200
            and length(detail ->> 'holder') between 1 and 200
            and length(detail ->> 'reference') between 1 and 200
            and coalesce(detail ->> 'sha256' ~ '^[0-9a-f]{64}$', true)));

-- Which dossier's end a life event of this house tells of: the links of a chain, also when the event's body was emptied.
create table par.outcome_event (
    event_uid uuid not null,
    dossier   uuid not null references par.dossier,
    constraint outcome_is_told_once primary key (event_uid)
);
create index outcome_event_of_a_dossier on par.outcome_event (dossier);

insert into par.outcome_event (event_uid, dossier)
select inbox.event_uid, dossier.id
  from par.inbox
  join par.dossier on dossier.number = inbox.body ->> 'dossier'
 where inbox.registry = 'dossiers';

-- A worker of before writes the life event and not the link.
create function par.link_outcome() returns trigger
    language plpgsql as
$$
begin
    insert into par.outcome_event (event_uid, dossier)
    select new.event_uid, id from par.dossier where number = new.body ->> 'dossier'
        on conflict do nothing;
    return null;
end
$$;
create trigger inbox_outcome_is_linked after insert on par.inbox
    for each row when (new.registry = 'dossiers') execute function par.link_outcome();

-- A dossier that waits for the person or another agency lies in its agency's queue, in nobody's hands; it says why.
alter table par.queue_item drop constraint task_is_known;
alter table par.queue_item add constraint task_is_known check (task in ('handle', 'awaitAnswer', 'awaitReply', 'review'));
alter table par.queue_item add constraint what_awaits_somebody_else_is_in_nobodys_hands check (task <> 'awaitReply' or officer is null);
alter table par.dossier_change add constraint a_wait_has_a_reason check (change not in ('waits', 'replied') or coalesce(btrim(reason), '') <> '');
