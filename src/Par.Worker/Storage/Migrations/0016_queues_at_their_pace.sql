-- What officers take in a day by the norm of their area, their absences, work that is kept back until they are free, second looks at
-- decisions, and what was late with its reason.
-- Programs from 0013 on go on beside this.

alter table par.officer
    add column share   numeric(3, 2) not null default 1,
    add column day     date,
    add column taken   integer       not null default 0,
    add column allowed integer,
    add constraint officer_works_a_share check (share > 0 and share <= 1),
    add constraint officer_takes_no_more_than_the_day_allows check (taken >= 0 and (allowed is null or taken <= allowed));

-- Each claim writes the officer's row: with room on its pages it stays there and needs no new index entry.
alter table par.officer set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);

create table par.absence (
    id            bigint      generated always as identity primary key,
    officer       text        not null references par.officer,
    from_day      date        not null,
    until_day     date        not null,
    entered_by    text        not null,
    entered_at    timestamptz not null,
    taken_back_by text,
    taken_back_at timestamptz,
    constraint absence_ends_after_it_began check (from_day <= until_day),
    constraint absence_ends_in_ten_years check (until_day <= from_day + 3660 and from_day between '2000-01-01' and '2999-12-31'),
    constraint absence_says_who check (btrim(entered_by) <> ''),
    constraint absence_is_taken_back_by_somebody check ((taken_back_at is null) = (coalesce(btrim(taken_back_by), '') = ''))
);

create index absence_of_an_officer on par.absence (officer, until_day) where taken_back_at is null;

-- Beyond which due date the work that opens by itself is kept back at an agency; null: none is.
alter table par.agency add column kept_back_beyond timestamptz;
alter table par.agency add constraint pause_has_words check (paused_at is null or (btrim(paused_by) <> '' and btrim(paused_reason) <> '')) not valid;

alter table par.queue_item
    add column claimed_on     date,
    add column kept_back      boolean not null default false,
    add column decided        text,
    add column decided_by     text,
    add column decided_reason text,
    drop constraint task_is_known,
    add constraint task_is_known check (task in ('handle', 'awaitAnswer', 'awaitReply', 'review', 'secondLook')),
    add constraint second_look_has_a_first_decision check (
        (task = 'secondLook') = (decided is not null) and (decided is null) = (decided_by is null) and decided in ('approved', 'rejected')),
    add constraint rejection_to_look_at_has_a_reason check (decided is distinct from 'rejected' or coalesce(btrim(decided_reason), '') <> ''),
    add constraint nobody_looks_at_their_own_decision check (officer is null or decided_by is null or officer <> decided_by);

-- What is claimed leaves the index of what can be claimed.
create index queue_item_to_claim on par.queue_item (agency, priority, due_at, dossier)
 where officer is null and not kept_back and task in ('handle', 'secondLook');
create index queue_item_kept_back on par.queue_item (agency, priority, due_at, dossier) where kept_back;

-- The terms that ran out: found once, the person told once, and why it came so.
create table par.breach (
    dossier     uuid        not null references par.dossier,
    clock       text        not null,
    due_at      timestamptz not null,
    found_at    timestamptz not null,
    promised_at timestamptz,
    reason      text,
    said_by     text,
    said_at     timestamptz,
    constraint each_breach_once primary key (dossier, clock),
    constraint breach_is_after_its_term check (found_at >= due_at),
    constraint promise_is_in_the_future check (promised_at > found_at),
    constraint reason_of_a_breach_has_words_and_a_name check (
        num_nulls(reason, said_by, said_at) in (0, 3) and btrim(reason) <> '' and btrim(said_by) <> '')
);

create index breach_without_a_reason on par.breach (dossier) where reason is null;
