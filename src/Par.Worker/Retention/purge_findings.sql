-- Purges old findings that opened nothing, a batch at a time.
-- Walks the index by answer and day; a newer revision of the same question keeps the older ones with it, so revisions stay whole.
delete from par.finding
 where id in (select finding.id
                from par.finding
               where finding.answer = 'notDue'
                 and finding.decided_at < @before
                 and not exists (select
                                   from par.finding later
                                  where later.registry = finding.registry
                                    and later.event_uid = finding.event_uid
                                    and later.rule = finding.rule
                                    and (later.decided_at >= @before or later.answer <> 'notDue'))
                 and not exists (select
                                   from par.open_question question
                                  where question.registry = finding.registry
                                    and question.event_uid = finding.event_uid
                                    and question.rule = finding.rule)
               order by finding.decided_at
               limit @limit
                 for update skip locked);
