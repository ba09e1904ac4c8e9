-- Takes once-keys and returns those that were free: never taken, or given free when their dossier was withdrawn.
-- Rules of an exclusive group share their keys under the name of the group. In the order of the keys, so that two openers wait for each other at most. The unique key decides, whoever else tries.
insert into par.once_key as gate (rule, once_key, finding, dossier, taken_at)
select rule, once_key, finding, dossier, @now
  from unnest(@rules, @onceKeys, @findings, @dossiers) as wish (rule, once_key, finding, dossier)
 order by rule collate "C", once_key collate "C"
    on conflict on constraint once_key_opens_once do update
   set finding = excluded.finding,
       dossier = excluded.dossier,
       taken_at = excluded.taken_at,
       freed_at = null
 where gate.freed_at is not null
returning gate.finding;
