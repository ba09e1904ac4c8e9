-- Empties the bodies of life events that were dismissed long ago, a batch at a time; their keys stay, and who dismissed them and why.
-- Fast: walks a partial index that an emptied row leaves.
update par.inbox
   set body = '{}'
 where (registry, event_uid) in (select registry, event_uid
                                   from par.inbox
                                  where state = 'dismissed'
                                    and body <> '{}'
                                    and dismissed_at < @before
                                  order by dismissed_at
                                  limit @limit
                                    for update skip locked);
