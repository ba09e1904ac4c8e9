-- Reads all that is kept of the clocks of one dossier, named by its number or id. Reads only.
-- Each is a statement of its own in one snapshot, which the caller's transaction holds.
select dossier.id      as "Dossier",
       dossier.number  as "Number",
       dossier.state   as "State",
       item.due_at     as "ItemDueAt",
       item.task       as "Task"
  from par.dossier
  left join par.queue_item item on item.dossier = dossier.id
 where dossier.id = @id;

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
  from par.clock
  join par.dossier on dossier.id = clock.dossier
 where clock.dossier = @id
 order by clock.started_at, clock.kind;

select dossier as "Dossier", kind as "Kind", paused_at as "PausedAt", reason as "Reason", paused_by as "PausedBy", resumed_at as "ResumedAt", resumed_by as "ResumedBy"
  from par.clock_pause
 where dossier = @id
 order by kind, position;

select dossier as "Dossier", kind as "Kind", moved_at as "MovedAt", from_due as "FromDue", to_due as "ToDue", from_version as "FromVersion", to_version as "ToVersion", why::text as "Why"
  from par.clock_move
 where dossier = @id
 order by kind, position;

select calendar as "Calendar", edition as "Edition", version as "Version", data::text as "Data", hash as "Hash", kept_at as "KeptAt", moved_at as "MovedAt"
  from par.calendar_edition
 where calendar in (select calendar from par.clock where dossier = @id);
