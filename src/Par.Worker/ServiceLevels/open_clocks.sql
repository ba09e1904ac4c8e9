-- Reads the running clocks of the next open dossiers, to see which of them a calendar published anew moves. Locks nothing.
-- Walks the key of the hot item table, so it costs what is open, not what was ever opened.
with items as (
    select dossier
      from par.queue_item
     where dossier > @after
     order by dossier
     limit @limit
)
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
       case when clock.kind = 'statutory' then dossier.cut_off end as "CutOff"
  from items
  join par.clock on clock.dossier = items.dossier
  join par.dossier on dossier.id = items.dossier
 where clock.running_since is not null
 order by clock.dossier, clock.kind;
