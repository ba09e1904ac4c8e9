-- Puts dossiers that were held into the queues of their agencies, as an opening does.
-- They were moved before, in this transaction.
insert into par.queue_item (dossier, agency, task, due_at, queued_at, kept_back)
select dossier, agency.id, case level when 2 then 'awaitAnswer' else 'handle' end, due_at, @now,
       level = 3 and coalesce(due_at > agency.kept_back_beyond, false)
  from unnest(@ids, @agencies, @levels, @dueAt) as released (dossier, agency, level, due_at)
  join par.agency on agency.id = released.agency;
