-- Takes rows of a registry's feed into the inbox that lie behind its cursor and are missing all the same.
-- Safe: the inbox's permanent key lets a life event in once, whoever else takes it in at the same moment.
insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at,
                       corrects, body, state, next_try_at, error)
select @registry, missing.event_uid, missing.kind, missing.subject, missing.partition, missing.locality, missing.occurred_at,
       missing.recorded_at, @now, missing.corrects, missing.body::jsonb,
       case when missing.error is null then 'waiting' else 'quarantined' end, @now, missing.error
  from unnest(@event_uid, @kind, @subject, @partition, @locality, @occurred_at, @recorded_at, @corrects, @body, @error)
           as missing (event_uid, kind, subject, partition, locality, occurred_at, recorded_at, corrects, body, error)
    on conflict (registry, event_uid) do nothing;
