-- What is wrong with a registry, its feed, its replication slot or a subscription at it is told to a human, also by several workers only once.
-- Programs from 0012 on go on beside this.

alter table par.alarm
    drop constraint alarm_kind_is_known,
    add constraint alarm_kind_is_known check (kind in (
        'ruleBook', 'brake', 'silentRule', 'unrouted', 'quarantine', 'difference', 'eventTable',
        'registryAway', 'feed', 'heldBack', 'slot', 'subscription'));

-- How each worker sees each registry: whether it reads its life events and asks it for facts, and until when it knows all life events. Rows
-- of workers that are gone are deleted by the others.
create table par.registry_watch (
    worker      uuid        not null,
    registry    text        not null,
    feed        text        not null,
    facts       text        not null,
    away_since  timestamptz,
    reason      text,
    known_until timestamptz,
    seen_at     timestamptz not null,
    primary key (worker, registry),
    constraint feed_is_a_state check (feed in ('closed', 'halfOpen', 'open')),
    constraint facts_are_a_state check (facts in ('closed', 'halfOpen', 'open')),
    constraint away_has_a_reason check ((away_since is null) = (reason is null))
);
