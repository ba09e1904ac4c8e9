-- What rules that are only tried out would have opened, by agency and day: each once-key once, on the day it was first found due.
-- Along finding_in_shadow. A finding that a later revision of its question took back does not count, nor a key that was taken already.
select rule       as "Rule",
       agency     as "Agency",
       day        as "Day",
       count(*)   as "Dossiers"
  from (select distinct on (finding.rule, finding.shadow_key)
               finding.rule, coalesce(finding.explanation ->> 'agency', '(no agency)') as agency, finding.decided_on as day
          from par.finding
         where finding.shadow_key is not null
           and (@rule::text is null or finding.rule = @rule)
           and not exists (select
                             from par.finding as later
                            where later.registry = finding.registry
                              and later.event_uid = finding.event_uid
                              and later.rule = finding.rule
                              and later.revision > finding.revision)
           and not exists (select
                             from par.once_key
                            where once_key.gate = finding.rule
                              and once_key.once_key = finding.shadow_key
                              and once_key.taken_at < finding.decided_at
                              and once_key.freed_at is null)
         order by finding.rule, finding.shadow_key, finding.decided_at) as would
 group by rule, agency, day
 order by rule, agency, day;
