-- Takes reminders back and frees their once-keys, and puts right those that only say something else now.
update par.reminder
   set taken_back_at = @now
 where id = any(@gone);

update par.once_key
   set freed_at = @now
  from par.reminder
 where reminder.id = any(@gone)
   and once_key.finding = reminder.finding
   and once_key.dossier is null;

update par.reminder
   set agency = now.agency,
       texts = now.texts,
       tell = array(select told.id from jsonb_array_elements_text(now.tell) with ordinality as told (id, place) order by told.place)
  from unnest(@other, @agencies, @texts::jsonb[], @tells::jsonb[]) as now (id, agency, texts, tell)
 where reminder.id = now.id;
