-- Takes in life events that a registry sent by itself, and names those that were not known before.
-- Safe: the inbox's permanent key lets a life event in once, by whatever way it comes. Rows are written in the order of their
-- keys, so that two senders of the same events wait for each other and never lock each other out.
insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at,
                       corrects, body, state, error, sent)
select @registry, sent.event_uid, sent.kind, sent.subject,
           coalesce((select merged_id.partition from par.merged_id where merged_id.former = sent.subject), sent.partition), sent.locality, sent.occurred_at,
       sent.recorded_at, @now, sent.corrects, sent.body::jsonb,
       case when sent.error is null then 'waiting' else 'quarantined' end, sent.error, @sent
  from unnest(@event_uid, @kind, @subject, @partition, @locality, @occurred_at, @recorded_at, @corrects, @body, @error)
           with ordinality
           as sent (event_uid, kind, subject, partition, locality, occurred_at, recorded_at, corrects, body, error, place)
 order by sent.event_uid, sent.place
    on conflict (registry, event_uid) do nothing
returning event_uid;
