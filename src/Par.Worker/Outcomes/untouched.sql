-- Locks the queue items of dossiers, in the order of ids, and then tells which of the dossiers nobody has ever claimed.
-- What the brake holds has no item; its own rows are locked too. The last statement sees what stood when the locks were granted.
-- A closed dossier has no item and counts as touched.
select dossier
  from par.queue_item
 where dossier = any(@dossiers)
 order by dossier
   for update;

select id
  from par.held
 where id = any(@dossiers)
 order by id
   for update;

select dossier.id        as "Dossier",
       dossier.number    as "Number",
       dossier.procedure as "Procedure",
       dossier.rule      as "Rule",
       dossier.subject   as "Subject",
       dossier.state     as "State",
       dossier.agency    as "Agency",
       dossier.tell      as "Tell",
       dossier.ground    as "Ground",
       item.due_at       as "DueAt",
       dossier.state = 'held' or coalesce(item.attempt = 0 and dossier.state in ('prepared', 'queued'), false) as "Untouched"
  from par.dossier
  left join par.queue_item item on item.dossier = dossier.id
 where dossier.id = any(@dossiers)
 order by dossier.id;
