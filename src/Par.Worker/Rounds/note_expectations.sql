-- Notes that these life events should be followed by others, each until its day.
-- Safe to run again: an event is noted once for each trigger that waits after it.
insert into par.expectation (rule, position, registry, event_uid, subject, awaited, match_key, due_on, fires_as)
select rule, position, registry, event_uid, subject, awaited, match_key, due_on, fires_as
  from unnest(@rule, @position, @registry, @event_uid, @subject, @awaited, @match_key, @due_on, @fires_as)
    as expected (rule, position, registry, event_uid, subject, awaited, match_key, due_on, fires_as)
    on conflict on constraint expectation_is_noted_once do nothing;
