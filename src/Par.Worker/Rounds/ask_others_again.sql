-- Opens again the questions of the same rule about the same person that are due on another life event and opened nothing, because
-- the once-key was taken. It is free now; the gate lets one of them through.
with freed as (
    select rule, subject, registry, event_uid from par.dossier where id = any(@dossiers)
    union
    select rule, subject, registry, event_uid from par.reminder where id = any(@reminders)
), question as (
    select distinct finding.registry, finding.event_uid, finding.rule
      from freed
      join par.finding on finding.subject = freed.subject
                      and finding.rule = freed.rule
                      and (finding.registry, finding.event_uid) <> (freed.registry, freed.event_uid)
)
insert into par.open_question (registry, event_uid, rule, partition, awaits, attempt, next_try_at, asked_at)
select question.registry, question.event_uid, question.rule, inbox.partition, '{}', 0, @now, @now
  from question
  join par.inbox on inbox.registry = question.registry and inbox.event_uid = question.event_uid and inbox.state = 'done'
 cross join lateral (select finding.answer
                       from par.finding
                      where finding.registry = question.registry
                        and finding.event_uid = question.event_uid
                        and finding.rule = question.rule
                      order by finding.revision desc
                      limit 1) as last
 where last.answer = 'due'
 order by question.registry, question.event_uid, question.rule
    on conflict (registry, event_uid, rule) do update
   set next_try_at = excluded.next_try_at;
