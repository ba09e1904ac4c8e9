-- Reads the taken once-keys of findings about these ids, or about somebody whom such an id led to.
-- Fast: along finding_of_a_subject and finding_asked_about_a_record, then once_key_of_a_finding.
select once_key.gate                             as "Gate",
       once_key.once_key                         as "Key",
       coalesce(once_key.as_taken, once_key.once_key) as "AsTaken",
       once_key.dossier                          as "Dossier",
       dossier.number                            as "Number"
  from par.once_key
  left join par.dossier on dossier.id = once_key.dossier
 where once_key.freed_at is null
   and once_key.finding in (select id
                              from par.finding
                             where subject = any(@ids)
                             union
                            select finding
                              from par.finding_asked
                             where entity = @entity
                               and key = any(@ids))
 order by once_key.taken_at, once_key.gate, once_key.once_key;
