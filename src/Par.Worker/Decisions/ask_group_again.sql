-- Opens again the questions of exclusive groups on which the group decides other than it did when they were last answered: what it
-- kept out or kept waiting and does so no more, and what it keeps out now and has opened a dossier, or a reminder that is held.
insert into par.open_question (registry, event_uid, rule, partition, awaits, attempt, next_try_at, asked_at)
select heard.registry, heard.event_uid, heard.rule, inbox.partition, '{}', 0, @now, @now
  from (select distinct * from unnest(@registry, @event_uid, @rule, @kept_out) as heard (registry, event_uid, rule, kept_out)) as heard
  join par.inbox on inbox.registry = heard.registry and inbox.event_uid = heard.event_uid and inbox.state = 'done'
 cross join lateral (select finding.answer, finding.explanation -> 'because' ? @exclusive as was_kept_out
                       from par.finding
                      where finding.registry = heard.registry
                        and finding.event_uid = heard.event_uid
                        and finding.rule = heard.rule
                      order by finding.revision desc
                      limit 1) as last
 where not heard.kept_out and last.was_kept_out
    or heard.kept_out and last.answer = 'due'
       and (exists (select
                      from par.dossier
                     where dossier.registry = heard.registry
                       and dossier.event_uid = heard.event_uid
                       and dossier.rule = heard.rule
                       and dossier.closed_at is null)
         or exists (select
                      from par.held
                     where held.due ->> 'registry' = heard.registry
                       and held.due ->> 'eventUid' = heard.event_uid::text
                       and held.rule = heard.rule
                       and held.level = 1))
 order by heard.registry, heard.event_uid, heard.rule
    on conflict (registry, event_uid, rule) do update
   set next_try_at = excluded.next_try_at;
