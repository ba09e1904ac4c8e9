-- Takes closed dossiers out of the queue and out of the hands that held them.
-- The officers and the items were locked before.
with gone as (
    delete from par.queue_item
     where dossier = any(@dossiers)
 returning officer
)
update par.officer
   set holding = holding - held.count
  from (select officer, count(*)::integer from gone where officer is not null group by officer) as held (officer, count)
 where officer.id = held.officer;
