-- Opens again the questions about the same person that are due and opened nothing, because the once-key was taken: of the same rule
-- on another life event, and of the other rules of its exclusive group. It is free now; the gate lets one of them through.
with freed as (
    select once_key.gate, dossier.rule, dossier.subject, dossier.registry, dossier.event_uid
      from par.dossier
      join par.once_key on once_key.dossier = dossier.id
     where dossier.id = any(@dossiers)
    union
    select once_key.gate, finding.rule, finding.subject, finding.registry, finding.event_uid
      from par.finding
      join par.once_key on once_key.finding = finding.id and once_key.dossier is null
     where finding.id = any(@reminders)
), heir as (
    select freed.*, freed.rule as heir
      from freed
     where not @others_only
    union
    select freed.*, member.rule
      from freed
      join unnest(@gates, @members) as member (gate, rule) on member.gate = freed.gate and member.rule <> freed.rule
), question as (
    select distinct finding.registry, finding.event_uid, finding.rule
      from heir
      join par.finding on finding.subject = heir.subject
                      and finding.rule = heir.heir
                      and (finding.registry, finding.event_uid, finding.rule) <> (heir.registry, heir.event_uid, heir.rule)
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
