-- Remembers what was told about the grounds of dossiers, and puts approved ones before an officer to be looked at; returns those
-- that were put there now. One that already lies there stays where it is.
update par.dossier
   set ground = told.mark
  from unnest(@dossiers, @marks) as told (dossier, mark)
 where dossier.id = told.dossier;

insert into par.queue_item (dossier, agency, task, due_at, queued_at)
select dossier.id, dossier.agency, 'review', review.due_at, @now
  from unnest(@reviews, @dueAt) as review (dossier, due_at)
  join par.dossier on dossier.id = review.dossier
 order by dossier.id
    on conflict (dossier) do nothing
returning dossier;
