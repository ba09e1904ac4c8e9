-- Lets registries, inbox, findings and dossiers be held against each other: what was looked at, and what differed.

alter table par.alarm
    drop constraint alarm_kind_is_known,
    add constraint alarm_kind_is_known check (kind in ('ruleBook', 'brake', 'silentRule', 'unrouted', 'quarantine', 'difference'));

-- One row for each part of each run: a registry by its name, 'findings' or 'dossiers'. A registry's position says how far its feed
-- had been taken in and was compared; the next run begins at one that is old enough.
create table par.reconciliation (
    id                bigint      generated always as identity primary key,
    part              text        not null,
    whole             boolean     not null,
    started_at        timestamptz not null,
    finished_at       timestamptz not null,
    compared          bigint      not null,
    differed          bigint      not null,
    repaired          bigint      not null,
    system_identifier bigint,
    xid               xid8,
    seq               bigint,
    failed            text,
    constraint reconciliation_names_its_part check (btrim(part) <> ''),
    constraint reconciliation_counts_up check (compared >= 0 and differed >= 0 and repaired >= 0),
    constraint reconciliation_ends_after_it_began check (finished_at >= started_at),
    constraint position_is_whole check (num_nulls(system_identifier, xid, seq) in (0, 3)),
    constraint failed_reaches_no_position check (failed is null or xid is null)
);
create index reconciliation_of_a_part on par.reconciliation (part, started_at);

-- What differed, by keys only: a life event, the rule of a finding about it, a dossier. Open until it is repaired, or gone by itself.
create table par.difference (
    id          bigint      generated always as identity primary key,
    part        text        not null,
    kind        text        not null,
    registry    text        not null,
    event_uid   uuid        not null,
    rule        text,
    dossier     uuid,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    repaired_at timestamptz,
    -- A person looked at it and lets it stand: it raises no alarm any more.
    accepted_at timestamptz,
    accepted_by text,
    reason      text,
    constraint difference_kind_is_known check (kind in (
        'notTakenIn', 'otherKind', 'otherSubject', 'notInFeed',
        'notOpened', 'onceKeyMissing',
        'eventMissing', 'itemMissing', 'clockMissing', 'holdMissing')),
    constraint difference_is_seen_in_order check (last_seen >= first_seen and (repaired_at is null or repaired_at >= last_seen)),
    constraint difference_is_accepted_with_a_name_and_a_reason check (
        accepted_at is null or (coalesce(btrim(accepted_by), '') <> '' and coalesce(btrim(reason), '') <> '')),
    constraint difference_of_a_finding_names_its_rule check ((kind in ('notTakenIn', 'otherKind', 'otherSubject', 'notInFeed')) = (rule is null)),
    constraint difference_of_a_dossier_names_it check ((kind in ('eventMissing', 'itemMissing', 'clockMissing', 'holdMissing')) = (dossier is not null))
);
create unique index difference_is_open_once
    on par.difference (part, kind, registry, event_uid, rule, dossier) nulls not distinct where repaired_at is null;
create index difference_still_open on par.difference (part, id) where repaired_at is null;

-- What a run walks along: what came lately, and what is not over.
create index inbox_received on par.inbox using brin (received_at);
create index dossier_still_open on par.dossier (id) where closed_at is null;
