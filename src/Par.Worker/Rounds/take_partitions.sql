-- Takes up to @limit partitions in which a life event waits or an open question is due, beginning at @turn.
-- Safe: the rows stay locked until the transaction ends, so nobody else works these people's events, and a worker that dies
-- lets go with its connection. 'skip locked' leaves the others' partitions to them without waiting. 'no key': the intake, whose new rows
-- refer to a partition, does not wait for a round to end.
select partition
  from par.inbox_partition
 where exists (select from par.inbox
                where inbox.partition = inbox_partition.partition
                  and inbox.state = 'waiting'
                  and inbox.next_try_at <= @now)
    or exists (select from par.open_question
                where open_question.partition = inbox_partition.partition
                  and open_question.next_try_at <= @now)
 order by (partition + @turn) % 64
 limit @limit
   for no key update skip locked;
