-- Purges old findings that opened nothing, a batch at a time: what is due, or was and is no more, is kept for ever.
-- A question goes with all its revisions, when the last of them is old, none ever was due, and nobody asks it any more.
-- So what was undecided goes with the answer that took its place, and stays as long as there is none. What its exclusive group kept
-- out stays while a dossier that stands on the same life event is open: when that one falls, it is asked again.
delete from par.finding
 where id in (select finding.id
                from par.finding
               where finding.answer in ('notDue', 'notInForce', 'undecided', 'failed')
                 and finding.decided_at < @before
                 and not exists (select
                                   from par.finding as other
                                  where other.registry = finding.registry
                                    and other.event_uid = finding.event_uid
                                    and other.rule = finding.rule
                                    and (other.answer = 'due' or other.decided_at >= @before))
                 and exists (select
                               from par.finding as answered
                              where answered.registry = finding.registry
                                and answered.event_uid = finding.event_uid
                                and answered.rule = finding.rule
                                and answered.revision >= finding.revision
                                and answered.answer in ('notDue', 'notInForce'))
                 and not exists (select
                                   from par.open_question as question
                                  where question.registry = finding.registry
                                    and question.event_uid = finding.event_uid
                                    and question.rule = finding.rule)
                 and not (finding.explanation -> 'because' ? 'exclusive'
                          and exists (select
                                        from par.dossier
                                       where dossier.registry = finding.registry
                                         and dossier.event_uid = finding.event_uid
                                         and dossier.closed_at is null))
               order by finding.decided_at
               limit @limit
                 for update skip locked);
