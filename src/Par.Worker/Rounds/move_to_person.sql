-- Writes whom ids are about now, and moves what waits and what is known under them to that person's place.
-- The partitions of all these ids are held, so nobody works their life events meanwhile. What was decided stays as it was written.
update par.merged_id
   set person = now.person, partition = now.partition
  from unnest(@ids, @persons, @partitions) as now (id, person, partition)
 where merged_id.former = now.id;

update par.inbox
   set partition = now.partition
  from unnest(@ids, @persons, @partitions) as now (id, person, partition)
 where inbox.subject = now.id
   and inbox.partition <> now.partition;

update par.open_question
   set partition = inbox.partition
  from par.inbox
 where inbox.subject = any(@ids)
   and open_question.registry = inbox.registry
   and open_question.event_uid = inbox.event_uid
   and open_question.partition <> inbox.partition;

update par.quiet_time
   set subject = now.person
  from unnest(@ids, @persons, @partitions) as now (id, person, partition)
  join par.inbox on inbox.subject = now.id
 where quiet_time.registry = inbox.registry
   and quiet_time.event_uid = inbox.event_uid
   and quiet_time.subject <> now.person;

update par.expectation
   set match_key = 'subject:' || now.person
  from unnest(@ids, @persons, @partitions) as now (id, person, partition)
  join par.inbox on inbox.subject = now.id
 where expectation.registry = inbox.registry
   and expectation.event_uid = inbox.event_uid
   and expectation.match_key like 'subject:%'
   and expectation.match_key <> 'subject:' || now.person;

update par.occurrence
   set match_key = 'subject:' || now.person
  from unnest(@ids, @persons, @partitions) as now (id, person, partition)
  join par.inbox on inbox.subject = now.id
 where occurrence.registry = inbox.registry
   and occurrence.event_uid = inbox.event_uid
   and occurrence.match_key like 'subject:%'
   and occurrence.match_key <> 'subject:' || now.person;
