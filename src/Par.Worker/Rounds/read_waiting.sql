-- Reads up to @each waiting life events of each held partition, a person's earlier ones first.
-- An event that failed and is to be tried later holds back the later events of its person, under whatever id, so that their order stays.
-- A day that came for a rule this book does not have is left to who has a newer book, until it is old.
-- Fast: each partition is read along inbox_waiting, in its order, and stops after @each rows, however many wait; what failed is found
-- along inbox_tried and is little.
with failed as materialized (
    select subject, coalesce((select person from par.merged_id where former = inbox.subject), subject) as person, occurred_at, recorded_at, event_uid
      from par.inbox
     where partition = any(@partitions)
       and state = 'waiting'
       and attempt > 0
       and next_try_at > @now
), tried as materialized (
    select subject, occurred_at, recorded_at, event_uid
      from failed
     union all
    select other.subject, failed.occurred_at, failed.recorded_at, failed.event_uid
      from failed
     cross join lateral (select failed.person as subject
                          union all
                         select former
                           from par.merged_id
                          where merged_id.person = failed.person) as other
     where other.subject <> failed.subject
)
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
          and not exists (select from tried
                           where tried.subject = inbox.subject
                             and (tried.occurred_at, tried.recorded_at, tried.event_uid)
                               < (inbox.occurred_at, inbox.recorded_at, inbox.event_uid))
        order by inbox.occurred_at, inbox.recorded_at, inbox.event_uid
        limit @each
       ) as due
 order by due.occurred_at, due.recorded_at, due.event_uid;
