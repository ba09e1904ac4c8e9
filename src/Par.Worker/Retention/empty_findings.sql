-- Empties findings that opened nothing of what they say about a person, a batch at a time: sentences, facts and what was missing go,
-- which condition came out how stays. Walks finding_to_empty, which an emptied row leaves. Safe to run again.
update par.finding
   set explanation = explanation - 'missing'
                   || jsonb_build_object(
                          'emptied', true,
                          'conditions', coalesce((select jsonb_agg(jsonb_build_object('id', condition -> 'id', 'outcome', condition -> 'outcome') order by place)
                                                    from jsonb_array_elements(explanation -> 'conditions') with ordinality as each (condition, place)), '[]'))
 where id in (select finding.id
                from par.finding
               where finding.answer in ('notDue', 'notInForce')
                 and not finding.explanation ? 'emptied'
                 and finding.decided_at < @before
               order by finding.decided_at
               limit @limit
                 for update skip locked);
