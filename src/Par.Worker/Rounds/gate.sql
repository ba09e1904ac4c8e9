-- Takes once-keys and returns those that were free: never taken, or given free when their dossier was withdrawn.
-- In the order of the keys, so that two openers wait for each other at most. The unique key decides, whoever else tries.
insert into par.once_key as taken (gate, once_key, finding, dossier, taken_at)
select gate, once_key, finding, dossier, @now
  from unnest(@gates, @onceKeys, @findings, @dossiers) as wish (gate, once_key, finding, dossier)
 order by gate collate "C", once_key collate "C"
    on conflict on constraint once_key_opens_once do update
   set finding = excluded.finding,
       dossier = excluded.dossier,
       taken_at = excluded.taken_at,
       freed_at = null
 where taken.freed_at is not null
returning taken.finding;
