-- Opens again the questions whose findings rest on facts that are other now, to be asked at once by whoever holds their partition.
-- A finding counts when it is the last of its question and something hangs on it: nothing was opened yet, or what was opened is
-- still open or held, or was granted or told on facts that a correction now calls wrong. What is open already is asked sooner.
-- Fast: record by record along finding_of_a_subject and finding_asked_about_a_record, however many findings there are; 'offset 0' keeps the
-- planner from joining with the whole of a table or an index instead, which costs more with every finding.
with named as (
    select *
      from unnest(@entity, @key, @rule, @of_subject, @of_linked, @is_correction)
        as named (entity, key, rule, of_subject, of_linked, is_correction)
), changed as (
    select *
      from named
     union all
    select named.entity, merged_id.former, named.rule, named.of_subject, named.of_linked, named.is_correction
      from named
      join par.merged_id on merged_id.person = named.key
), touched as (
    select finding.registry, finding.event_uid, finding.rule, changed.is_correction
      from (select distinct key from changed where of_subject) as person
     cross join lateral (select registry, event_uid, rule
                           from par.finding
                          where finding.subject = person.key
                         offset 0) as finding
      join changed on changed.of_subject and changed.key = person.key and changed.rule = finding.rule
    union all
    select finding.registry, finding.event_uid, finding.rule, changed.is_correction
      from (select distinct entity, key from changed where of_linked) as record
     cross join lateral (select finding.registry, finding.event_uid, finding.rule
                           from par.finding_asked
                           join par.finding on finding.id = finding_asked.finding
                          where finding_asked.entity = record.entity
                            and finding_asked.key = record.key
                         offset 0) as finding
      join changed on changed.of_linked and changed.entity = record.entity and changed.key = record.key and changed.rule = finding.rule
), question as (
    select registry, event_uid, rule, bool_or(is_correction) as is_correction
      from touched
     group by registry, event_uid, rule
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
 where last.answer <> 'due'
    or exists (select
                 from par.dossier
                where dossier.registry = question.registry
                  and dossier.event_uid = question.event_uid
                  and dossier.rule = question.rule
                  and (dossier.closed_at is null or (dossier.state = 'approved' and question.is_correction)))
    or exists (select
                 from par.held
                where held.due ->> 'registry' = question.registry
                  and held.due ->> 'eventUid' = question.event_uid::text
                  and held.rule = question.rule
                  and held.level = 1)
    or (question.is_correction
        and exists (select
                      from par.reminder
                     where reminder.registry = question.registry
                       and reminder.event_uid = question.event_uid
                       and reminder.rule = question.rule
                       and reminder.taken_back_at is null))
 order by question.registry, question.event_uid, question.rule
    on conflict (registry, event_uid, rule) do update
   set next_try_at = excluded.next_try_at;
