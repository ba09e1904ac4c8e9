-- Reads up to @each waiting life events of each held partition, a person's earlier ones first.
-- An event that failed and is to be tried later holds back the later events of its person, so that their order stays.
-- A day that came for a rule this book does not have is left to who has a newer book, until it is old.
-- Fast: each partition is read along inbox_waiting and stops after @each rows, however many wait.
select due.registry, due.event_uid, due.kind, due.subject, due.partition, due.locality, due.occurred_at, due.recorded_at,
       due.corrects, due.body, due.attempt
  from unnest(@partitions) as held (partition)
 cross join lateral (
       select *
         from par.inbox
        where inbox.partition = held.partition
          and inbox.state = 'waiting'
          and inbox.next_try_at <= @now
          and (inbox.registry <> @calendar or inbox.kind = any(@kinds) or inbox.received_at < @gone)
          and not exists (select from par.inbox as earlier
                           where earlier.subject = inbox.subject
                             and earlier.state = 'waiting'
                             and earlier.next_try_at > @now
                             and earlier.occurred_at <= inbox.occurred_at
                             and (earlier.occurred_at, earlier.recorded_at, earlier.event_uid)
                               < (inbox.occurred_at, inbox.recorded_at, inbox.event_uid))
        order by inbox.occurred_at, inbox.recorded_at, inbox.event_uid
        limit @each
       ) as due
 order by due.occurred_at, due.recorded_at, due.event_uid;
