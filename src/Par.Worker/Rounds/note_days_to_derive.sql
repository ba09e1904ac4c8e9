-- Notes whose recorded days life events say are others now, for each rule that reckons from them.
-- Safe to run again: an event is noted once for each trigger.
insert into par.day_to_derive (rule, position, registry, event_uid, subject, noted_at)
select rule, position, registry, event_uid, subject, @now
  from unnest(@rule, @position, @registry, @event_uid, @subject) as moved (rule, position, registry, event_uid, subject)
    on conflict on constraint day_is_derived_once_for_each_event do nothing;
