-- Empties the bodies of life events that are long done, a batch at a time; the keys stay, so none is ever taken in again.
-- Walks a partial index that an emptied row leaves. A life event about which a question is still open keeps its body.
update par.inbox
   set body = '{}'
 where (registry, event_uid) in (select inbox.registry, inbox.event_uid
                                   from par.inbox
                                  where inbox.state = 'done'
                                    and inbox.body <> '{}'
                                    and inbox.done_at < @before
                                    and not exists (select
                                                      from par.open_question question
                                                     where question.registry = inbox.registry
                                                       and question.event_uid = inbox.event_uid)
                                  order by inbox.done_at
                                  limit @limit
                                    for update skip locked);
