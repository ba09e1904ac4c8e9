-- Moves items that nobody holds, and their dossiers, to another agency: all of @from, or the one of @dossier. Terms stay.
-- Safe: an item that is being claimed is locked and passed over; it goes the next time, when it was given back.
with waiting as (
    select dossier, agency
      from par.queue_item
     where (agency = @from or dossier = @dossier)
       and agency <> @to
       and officer is null
     order by dossier
       for update skip locked
), items as (
    update par.queue_item
       set agency = @to
      from waiting
     where queue_item.dossier = waiting.dossier
 returning queue_item.dossier, waiting.agency as came_from, queue_item.due_at
)
update par.dossier
   set agency = @to
  from items
 where dossier.id = items.dossier
returning dossier.id as "Dossier", dossier.number as "Number", dossier.procedure as "Procedure", items.came_from as "From", dossier.tell as "Tell", items.due_at as "DueAt";
