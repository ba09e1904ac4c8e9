-- Two ids of one person: which id was given up for which, as a registry reported it, and who has it now where that id was given up too.
-- No program of before goes on beside this.
create table par.merged_id (
    former     text        not null,
    into_id    text        not null,
    person     text        not null,
    partition  smallint    not null references par.inbox_partition,
    registry   text        not null,
    event_uid  uuid        not null,
    merged_at  timestamptz not null,
    constraint id_is_merged_once primary key (former),
    constraint nobody_is_merged_into_themselves check (former <> into_id and former <> person),
    foreign key (registry, event_uid) references par.inbox
);

create index merged_id_of_a_person on par.merged_id (person);
create index merged_id_of_an_event on par.merged_id (registry, event_uid);

-- The once-key as it was taken, where a merge made it the key of another id; null where it still is as it was taken.
alter table par.once_key add column as_taken text;

create index once_key_as_taken on par.once_key (gate, as_taken) where as_taken is not null;
-- One index for all keys instead of one for those of reminders: a merge looks for the keys of findings.
drop index par.once_key_of_a_reminder;
create index once_key_of_a_finding on par.once_key (finding);
