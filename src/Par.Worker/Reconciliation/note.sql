-- Notes what differs, each once while it is open; what was repaired at once is noted as repaired.
-- In the order of the keys, so that two runs wait for each other at most; the unique index decides, whoever else notes.
insert into par.difference as open (part, kind, registry, event_uid, rule, dossier, first_seen, last_seen, repaired_at)
select distinct @part, kind, registry, event_uid, rule, dossier, @seen::timestamptz, @seen::timestamptz, case when @repaired then @seen::timestamptz end
  from unnest(@kinds, @registries, @eventUids, @rules, @dossiers) as found (kind, registry, event_uid, rule, dossier)
 order by kind, registry, event_uid, rule, dossier
    on conflict (part, kind, registry, event_uid, rule, dossier) where repaired_at is null do update
   set last_seen = greatest(open.last_seen, excluded.last_seen);
