-- One dossier by its number or its id, with what says whether it may be sent to another agency.
select dossier.id as "Dossier", dossier.number as "Number", dossier.agency as "Agency", dossier.state as "State",
       item.dossier is not null as "IsQueued", item.officer as "Officer"
  from par.dossier
  left join par.queue_item as item on item.dossier = dossier.id
 where dossier.number = any(@spellings) or dossier.id::text = lower(@written)
