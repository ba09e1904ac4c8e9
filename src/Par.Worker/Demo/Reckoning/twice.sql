-- What was opened, or reminded of, more than once. What was withdrawn or taken back may be opened anew.
-- Five procedures concern a person once in a life. Of any other, a rule speaks once of each birth notification, certificate or life event.
with opened as (
    select procedure, rule, subject, coalesce(prefill ->> 'notificationNo', prefill ->> 'certificateNo', event_uid::text) as about
      from par.dossier
     where state <> 'withdrawn'
     union all
    select procedure, rule, subject, event_uid::text
      from par.reminder
     where taken_back_at is null)
select procedure, subject
  from opened
 where procedure = any(@onceInALife)
 group by procedure, subject
having count(*) > 1
 union
select procedure, subject
  from opened
 where procedure <> all(@onceInALife)
 group by procedure, rule, subject, about
having count(*) > 1
