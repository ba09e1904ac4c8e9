-- Records the rungs that are being told and lifts their items in the queue; returns the places in the list that were new.
-- The key lets each rung through once, whatever happened before; the rows were locked by the scan.
with rung as (
    select *
      from unnest(@dossiers, @clocks, @rungs, @told) with ordinality as rung (dossier, clock, rung, told, place)
), recorded as (
    insert into par.escalation (dossier, clock, rung, told, escalated_at)
    select dossier, clock, rung, told, @now
      from rung
        on conflict on constraint each_rung_once do nothing
 returning dossier, clock, rung
), lifted as (
    update par.queue_item item
       set priority = least(item.priority, 5 - highest.rung)
      from (select dossier, max(rung) from recorded group by dossier) as highest (dossier, rung)
     where item.dossier = highest.dossier
       and item.priority > 5 - highest.rung
)
select rung.place::integer
  from rung
  join recorded using (dossier, clock, rung)
 order by rung.place;
