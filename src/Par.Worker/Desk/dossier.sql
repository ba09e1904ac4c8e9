-- Reads one dossier of an agency, with its place in the queue while it is open.
-- The agency is part of the question, so that another agency's dossier is not found rather than hidden.
select d.id             as "Dossier",
       d.agency         as "Agency",
       d.number         as "Number",
       d.procedure      as "Procedure",
       d.level          as "Level",
       d.state          as "State",
       d.subject        as "Subject",
       d.request_needed as "RequestNeeded",
       d.paused_while_waiting as "PausedWhileWaiting",
       d.prefill        as "Prefill",
       d.texts          as "Texts",
       d.opened_at      as "OpenedAt",
       d.closed_at      as "ClosedAt",
       f.explanation ->> 'law' as "Law",
       q.task           as "Task",
       q.due_at         as "DueAt",
       q.officer        as "Officer",
       o.name           as "OfficerName",
       q.lease_ends     as "LeaseEnds",
       q.attempt        as "Attempt",
       q.decided        as "Decided",
       q.decided_reason as "DecidedReason",
       q.decided_by     as "DecidedBy",
       first.name       as "DecidedByName",
       exists (select from par.breach where dossier = d.id and reason is null) as "LateWithoutReason"
  from par.dossier d
  join par.finding f on f.id = d.finding
  left join par.queue_item q on q.dossier = d.id
  left join par.officer o on o.id = q.officer
  left join par.officer first on first.id = q.decided_by
 where d.id = @id
   and d.agency = @agency
