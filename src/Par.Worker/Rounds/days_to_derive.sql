-- Reads up to @limit notes of days to derive for each trigger of the book, the oldest first, each with the place of its trigger.
-- Notes of a trigger that the book does not have go when they are old: until then a worker with a newer book may have it.
with known as materialized (
    select rule, position, place
      from unnest(@rule, @position) with ordinality as known (rule, position, place)
), gone as (
    delete from par.day_to_derive
     where noted_at < @gone
       and not exists (select from known where known.rule = day_to_derive.rule and known.position = day_to_derive.position)
)
select known.place, noted.registry, noted.event_uid, noted.subject
  from known
 cross join lateral (select registry, event_uid, subject
                       from par.day_to_derive
                      where day_to_derive.rule = known.rule
                        and day_to_derive.position = known.position
                      order by noted_at
                      limit @limit) as noted
 order by known.place;
