-- Finds the clocks whose next rung has come, the longest overdue first, and locks each with its item.
-- Walks the partial index on next_rung_at, so it costs what is due, not what is open; two scanners share the rows between them.
select clock.dossier          as "Dossier",
       clock.kind             as "Kind",
       clock.calendar         as "Calendar",
       clock.calendar_version as "CalendarVersion",
       clock.term             as "Term",
       clock.law              as "Law",
       clock.started_at       as "StartedAt",
       clock.running_since    as "RunningSince",
       clock.consumed         as "Consumed",
       clock.due_at           as "DueAt",
       clock.moved            as "Moved",
       clock.stopped_at       as "StoppedAt",
       clock.rung             as "Rung",
       clock.next_rung_at     as "NextRungAt",
       dossier.number         as "Number",
       item.agency            as "Agency",
       item.officer           as "Officer",
       dossier.tell           as "Tell",
       dossier.procedure      as "Procedure",
       coalesce(dossier.texts -> 'title', '{}') as "Title"
  from par.clock
  join par.queue_item item on item.dossier = clock.dossier
  join par.dossier on dossier.id = clock.dossier
 where clock.next_rung_at <= @now
 order by clock.next_rung_at
 limit @limit
   for update of clock, item skip locked;
