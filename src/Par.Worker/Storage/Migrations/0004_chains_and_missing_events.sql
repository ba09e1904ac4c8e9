-- Lets rules wait for a life event that should follow another, follow an outcome, share one gate, and keep silent after a sensitive event.

-- One row for each life event after which another should come. Its day decides: the other came, or the rule is asked.
create table par.expectation (
    rule       text        not null,
    position   smallint    not null,
    registry   text        not null,
    event_uid  uuid        not null,
    subject    text        not null,
    awaited    text        not null,
    match_key  text        not null,
    due_on     date        not null,
    fires_as   uuid        not null,
    state      text        not null default 'open',
    settled_at timestamptz,
    constraint expectation_is_noted_once primary key (rule, position, registry, event_uid),
    constraint expectation_state_is_known check (state in ('open', 'came', 'annulled', 'fired')),
    constraint settled_says_when check ((state = 'open') = (settled_at is null)),
    foreign key (registry, event_uid) references par.inbox
);
create index expectation_due on par.expectation (due_on) where state = 'open';
create index expectation_of_an_event on par.expectation (registry, event_uid);
create index expectation_awaiting on par.expectation (awaited, match_key) where state = 'came';

-- Which of the awaited life events came, by what they are known by.
create table par.occurrence (
    kind      text not null,
    match_key text not null,
    registry  text not null,
    event_uid uuid not null,
    constraint occurrence_is_noted_once primary key (kind, match_key, registry, event_uid),
    foreign key (registry, event_uid) references par.inbox
);
create index occurrence_of_an_event on par.occurrence (registry, event_uid);

-- Up to which day notices about a person go to an officer and not to the family.
create table par.quiet_time (
    registry   text not null,
    event_uid  uuid not null,
    subject    text not null,
    until_day  date not null,
    constraint quiet_time_is_noted_once primary key (registry, event_uid),
    foreign key (registry, event_uid) references par.inbox
);
create index quiet_time_of_a_subject on par.quiet_time (subject, until_day);

-- What waits to be sent about a dossier or a reminder, for the day its subject must be left in peace.
create index outbox_waiting_about on par.outbox ((coalesce(body ->> 'dossier', body ->> 'reminder'))) where sent_at is null;

-- The gate is a rule's own, or shared by the rules of an exclusive group: 'exclusive/<group>'.
alter table par.once_key rename column rule to gate;
