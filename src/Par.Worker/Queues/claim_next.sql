-- Takes the most pressing items an officer of the agency can decide, up to @limit, and counts them among what the officer holds and took today.
-- The officer's row is locked first, so neither capacity nor the day's share of the norm is passed; 'skip locked' lets officers claim side
-- by side; the pick is a fence, so the limit is applied once; coalesce, because 'limit null' would take the whole queue.
-- What the officer holds is counted from the row as it was locked: the one of the snapshot may be older, and checks are made on that one first.
with officer as materialized (
    select id,
           holding,
           greatest(least(capacity - holding, allowed - taken), 0) as free,
           allowed,
           taken
      from (select id,
                   capacity,
                   holding,
                   case when day = @day then taken else 0 end as taken,
                   (floor(@norm::int * share * @nth / @days) - floor(@norm::int * share * (@nth - 1) / @days))::int as allowed
              from par.officer
             where id = @officer
               and agency = @agency
               and holding < capacity
               and not exists (select from par.absence where officer = @officer and @day between from_day and until_day and taken_back_at is null)
               for update) as at_work
), picked as materialized (
    select item.dossier
      from par.queue_item item
     where item.agency = @agency
       and item.officer is null
       and not item.kept_back
       and item.task in ('handle', 'secondLook')
       and item.decided_by is distinct from @officer
       and exists (select from par.agency where id = @agency and paused_at is null)
     order by item.priority, item.due_at, item.dossier
     limit coalesce((select least(@limit, free) from officer), 0)
       for update skip locked
), taken as (
    update par.queue_item item
       set officer = @officer,
           claimed_at = @now,
           claimed_on = @day,
           lease_ends = @leaseEnds,
           attempt = attempt + 1
      from picked
     where item.dossier = picked.dossier
 returning item.dossier, item.agency, item.officer, item.task, item.priority, item.due_at, item.lease_ends, item.attempt
), held as (
    update par.officer
       set holding = at_work.holding + new.count,
           day = @day,
           taken = at_work.taken + new.count,
           allowed = at_work.allowed
      from officer as at_work, (select count(*)::int from taken) as new (count)
     where officer.id = at_work.id
       and new.count > 0
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
  join par.dossier on dossier.id = taken.dossier
 order by taken.priority, taken.due_at, taken.dossier;
