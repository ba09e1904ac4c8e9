-- Lays the work database: from a life event taken in to a dossier in an agency's queue, with its clock and its outcome.
-- Every rule of the data that a table can hold stands here as a named constraint, so that no door can break it.

-- Intake -------------------------------------------------------------------------------------------------------------

create table par.intake_cursor (
    registry          text        primary key,
    system_identifier bigint      not null,
    xid               xid8        not null,
    seq               bigint      not null,
    duplicates        bigint      not null default 0,
    updated_at        timestamptz not null
);

-- One row per partition of subjects. Who locks the row works the partition; the lock ends with its connection.
create table par.inbox_partition (
    partition smallint primary key,
    constraint partitions_are_64 check (partition between 0 and 63)
);
insert into par.inbox_partition select generate_series(0, 63);

-- The key is permanent: a life event that was taken in once is never taken in again.
create table par.inbox (
    registry    text        not null,
    event_uid   uuid        not null,
    kind        text        not null,
    subject     text        not null,
    partition   smallint    not null references par.inbox_partition,
    locality    text        not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    corrects    uuid,
    body        jsonb       not null,
    state       text        not null default 'waiting',
    attempt     smallint    not null default 0,
    next_try_at timestamptz not null,
    error       text,
    done_at     timestamptz,
    constraint inbox_takes_each_life_event_once primary key (registry, event_uid),
    constraint inbox_state_is_known check (state in ('waiting', 'done', 'quarantined')),
    constraint done_says_when check ((state = 'done') = (done_at is not null)),
    constraint quarantine_says_why check (state <> 'quarantined' or error is not null)
) with (fillfactor = 80);
create index inbox_waiting on par.inbox (partition, occurred_at, recorded_at) where state = 'waiting';
create index inbox_of_a_subject on par.inbox (subject, occurred_at);
create index inbox_corrections on par.inbox (corrects) where corrects is not null;
create index inbox_body_to_empty on par.inbox (done_at) where state = 'done' and body <> '{}';

-- Up to which day the people a date trigger speaks of have been looked for.
create table par.date_trigger (
    rule        text        not null,
    position    smallint    not null,
    through_day date        not null,
    updated_at  timestamptz not null,
    primary key (rule, position)
);

-- Decisions ----------------------------------------------------------------------------------------------------------

-- Append only: when a question is asked again, the new answer is a new revision.
create table par.finding (
    id           uuid        primary key,
    registry     text        not null,
    event_uid    uuid        not null,
    rule         text        not null,
    rule_version integer     not null,
    book_hash    text        not null,
    revision     integer     not null,
    subject      text        not null,
    answer       text        not null,
    law_date     date,
    decided_on   date        not null,
    decided_at   timestamptz not null,
    explanation  jsonb       not null,
    constraint finding_is_one_per_revision unique (registry, event_uid, rule, revision),
    constraint finding_answer_is_known check (answer in ('due', 'notDue', 'undecided', 'notInForce', 'failed'))
);
create index finding_of_a_subject on par.finding (subject, decided_at);
create index finding_answers_by_day on par.finding (answer, decided_at);

-- A question a registry left open. It is asked again, never read as "no".
create table par.open_question (
    registry    text        not null,
    event_uid   uuid        not null,
    rule        text        not null,
    partition   smallint    not null references par.inbox_partition,
    awaits      text[]      not null,
    attempt     integer     not null default 1,
    next_try_at timestamptz not null,
    asked_at    timestamptz not null,
    primary key (registry, event_uid, rule),
    foreign key (registry, event_uid) references par.inbox
);
create index open_question_to_ask on par.open_question (partition, next_try_at);

-- Agencies and officers ----------------------------------------------------------------------------------------------

create table par.agency (
    id            text primary key,
    kind          text not null,
    area          text not null,
    name_vi       text not null,
    name_en       text not null,
    code          text not null,
    calendar      text not null,
    paused_at     timestamptz,
    paused_by     text,
    paused_reason text,
    -- Deferred: when the catalogue gives two agencies each other's code, both change in one transaction.
    constraint agency_has_its_own_code unique (code) deferrable initially deferred,
    constraint pause_says_who_and_why check ((paused_at is null) = (paused_by is null) and (paused_at is null) = (paused_reason is null))
);

create table par.officer (
    id       text    primary key,
    agency   text    not null references par.agency,
    name     text    not null,
    capacity integer not null,
    holding  integer not null default 0,
    constraint officer_holds_no_more_than_capacity check (holding between 0 and capacity)
);
create index officer_of_an_agency on par.officer (agency);

-- Dossiers -----------------------------------------------------------------------------------------------------------

create table par.dossier_counter (
    agency text    not null references par.agency,
    day    date    not null,
    last   integer not null,
    primary key (agency, day)
);

create table par.dossier (
    id             uuid        primary key,
    number         text        not null unique,
    procedure      text        not null,
    level          smallint    not null,
    rule           text        not null,
    rule_version   integer     not null,
    book_hash      text        not null,
    finding        uuid        not null references par.finding,
    registry       text        not null,
    event_uid      uuid        not null,
    subject        text        not null,
    -- Personal ids of those who are told, who need not be the subject: of a newborn the parents, of a death its informant. None: the agency.
    tell           text[]      not null,
    agency         text        not null references par.agency,
    state          text        not null,
    request_needed boolean     not null default false,
    prefill        jsonb       not null,
    texts          jsonb       not null,
    opened_at      timestamptz not null,
    closed_at      timestamptz,
    version        integer     not null default 0,
    -- The procedure's own term as its rule names it; a prepared dossier starts its clock with it on the person's yes.
    term           text,
    term_law       text,
    cut_off        time,
    constraint dossier_state_is_known check (state in
        ('prepared', 'queued', 'inProgress', 'waiting', 'approved', 'rejected', 'withdrawn', 'declined', 'expired')),
    constraint closed_says_when check ((state in ('approved', 'rejected', 'withdrawn', 'declined', 'expired')) = (closed_at is not null)),
    constraint only_levels_2_and_3_open check (level in (2, 3)),
    constraint prepared_is_level_2 check (state <> 'prepared' or level = 2)
);
-- Which state may follow which. The program has the same table (Dossiers/Moves.cs); a test compares every pair.
create function par.dossier_may_move(before text, after text) returns boolean
    language sql immutable parallel safe
    return before = after
        or (before, after) in (
            ('prepared', 'queued'), ('prepared', 'declined'), ('prepared', 'expired'), ('prepared', 'withdrawn'),
            ('queued', 'inProgress'), ('queued', 'withdrawn'),
            ('inProgress', 'queued'), ('inProgress', 'waiting'), ('inProgress', 'approved'), ('inProgress', 'rejected'),
            ('waiting', 'inProgress'));

create function par.refuse_an_illegal_move() returns trigger
    language plpgsql as
$$
begin
    raise exception 'A dossier does not go from % to %.', old.state, new.state
        using errcode = 'check_violation', constraint = 'dossier_moves_legally';
end
$$;
create trigger dossier_moves_legally before update of state on par.dossier
    for each row when (not par.dossier_may_move(old.state, new.state)) execute function par.refuse_an_illegal_move();

create index dossier_of_a_subject on par.dossier (subject, opened_at);
create index dossier_of_an_event on par.dossier (registry, event_uid);

-- The permanent gate: one once-key of one rule leads to one dossier or one reminder, for ever.
create table par.once_key (
    rule     text        not null,
    once_key text        not null,
    finding  uuid        not null references par.finding,
    dossier  uuid        references par.dossier deferrable initially deferred,
    taken_at timestamptz not null,
    -- Set when the dossier was withdrawn because its ground fell: only then may a corrected ground open again.
    freed_at timestamptz,
    constraint once_key_opens_once primary key (rule, once_key)
);
create index once_key_of_a_dossier on par.once_key (dossier) where dossier is not null;

-- Append only: what happened to a dossier, who did it, why.
create table par.dossier_change (
    dossier   uuid        not null references par.dossier,
    position  integer     not null,
    at        timestamptz not null,
    change    text        not null,
    came_from text,
    state     text        not null,
    actor     text        not null,
    reason    text,
    detail    jsonb       not null default '{}',
    primary key (dossier, position),
    constraint a_no_has_a_reason check (change not in ('rejected', 'withdrawn') or coalesce(btrim(reason), '') <> ''),
    constraint change_says_where_it_came_from check (position = 0 or came_from is not null),
    constraint change_moves_legally check (came_from is null or par.dossier_may_move(came_from, state)),
    constraint dossier_begins_prepared_or_queued check (position > 0 or state in ('prepared', 'queued'))
);

create function par.refuse_to_rewrite_history() returns trigger
    language plpgsql as
$$
begin
    raise exception 'What happened to a dossier is kept as it was written: add a change, do not alter or delete one.'
        using errcode = 'restrict_violation';
end
$$;
create trigger dossier_change_is_append_only before update or delete on par.dossier_change
    for each row execute function par.refuse_to_rewrite_history();

create table par.reminder (
    id         uuid        primary key,
    procedure  text        not null,
    rule       text        not null,
    finding    uuid        not null unique references par.finding,
    registry   text        not null,
    event_uid  uuid        not null,
    subject    text        not null,
    agency     text        not null references par.agency,
    texts      jsonb       not null,
    reminded_at timestamptz not null
);
create index reminder_of_a_subject on par.reminder (subject);

-- Service levels -----------------------------------------------------------------------------------------------------

-- kind: statutory = the procedure's own term; answer = how long a prepared dossier waits for the person; handling, wait = the two limits in minutes.
create table par.clock (
    dossier          uuid        not null references par.dossier,
    kind             text        not null,
    calendar         text        not null,
    calendar_version text        not null,
    term             text        not null,
    law              text,
    started_at       timestamptz not null,
    running_since    timestamptz,
    consumed         interval    not null default '0',
    due_at           timestamptz not null,
    moved            jsonb       not null default '[]',
    stopped_at       timestamptz,
    rung             smallint    not null default 0,
    next_rung_at     timestamptz,
    primary key (dossier, kind),
    constraint clock_kind_is_known check (kind in ('statutory', 'answer', 'handling', 'wait')),
    constraint stopped_clock_does_not_run check (stopped_at is null or (running_since is null and next_rung_at is null))
);
create index clock_rung_due on par.clock (next_rung_at) where next_rung_at is not null;

-- Queues -------------------------------------------------------------------------------------------------------------

-- Hot and narrow: one row per open dossier, deleted when it closes. attempt is the fencing token of a claim.
create table par.queue_item (
    dossier    uuid        primary key references par.dossier,
    agency     text        not null references par.agency,
    task       text        not null,
    priority   smallint    not null default 5,
    due_at     timestamptz not null,
    queued_at  timestamptz not null,
    officer    text        references par.officer,
    claimed_at timestamptz,
    lease_ends timestamptz,
    attempt    integer     not null default 0,
    constraint task_is_known check (task in ('handle', 'awaitAnswer')),
    constraint claim_has_an_officer_and_a_lease check ((officer is null) = (lease_ends is null) and (officer is null) = (claimed_at is null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
-- One index for the page and for the claim: what officers hold is a few rows, not worth a second index to keep up.
create index queue_item_most_pressing on par.queue_item (agency, priority, due_at, dossier);
create index queue_item_lease on par.queue_item (lease_ends) where lease_ends is not null;

-- Escalation ---------------------------------------------------------------------------------------------------------

create table par.escalation (
    dossier      uuid        not null references par.dossier,
    clock        text        not null,
    rung         smallint    not null,
    told         text        not null,
    escalated_at timestamptz not null,
    constraint each_rung_once primary key (dossier, clock, rung)
);

-- Outbox -------------------------------------------------------------------------------------------------------------

-- What leaves the house, at least once, with a key by which the receiver knows it again.
create table par.outbox (
    id          bigint      generated always as identity primary key,
    key         uuid        not null unique,
    topic       text        not null,
    recipient   text        not null,
    body        jsonb       not null,
    written_at  timestamptz not null,
    attempt     smallint    not null default 0,
    next_try_at timestamptz not null,
    sent_at     timestamptz,
    error       text
);
create index outbox_to_send on par.outbox (next_try_at, id) where sent_at is null;

-- Timetable ----------------------------------------------------------------------------------------------------------

-- Quartz makes its own tables in here when it starts.
create schema quartz;
