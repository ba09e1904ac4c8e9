-- Says which of these findings are due and came to nothing, and which came to something that no once-key keeps single.
-- A finding counts when it is the last of its question and not in shadow; what is asked again already is on its way. A once-key that was
-- given free stands: whoever freed it asked those again who are due under it. One that holds neither a dossier nor a reminder, given or
-- held, stands for nothing. Findings of before this check do not say their once-key: there, any key of the person's by that rule counts.
select finding.registry                                   as "Registry",
       finding.event_uid                                  as "EventUid",
       finding.rule                                       as "Rule",
       case when stands.opened then 'onceKeyMissing' else 'notOpened' end as "Kind",
       finding.explanation #>> '{once,gate}'              as "Gate",
       finding.explanation #>> '{once,key}'               as "Key"
  from unnest(@ids) as page (id)
  join par.finding on finding.id = page.id
 cross join lateral (
       select exists (select
                        from par.dossier
                       where dossier.registry = finding.registry
                         and dossier.event_uid = finding.event_uid
                         and dossier.rule = finding.rule)
           or exists (select
                        from par.reminder
                       where reminder.registry = finding.registry
                         and reminder.event_uid = finding.event_uid
                         and reminder.rule = finding.rule)
           or exists (select
                        from par.held
                       where held.due ->> 'registry' = finding.registry
                         and held.due ->> 'eventUid' = finding.event_uid::text
                         and held.rule = finding.rule
                         and held.level = 1) as opened,
              finding.explanation ? 'once' as says_key) as stands
 where finding.answer = 'due'
   and finding.shadow_key is null
   and not exists (select
                     from par.finding as later
                    where later.registry = finding.registry
                      and later.event_uid = finding.event_uid
                      and later.rule = finding.rule
                      and later.revision > finding.revision)
   and not exists (select
                     from par.open_question
                    where open_question.registry = finding.registry
                      and open_question.event_uid = finding.event_uid
                      and open_question.rule = finding.rule)
   and case
           when stands.says_key then not exists (
               select
                 from par.once_key
                where once_key.gate = finding.explanation #>> '{once,gate}'
                  and (once_key.once_key = finding.explanation #>> '{once,key}' or once_key.as_taken = finding.explanation #>> '{once,key}')
                  and (once_key.freed_at is not null
                    or exists (select from par.dossier where dossier.id = once_key.dossier)
                    or exists (select from par.reminder where reminder.finding = once_key.finding)
                    or exists (select
                                 from par.finding as holder
                                 join par.held on held.due ->> 'registry' = holder.registry
                                              and held.due ->> 'eventUid' = holder.event_uid::text
                                              and held.rule = holder.rule
                                              and held.level = 1
                                where holder.id = once_key.finding)))
           else not stands.opened
                and not exists (select
                                  from par.dossier
                                  join par.once_key on once_key.dossier = dossier.id
                                 where dossier.subject = finding.subject
                                   and (once_key.gate = finding.rule or once_key.gate like 'exclusive/%'))
                and not exists (select
                                  from par.finding as holder
                                  join par.once_key on once_key.finding = holder.id and once_key.dossier is null
                                 where holder.subject = finding.subject
                                   and (once_key.gate = finding.rule or once_key.gate like 'exclusive/%'))
       end
 order by finding.registry, finding.event_uid, finding.rule;
