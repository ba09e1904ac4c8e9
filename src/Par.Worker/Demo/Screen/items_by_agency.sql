-- The agencies whose queues hold most, for the screen.
select agency.name_vi as "Agency", count(*) as "Items", min(item.due_at) as "NextDue"
  from par.queue_item as item
  join par.agency on agency.id = item.agency
 group by agency.id
 order by count(*) desc, agency.id
 limit @top
