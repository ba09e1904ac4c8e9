-- Empties the bodies of life events that are long done, a batch at a time; the keys stay, so none is ever taken in again.
-- Walks a partial index that an emptied row leaves. A life event about which a question is still open keeps its body, and so do
-- its corrections: the question is asked again on what they say. So does one on which an open dossier stands, or a reminder that
-- is held: a correction may yet ask again. And so does one that is due and opened nothing, while a dossier about the same person is
-- open that may have taken its once-key: when that one falls, it is asked again. 'union' ends a chain that bites its own tail.
update par.inbox
   set body = '{}'
 where (registry, event_uid) in (select inbox.registry, inbox.event_uid
                                   from par.inbox
                                  where inbox.state = 'done'
                                    and inbox.body <> '{}'
                                    and inbox.done_at < @before
                                    and not exists (with recursive up as (
                                                        select inbox.event_uid, inbox.corrects
                                                         union
                                                        select parent.event_uid, parent.corrects
                                                          from up
                                                          join par.inbox as parent on parent.registry = inbox.registry
                                                                                  and parent.event_uid = up.corrects
                                                    )
                                                    select
                                                      from up
                                                     where exists (select
                                                                     from par.open_question as question
                                                                    where question.registry = inbox.registry
                                                                      and question.event_uid = up.event_uid)
                                                        or exists (select
                                                                     from par.dossier
                                                                    where dossier.registry = inbox.registry
                                                                      and dossier.event_uid = up.event_uid
                                                                      and dossier.closed_at is null)
                                                        or exists (select
                                                                     from par.finding
                                                                     join par.dossier on dossier.subject = finding.subject and dossier.closed_at is null
                                                                     join par.once_key on once_key.dossier = dossier.id
                                                                    where finding.registry = inbox.registry
                                                                      and finding.event_uid = up.event_uid
                                                                      and finding.answer = 'due'
                                                                      and (once_key.gate = finding.rule or once_key.gate like 'exclusive/%'))
                                                        or exists (select
                                                                     from par.held
                                                                    where held.due ->> 'registry' = inbox.registry
                                                                      and held.due ->> 'eventUid' = up.event_uid::text
                                                                      and held.level = 1))
                                  order by inbox.done_at
                                  limit @limit
                                    for update skip locked);
