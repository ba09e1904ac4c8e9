-- Puts an item from one officer's hands into another's of the same agency, if this very claim still holds it and the other may take it.
-- Both officers' rows first, in the order of ids, then the item: as everywhere, so that nobody deadlocks and no capacity is passed. They are counted
-- so that both are locked before the item is: without that the second would be read, and locked, only when the item has been.
-- What officers hold is counted from the rows as they were locked: the row of the statement's snapshot may be older, and the checks of the table
-- are made on it before the server notices.
with officers as materialized (
    select id, agency, holding, free, allowed, taken
      from (select id,
                   agency,
                   holding,
                   capacity - holding as free,
                   case when day = @day then taken else 0 end as taken,
                   (floor(@norm::int * share * @nth / @days) - floor(@norm::int * share * (@nth - 1) / @days))::int as allowed
              from par.officer
             where id in (@officer, @to)
             order by id
               for update) as at_work
), next as materialized (
    select id, agency, holding, allowed, taken
      from officers
     where id = @to
       and id <> @officer
       and (select count(*) from officers) = 2
       and free > 0
       and (allowed is null or taken < allowed)
       and not exists (select from par.absence where officer = @to and @day between from_day and until_day and taken_back_at is null)
), before as materialized (
    select item.dossier, item.claimed_on
      from next
      join par.queue_item item on item.agency = next.agency
     where item.dossier = @dossier
       and item.officer = @officer
       and item.attempt = @attempt
       and item.lease_ends > @now
       and item.decided_by is distinct from @to
       for update of item
), given as (
    update par.queue_item item
       set officer = @to,
           claimed_at = @now,
           claimed_on = @day,
           lease_ends = @leaseEnds,
           attempt = attempt + 1
      from before
     where item.dossier = before.dossier
 returning item.agency
), freed as (
    update par.officer
       set holding = giver.holding - 1,
           taken = case when officer.day = before.claimed_on then greatest(officer.taken - 1, 0) else officer.taken end
      from before, officers as giver
     where giver.id = @officer
       and officer.id = giver.id
), held as (
    update par.officer
       set holding = next.holding + 1,
           day = @day,
           taken = next.taken + 1,
           allowed = next.allowed
      from next
     where officer.id = next.id
       and exists (select from before)
)
select agency
  from given;
