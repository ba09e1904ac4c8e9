-- Puts dossiers that were held into the queues of their agencies, as an opening does.
-- They were moved before, in this transaction.
insert into par.queue_item (dossier, agency, task, due_at, queued_at)
select dossier, agency, case level when 2 then 'awaitAnswer' else 'handle' end, due_at, @now
  from unnest(@ids, @agencies, @levels, @dueAt) as released (dossier, agency, level, due_at);
