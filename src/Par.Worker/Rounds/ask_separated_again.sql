-- Asks again, about whom it is right, what was decided about somebody else while two people were taken for one; and what was told
-- to be doubled then.
insert into par.open_question (registry, event_uid, rule, partition, awaits, attempt, next_try_at, asked_at)
select distinct inbox.registry, inbox.event_uid, finding.rule, inbox.partition, '{}'::text[], 0, @now::timestamptz, @now::timestamptz
  from unnest(@ids, @persons) as now (id, person)
  join par.inbox on inbox.subject = now.id and inbox.state = 'done'
  join par.finding on finding.registry = inbox.registry and finding.event_uid = inbox.event_uid
 where (finding.subject <> now.person
        and finding.subject = any(@ids)
        and not exists (select
                          from par.finding as later
                         where later.registry = finding.registry
                           and later.event_uid = finding.event_uid
                           and later.rule = finding.rule
                           and later.revision > finding.revision))
    or exists (select
                 from par.dossier
                where dossier.registry = finding.registry
                  and dossier.event_uid = finding.event_uid
                  and dossier.rule = finding.rule
                  and dossier.ground like 'doubled %')
 order by inbox.registry, inbox.event_uid, finding.rule
    on conflict (registry, event_uid, rule) do update
   set next_try_at = excluded.next_try_at;
