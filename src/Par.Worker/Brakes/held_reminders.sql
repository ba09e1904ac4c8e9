-- Reads the reminders that are held on any of these life events, along held_reminder_of_an_event.
-- The brakes of what was decided on them are locked first, as every opening locks them: a release that is under way is waited for,
-- and none begins before the caller's transaction ends. The second statement sees what stood when the locks were granted.
select brake.rule
  from par.brake
 where brake.ended_at is null
   and brake.rule in (select finding.rule
                        from unnest(@registries, @eventUids) as life (registry, event_uid)
                        join par.finding on finding.registry = life.registry and finding.event_uid = life.event_uid)
 order by brake.rule
   for share;

select held.id, held.due
  from unnest(@registries, @eventUids) as life (registry, event_uid)
  join par.held on held.due ->> 'registry' = life.registry and held.due ->> 'eventUid' = life.event_uid::text and held.level = 1
 order by held.id;
