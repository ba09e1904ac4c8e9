-- Puts an item into the queue with another task and due date, out of the hands of whoever held it.
-- The officer and the item were locked before.
with before as (
    select dossier, officer
      from par.queue_item
     where dossier = @dossier
), put as (
    update par.queue_item item
       set task = @task,
           due_at = @dueAt,
           queued_at = @now,
           officer = null,
           claimed_at = null,
           lease_ends = null
      from before
     where item.dossier = before.dossier
)
update par.officer
   set holding = holding - 1
  from before
 where officer.id = before.officer;
