-- All agencies with the number of open dossiers in their queues.
-- Counts on the index of the queue; there is one row per open dossier.
select agency.id            as "Id",
       agency.kind          as "Kind",
       agency.area          as "Area",
       agency.name_vi       as "NameVi",
       agency.name_en       as "NameEn",
       agency.code          as "Code",
       agency.paused_at     as "PausedAt",
       agency.paused_by     as "PausedBy",
       agency.paused_reason as "PausedReason",
       count(item.dossier)  as "Items"
  from par.agency
  left join par.queue_item item on item.agency = agency.id
 group by agency.id
 order by agency.name_vi, agency.id;
