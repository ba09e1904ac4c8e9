-- Counts what waits in the queue of an agency: for an officer, for the person, and what is late of either.
select count(*) filter (where task in ('handle', 'review', 'secondLook') and officer is null and not kept_back) as "Waiting",
       count(*) filter (where task in ('awaitAnswer', 'awaitReply')) as "Answers",
       count(*) filter (where due_at < @now)                       as "Late"
  from par.queue_item
 where agency = @agency
