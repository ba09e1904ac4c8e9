-- Settles up to @limit expectations whose day has come: what came is closed, what did not becomes a life event of the calendar.
-- Safe on several workers: each row is settled by the one that locks it, and the identity of what fires follows from the row.
with due as (
    select *
      from par.expectation
     where state = 'open'
       and due_on <= @today
       and awaited = any(@awaited)
     order by due_on
     limit @limit
       for update skip locked
), seen as (
    select due.*,
           exists (select from par.occurrence
                    where occurrence.kind = due.awaited
                      and occurrence.match_key = due.match_key) as came
      from due
), fired as (
    insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, corrects, body)
    select 'calendar', seen.fires_as, 'missing:' || seen.position || ':' || seen.rule, followed.subject, followed.partition, followed.locality,
           @today_begins, @now, @now, null,
           jsonb_build_object(
               'onDate', @today,
               'followed', jsonb_build_object(
                   'registry', followed.registry, 'eventUid', followed.event_uid, 'kind', followed.kind,
                   'occurredAt', followed.occurred_at, 'recordedAt', followed.recorded_at,
                   'body', coalesce(corrected.body, followed.body)))
      from seen
      join par.inbox as followed on followed.registry = seen.registry and followed.event_uid = seen.event_uid
      left join lateral (
           select correction.body
             from par.inbox as correction
            where correction.corrects = followed.event_uid
              and correction.registry = followed.registry
              and correction.kind not like '%.annulled'
              and correction.state not in ('quarantined', 'dismissed')
            order by correction.occurred_at desc, correction.recorded_at desc
            limit 1) as corrected on true
     where not seen.came
        on conflict (registry, event_uid) do nothing
), settled as (
    update par.expectation
       set state = case when seen.came then 'came' else 'fired' end, settled_at = @now
      from seen
     where expectation.rule = seen.rule
       and expectation.position = seen.position
       and expectation.registry = seen.registry
       and expectation.event_uid = seen.event_uid
 returning expectation.state
)
select count(*), count(*) filter (where state = 'fired')
  from settled;
