-- Lists what one officer holds, most pressing first.
select q.dossier    as "Dossier",
       d.number     as "Number",
       d.procedure  as "Procedure",
       q.task       as "Task",
       d.state      as "State",
       q.priority   as "Priority",
       q.due_at     as "DueAt",
       q.officer    as "Officer",
       q.lease_ends as "LeaseEnds",
       q.attempt    as "Attempt",
       d.subject    as "Subject",
       d.prefill    as "Prefill",
       d.texts      as "Texts",
       d.level      as "Level",
       d.opened_at  as "OpenedAt"
  from par.queue_item q
  join par.dossier d on d.id = q.dossier
 where q.agency = @agency
   and q.officer = @officer
 order by q.priority, q.due_at, q.dossier
