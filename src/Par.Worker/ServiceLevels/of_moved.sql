-- Locks the items of dossiers in their order, so that no officer or worker changes them meanwhile, and reads who is told about them.
with items as (
    select dossier, agency, officer
      from par.queue_item
     where dossier = any(@dossiers)
     order by dossier
       for update
)
select dossier.id        as "Dossier",
       dossier.number    as "Number",
       dossier.procedure as "Procedure",
       items.agency      as "Agency",
       items.officer     as "Officer",
       dossier.tell      as "Tell"
  from items
  join par.dossier on dossier.id = items.dossier
 where dossier.state <> 'held';
