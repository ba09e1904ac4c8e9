-- Notes that these awaited life events came, also when what they should follow has not come yet.
-- Safe to run again: an event is noted once by each thing it is known by.
insert into par.occurrence (kind, match_key, registry, event_uid)
select kind, match_key, registry, event_uid
  from unnest(@kind, @match_key, @registry, @event_uid) as came (kind, match_key, registry, event_uid)
    on conflict on constraint occurrence_is_noted_once do nothing;
