-- Begins the quiet times of sensitive events, ends those of annulled ones, and turns to the agencies what is told about these people,
-- now and later, by what was opened or held before.
-- What was sent is sent; of the rest nothing is lost: an officer of the agency tells the family.
insert into par.quiet_time (registry, event_uid, subject, until_day)
select registry, event_uid, subject, until_day
  from unnest(@registry, @event_uid, @subject, @until_day) as sensitive (registry, event_uid, subject, until_day)
    on conflict on constraint quiet_time_is_noted_once do nothing;

delete from par.quiet_time
 using unnest(@annulled_registry, @annulled_uid) as annulled (registry, event_uid)
 where quiet_time.registry = annulled.registry
   and quiet_time.event_uid = annulled.event_uid;

update par.outbox
   set recipient = 'agency/' || about.agency
  from (select id::text as id, agency
          from par.dossier
         where subject in (select unnest(@subject) union all select former from par.merged_id where person = any(@subject))
         union all
        select id::text, agency
          from par.reminder
         where subject in (select unnest(@subject) union all select former from par.merged_id where person = any(@subject))) as about
 where coalesce(outbox.body ->> 'dossier', outbox.body ->> 'reminder') = about.id
   and outbox.sent_at is null
   and outbox.topic like 'notice.%'
   and outbox.recipient like 'person/%';

update par.dossier
   set tell = '{}'
  from (select event_uid, subject
          from unnest(@event_uid, @subject) as about (event_uid, subject)
         union all
        select about.event_uid, merged_id.former
          from unnest(@event_uid, @subject) as about (event_uid, subject)
          join par.merged_id on merged_id.person = about.subject) as sensitive
 where dossier.subject = sensitive.subject
   and dossier.event_uid <> sensitive.event_uid
   and dossier.closed_at is null
   and dossier.tell <> '{}';

update par.held
   set due = jsonb_set(held.due, '{tell}', '[]')
  from unnest(@registry, @event_uid, @subject) as sensitive (registry, event_uid, subject)
 where held.due ->> 'subject' = sensitive.subject
   and held.due ->> 'eventUid' <> sensitive.event_uid::text;
