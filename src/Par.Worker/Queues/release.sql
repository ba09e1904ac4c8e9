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
 returning item.dossier, item.task
), freed as (
    update par.officer
       set holding = holding - 1
     where id = @officer
       and exists (select from given)
)
select task
  from given;
