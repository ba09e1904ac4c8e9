-- Lets a correction reach reminders that the brake holds, and days that lie further back than the timer looks.

create index held_reminder_of_an_event on par.held ((due ->> 'registry'), (due ->> 'eventUid')) where level = 1;

-- Whose recorded day a life event says is another now: the timer of date triggers works out the day anew, however long ago it is,
-- and takes the row away in the transaction that takes the day in. One row for each life event, so that none is lost to another.
create table par.day_to_derive (
    rule      text        not null,
    position  smallint    not null,
    registry  text        not null,
    event_uid uuid        not null,
    subject   text        not null,
    noted_at  timestamptz not null,
    constraint day_is_derived_once_for_each_event primary key (rule, position, registry, event_uid),
    foreign key (registry, event_uid) references par.inbox
);
