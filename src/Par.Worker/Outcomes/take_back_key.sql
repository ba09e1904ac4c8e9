-- Takes the once-key of a dossier back where it was given free, and returns the number of the dossier that has taken it since, if one has.
-- The key's row is locked by the update: whoever opens for the same at this moment waits, and then finds it taken. Findings of before once-keys were
-- explained do not name theirs: there, the last dossier that was opened about the same person by the same rule has it.
update par.once_key
   set freed_at = null
 where dossier = @dossier;

select coalesce(
           (select other.number
              from par.finding
              join par.once_key taken on taken.gate = finding.explanation #>> '{once,gate}'
                                     and (taken.once_key = finding.explanation #>> '{once,key}' or taken.as_taken = finding.explanation #>> '{once,key}')
              join par.dossier other on other.id = taken.dossier
             where finding.id = dossier.finding
             limit 1),
           (select other.number
              from par.dossier other
             where other.subject = dossier.subject
               and other.rule = dossier.rule
               and other.id <> dossier.id
             order by other.opened_at desc
             limit 1),
           '')
  from par.dossier
 where dossier.id = @dossier
   and not exists (select from par.once_key own where own.dossier = dossier.id);
