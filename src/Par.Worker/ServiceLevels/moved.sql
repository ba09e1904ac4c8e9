-- Keeps each due date that moved with both values, and brings the items of the queues to the new ones. Clocks and items are locked.
-- An item has the due date of the clock that its task waits for; of a dossier's other clocks nothing is shown there.
with kept as (
    insert into par.clock_move (dossier, kind, position, moved_at, from_due, to_due, from_version, to_version, calendar, edition, why)
    select dossier, kind, (select count(*) from par.clock_move before where before.dossier = moved.dossier and before.kind = moved.kind),
           @now, from_due, to_due, from_version, to_version, calendar, edition, why
      from unnest(@dossiers, @kinds, @fromDue, @toDue, @fromVersions, @toVersions, @calendars, @editions, @whys::jsonb[])
        as moved (dossier, kind, from_due, to_due, from_version, to_version, calendar, edition, why)
)
update par.queue_item item
   set due_at = moved.to_due
  from unnest(@dossiers, @kinds, @fromDue, @toDue) as moved (dossier, kind, from_due, to_due)
 where item.dossier = moved.dossier
   and moved.kind in ('answer', 'statutory', 'review')
   and item.due_at = moved.from_due;
