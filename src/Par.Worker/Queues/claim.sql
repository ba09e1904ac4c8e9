-- Takes the one item that is named, where an officer of the agency may decide it, and counts it among what the officer holds and took today.
-- Locks as claim_next.sql does: the officer's row first, then the item, so that capacity is never passed and nobody deadlocks.
with officer as materialized (
    select id, holding, allowed, taken
      from (select id,
                   holding,
                   case when day = @day then taken else 0 end as taken,
                   (floor(@norm::int * share * @nth / @days) - floor(@norm::int * share * (@nth - 1) / @days))::int as allowed
              from par.officer
             where id = @officer
               and agency = @agency
               and holding < capacity
               and not exists (select from par.absence where officer = @officer and @day between from_day and until_day and taken_back_at is null)
               for update) as at_work
     where allowed is null
        or taken < allowed
), picked as materialized (
    select item.dossier
      from par.queue_item item, officer
     where item.dossier = @dossier
       and item.agency = @agency
       and item.officer is null
       and item.task in ('handle', 'review', 'secondLook')
       and item.decided_by is distinct from @officer
       and exists (select from par.agency where id = @agency and paused_at is null)
       for update of item skip locked
), taken as (
    update par.queue_item item
       set officer = @officer,
           claimed_at = @now,
           claimed_on = @day,
           lease_ends = @leaseEnds,
           attempt = attempt + 1,
           kept_back = false
      from picked
     where item.dossier = picked.dossier
 returning item.dossier, item.agency, item.officer, item.task, item.due_at, item.lease_ends, item.attempt
), held as (
    update par.officer
       set holding = at_work.holding + 1,
           day = @day,
           taken = at_work.taken + 1,
           allowed = at_work.allowed
      from officer as at_work
     where officer.id = at_work.id
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
