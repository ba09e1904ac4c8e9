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
 returning item.dossier, item.task, item.agency, item.claimed_on, late.officer
), freed as (
    update par.officer
       set holding = holding - rescued.count,
           taken = greatest(taken - coalesce(rescued.on_day, 0), 0)
      from (select given.officer, count(*)::integer, (count(*) filter (where given.claimed_on = worker.day))::integer
              from given
              join par.officer as worker on worker.id = given.officer
             group by given.officer) as rescued (officer, count, on_day)
     where officer.id = rescued.officer
)
select dossier as "Dossier", task as "Task", agency as "Agency", officer as "Officer"
  from given;
