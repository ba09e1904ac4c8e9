-- Opens dossiers with their first change and their queue items, and writes reminders: three statements whatever the number.
-- What is held gets no queue item. The gate let each of them through once; all of it is in the transaction that took the keys.
with opened as (
    insert into par.dossier (
        id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject, tell, agency, state,
        request_needed, prefill, texts, opened_at, term, term_law, cut_off, paused_while_waiting)
    select id, number, procedure, level, rule, rule_version, book_hash, finding, registry, event_uid, subject,
           array(select told.id from jsonb_array_elements_text(tell) with ordinality as told (id, place) order by told.place), agency,
           state,
           request_needed, prefill, texts, @now, term, term_law, cut_off, paused_while_waiting
      from unnest(
               @ids, @numbers, @procedures, @levels, @states, @rules, @ruleVersions, @bookHashes, @findings, @registries, @eventUids, @subjects,
               @tells::jsonb[], @agencies, @requestsNeeded, @prefills::jsonb[], @texts::jsonb[], @terms, @termLaws, @cutOffs, @pausedWhileWaiting)
        as wish (id, number, procedure, level, state, rule, rule_version, book_hash, finding, registry, event_uid, subject,
               tell, agency, request_needed, prefill, texts, term, term_law, cut_off, paused_while_waiting)
 returning id, state, rule, rule_version, finding
)
insert into par.dossier_change (dossier, position, at, change, state, actor, detail)
select id, 0, @now, 'opened', state, 'par', jsonb_build_object('rule', rule, 'ruleVersion', rule_version, 'finding', finding)
  from opened;

insert into par.queue_item (dossier, agency, task, due_at, queued_at, kept_back)
select wish.id, wish.agency, case level when 2 then 'awaitAnswer' else 'handle' end, due_at, @now,
       level = 3 and coalesce(due_at > agency.kept_back_beyond, false)
  from unnest(@ids, @agencies, @levels, @states, @dueAt) as wish (id, agency, level, state, due_at)
  join par.agency on agency.id = wish.agency
 where state <> 'held';

insert into par.reminder (id, procedure, rule, finding, registry, event_uid, subject, agency, texts, tell, reminded_at)
select id, procedure, rule, finding, registry, event_uid, subject, agency, texts,
       array(select told.id from jsonb_array_elements_text(tell) with ordinality as told (id, place) order by told.place), @now
  from unnest(
           @reminderIds, @reminderProcedures, @reminderRules, @reminderFindings, @reminderRegistries, @reminderEventUids,
           @reminderSubjects, @reminderAgencies, @reminderTexts::jsonb[], @reminderTells::jsonb[])
    as wish (id, procedure, rule, finding, registry, event_uid, subject, agency, texts, tell);
