-- Puts items before the officers of their agency with another task, out of the hands that held them.
-- The officers and the items were locked before.
with before as (
    select dossier, officer
      from par.queue_item
     where dossier = any(@dossiers)
), put as (
    update par.queue_item item
       set task = @task,
           decided = @decided,
           decided_by = @decidedBy,
           decided_reason = @reason,
           officer = null,
           claimed_at = null,
           lease_ends = null
      from before
     where item.dossier = before.dossier
)
update par.officer
   set holding = holding - held.count
  from (select officer, count(*)::integer from before where officer is not null group by officer) as held (officer, count)
 where officer.id = held.officer;
