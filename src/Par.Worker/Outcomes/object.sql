-- Puts a dossier that was over before the officers of its agency; one that lies there to be looked at again stays as it is.
-- Its claims begin beyond all that ever were: the version has grown with each of them, so no claim of before fits a new one, and nobody takes it
-- for untouched.
with added as (
    insert into par.queue_item (dossier, agency, task, due_at, queued_at, attempt)
    select id, agency, @task, @dueAt, @now, version
      from par.dossier
     where id = @dossier
        on conflict (dossier) do nothing
 returning due_at
)
select due_at, true
  from added
 union all
select due_at, false
  from par.queue_item
 where dossier = @dossier
   and not exists (select from added);
