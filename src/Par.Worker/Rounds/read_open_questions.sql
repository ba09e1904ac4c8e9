-- Reads up to @limit open questions of the held partitions whose time has come, with the life event each is about.
-- A rule that this book does not have may be of a newer one: its questions are left to who has that book, until they are old.
-- Fast: along open_question_to_ask, then by the inbox's key.
select question.rule, question.attempt as asked, question.awaits,
       inbox.registry, inbox.event_uid, inbox.kind, inbox.subject, inbox.partition, inbox.locality, inbox.occurred_at,
       inbox.recorded_at, inbox.corrects, inbox.body, inbox.attempt
  from (select *
          from par.open_question
         where open_question.partition = any(@partitions)
           and open_question.next_try_at <= @now
           and (open_question.rule = any(@rules) or open_question.asked_at < @gone)
         order by open_question.next_try_at
         limit @limit) as question
  join par.inbox on inbox.registry = question.registry and inbox.event_uid = question.event_uid
 order by question.registry, question.event_uid, question.rule;
