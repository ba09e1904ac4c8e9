-- Takes the most pressing item an officer of the agency can decide, or the one item that is named, and counts it among what the officer holds.
-- The officer's row is locked first, so capacity is never passed; 'skip locked' lets officers claim side by side; the pick is a
-- fence, so the limit is applied once; coalesce, because 'limit null' would take the whole queue.
with officer as materialized (
    select id, capacity - holding as free
      from par.officer
     where id = @officer
       and agency = @agency
       and holding < capacity
       for update
), picked as materialized (
    select item.dossier
      from par.queue_item item
     where item.agency = @agency
       and item.officer is null
       and (item.task = 'handle' and @dossier::uuid is null or item.task in ('handle', 'review') and item.dossier = @dossier)
       and exists (select from par.agency where id = @agency and paused_at is null)
     order by item.priority, item.due_at, item.dossier
     limit coalesce((select least(1, free) from officer), 0)
       for update skip locked
), taken as (
    update par.queue_item item
       set officer = @officer,
           claimed_at = @now,
           lease_ends = @leaseEnds,
           attempt = attempt + 1
      from picked
     where item.dossier = picked.dossier
 returning item.dossier, item.agency, item.officer, item.task, item.due_at, item.lease_ends, item.attempt
), held as (
    update par.officer
       set holding = holding + 1
     where id = @officer
       and exists (select from taken)
)
select taken.dossier    as "Dossier",
       dossier.number   as "Number",
       taken.agency     as "Agency",
       taken.officer    as "Officer",
       taken.task       as "Task",
       taken.due_at     as "DueAt",
       taken.lease_ends as "LeaseEnds",
       taken.attempt    as "Attempt"
  from taken
  join par.dossier on dossier.id = taken.dossier;
