-- Gives an item back to the queue, if this very claim still holds it.
-- The officer's row first, as everywhere: two who need both rows cannot deadlock.
with officer as materialized (
    select id
      from par.officer
     where id = @officer
       for update
), given as (
    update par.queue_item item
       set officer = null,
           claimed_at = null,
           lease_ends = null
      from officer
     where item.dossier = @dossier
       and item.officer = officer.id
       and item.attempt = @attempt
 returning item.dossier, item.task, item.agency, officer.id as officer, item.claimed_on
), freed as (
    update par.officer
       set holding = holding - 1,
           taken = case when day = given.claimed_on then greatest(taken - 1, 0) else taken end
      from given
     where officer.id = @officer
)
select dossier as "Dossier", task as "Task", agency as "Agency", officer as "Officer"
  from given;
