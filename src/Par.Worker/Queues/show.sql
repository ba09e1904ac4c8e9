-- A page of an agency's queue, most pressing first, beginning after where the last page ended.
-- Walks one index from that position on, so a late page costs what the first one does.
select item.dossier           as "Dossier",
       dossier.number         as "Number",
       dossier.procedure      as "Procedure",
       item.agency            as "Agency",
       item.task              as "Task",
       dossier.state          as "State",
       item.priority          as "Priority",
       item.due_at            as "DueAt",
       item.queued_at         as "QueuedAt",
       item.officer           as "Officer",
       item.lease_ends        as "LeaseEnds",
       item.attempt           as "Attempt",
       dossier.subject        as "Subject",
       dossier.prefill        as "Prefill",
       dossier.texts          as "Texts",
       dossier.level          as "Level",
       dossier.request_needed as "RequestNeeded",
       dossier.opened_at      as "OpenedAt"
  from par.queue_item item
  join par.dossier on dossier.id = item.dossier
 where item.agency = @agency
   and (cardinality(@tasks) = 0 or item.task = any(@tasks))
   and not item.kept_back
   and (item.priority, item.due_at, item.dossier) > (@priority, @dueAt, @dossier)
 order by item.priority, item.due_at, item.dossier
 limit @limit;
