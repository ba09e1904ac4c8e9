-- Takes items whose lease ran out from the officers who held them and gives them back to the queue.
-- Officers first, then their items, skipping what another transaction has: a completion on its last second wins, nobody deadlocks.
with officer as materialized (
    select id
      from par.officer
     where id in (select officer from par.queue_item where lease_ends <= @now)
     order by id
       for update skip locked
), late as materialized (
    select item.dossier, item.officer
      from par.queue_item item
      join officer on officer.id = item.officer
     where item.lease_ends <= @now
     order by item.lease_ends
     limit @limit
       for update of item skip locked
), given as (
    update par.queue_item item
       set officer = null,
           claimed_at = null,
           lease_ends = null
      from late
     where item.dossier = late.dossier
 returning item.dossier, item.task, late.officer
), freed as (
    update par.officer
       set holding = holding - rescued.count
      from (select officer, count(*)::integer from given group by officer) as rescued (officer, count)
     where officer.id = rescued.officer
)
select dossier as "Dossier", task as "Task", officer as "Officer"
  from given;
