-- Takes up to @limit partitions in which a life event waits or an open question is due, beginning at @turn.
-- Safe: the rows stay locked until the transaction ends, so nobody else works these people's events, and a worker that dies
-- lets go with its connection. 'skip locked' leaves the others' partitions to them without waiting. 'no key': the intake, whose new rows
-- refer to a partition, does not wait for a round to end.
-- Fast: one look along inbox_waiting and one along open_question_to_ask for each partition, however much waits. They are subqueries of one row in
-- the order of these indexes: for an 'exists' the planner may read all that waits, once a round.
select partition
  from par.inbox_partition
 where (select true
          from par.inbox
         where inbox.partition = inbox_partition.partition
           and inbox.state = 'waiting'
           and inbox.next_try_at <= @now
         order by inbox.occurred_at, inbox.recorded_at, inbox.event_uid
         limit 1)
    or (select true
          from par.open_question
         where open_question.partition = inbox_partition.partition
           and open_question.next_try_at <= @now
         order by open_question.next_try_at
         limit 1)
 order by (partition + @turn) % 64
 limit @limit
   for no key update skip locked;
