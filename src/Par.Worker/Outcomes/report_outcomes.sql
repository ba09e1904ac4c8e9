-- Takes ends of dossiers into the inbox, each as a life event of this house.
-- Safe: in the transaction that closes the dossiers, so there is one for each end and none without.
insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, corrects, body)
select 'dossiers', event_uid, kind, subject, partition, '', @now, @now, @now, null, body::jsonb
  from unnest(@event_uid, @kind, @subject, @partition, @body) as outcome (event_uid, kind, subject, partition, body);
