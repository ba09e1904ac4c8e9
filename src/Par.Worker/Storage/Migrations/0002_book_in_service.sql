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

-- Brakes -------------------------------------------------------------------------------------------------------------

-- How much each rule found due on each day: what passed the gate of the once-keys, opened or held. Counted in the transaction
-- that opens. In 16 shards, so that workers which open for one rule side by side do not wait for each other's transactions.
create table par.rule_day (
    rule  text     not null,
    day   date     not null,
    shard smallint not null,
    due   integer  not null,
    primary key (rule, day, shard)
) with (fillfactor = 50);

-- A rule that opened far more in a day than it should. While its brake is on, everything further it finds due is held.
create table par.brake (
    id        bigint      generated always as identity primary key,
    rule      text        not null,
    day       date        not null,
    allowed   integer     not null,
    pulled_at timestamptz not null,
    ended_at  timestamptz,
    ended_how text,
    ended_by  text,
    reason    text,
    constraint brake_ends_in_a_known_way check (ended_how in ('released', 'discarded')),
    constraint brake_ends_with_a_name_and_a_reason check (
        (ended_at is null) = (ended_how is null)
        and (ended_at is null or (coalesce(btrim(ended_by), '') <> '' and coalesce(btrim(reason), '') <> '')))
);
create unique index brake_is_on_once on par.brake (rule) where ended_at is null;
create index brake_of_a_day on par.brake (rule, day);

-- What is held for a human: a dossier in the state 'held', or a reminder that is not written yet. The row goes with the decision.
create table par.held (
    id      uuid        primary key,
    rule    text        not null,
    level   smallint    not null,
    agency  text        not null,
    held_at timestamptz not null,
    -- What was to be opened: its terms and notices are made of it when it is released.
    due     jsonb       not null,
    constraint only_levels_1_to_3_are_held check (level between 1 and 3)
);
create index held_of_a_rule on par.held (rule, id);

-- A held dossier exists, with number and history, and is in nobody's queue: no clock runs and nobody was told.
alter table par.dossier drop constraint dossier_state_is_known;
alter table par.dossier add constraint dossier_state_is_known check (state in
    ('held', 'prepared', 'queued', 'inProgress', 'waiting', 'approved', 'rejected', 'withdrawn', 'declined', 'expired'));

create or replace function par.dossier_may_move(before text, after text) returns boolean
    language sql immutable parallel safe
    return before = after
        or (before, after) in (
            ('held', 'prepared'), ('held', 'queued'), ('held', 'withdrawn'),
            ('prepared', 'queued'), ('prepared', 'declined'), ('prepared', 'expired'), ('prepared', 'withdrawn'),
            ('queued', 'inProgress'), ('queued', 'withdrawn'),
            ('inProgress', 'queued'), ('inProgress', 'waiting'), ('inProgress', 'approved'), ('inProgress', 'rejected'),
            ('waiting', 'inProgress'));

alter table par.dossier_change drop constraint dossier_begins_prepared_or_queued;
alter table par.dossier_change add constraint dossier_begins_held_prepared_or_queued
    check (position > 0 or state in ('held', 'prepared', 'queued'));

-- Rules that are tried out --------------------------------------------------------------------------------------------

-- Set where a rule was only tried out: the once-key of what would have opened. Nothing took it.
alter table par.finding add column shadow_key text;
alter table par.finding add constraint only_what_is_due_is_in_shadow check (shadow_key is null or answer = 'due');
create index finding_in_shadow on par.finding (rule, decided_on) where shadow_key is not null;

-- Retention ----------------------------------------------------------------------------------------------------------

-- Findings that opened nothing and still say something about a person.
create index finding_to_empty on par.finding (decided_at) where answer in ('notDue', 'notInForce') and not explanation ? 'emptied';
