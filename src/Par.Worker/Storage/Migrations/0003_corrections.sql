-- What a correction needs: whom a finding asked about, what became of a ground after it opened something, and the look back at what was decided.

-- The records beside the subject that a finding was worked out from: of a newborn the parents. Kept with findings that are due or
-- still open, so that a correction of one of these records finds the questions to ask again.
create table par.finding_asked (
    finding uuid not null references par.finding on delete cascade,
    entity  text not null,
    key     text not null,
    primary key (finding, entity, key)
);
create index finding_asked_about_a_record on par.finding_asked (entity, key);

-- What was last told about a ground that changed after an officer had touched the dossier, so that the same is not told twice.
-- Null: the ground is as the dossier says.
alter table par.dossier add column ground text;

-- Who was reminded, and whether the reminder was taken back.
alter table par.reminder
    add column tell text[] not null default '{}',
    add column taken_back_at timestamptz;
update par.reminder
   set tell = told.people
  from (select body ->> 'reminder' as reminder, array_agg(substr(recipient, length('person/') + 1) order by id) as people
          from par.outbox
         where topic = 'notice.reminder' and recipient like 'person/%'
         group by body ->> 'reminder') as told
 where reminder.id::text = told.reminder;
alter table par.reminder alter column tell drop default;
create index reminder_of_an_event on par.reminder (registry, event_uid);
create index once_key_of_a_reminder on par.once_key (finding) where dossier is null;

-- A dossier that was approved comes back to an officer when its ground falls away: to be looked at, not to be decided again.
alter table par.queue_item drop constraint task_is_known,
    add constraint task_is_known check (task in ('handle', 'awaitAnswer', 'review'));
alter table par.clock drop constraint clock_kind_is_known,
    add constraint clock_kind_is_known check (kind in ('statutory', 'answer', 'handling', 'wait', 'review'));
