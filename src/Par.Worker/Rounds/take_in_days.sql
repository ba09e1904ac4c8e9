-- Takes the days that came for people into the inbox, each as a life event of the calendar.
-- Safe to run again and on two workers: the identity of such an event follows from rule, person and day.
insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, corrects, body)
select @registry, hit.event_uid, @kind, hit.subject, hit.partition, '', hit.occurred_at, @now, @now, null,
       jsonb_build_object('onDate', hit.day)
  from unnest(@event_uid, @subject, @partition, @day, @occurred_at) as hit (event_uid, subject, partition, day, occurred_at)
    on conflict (registry, event_uid) do nothing;
