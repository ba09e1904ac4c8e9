-- Reads the reminders that were given on any of these life events and not taken back.
select reminder.id        as "Id",
       reminder.registry  as "Registry",
       reminder.event_uid as "EventUid",
       reminder.rule      as "Rule",
       reminder.procedure as "Procedure",
       reminder.agency    as "Agency",
       reminder.tell      as "Tell",
       reminder.texts     as "Texts",
       reminder.finding   as "Finding",
       once_key.once_key  as "OnceKey"
  from unnest(@registries, @eventUids) as life (registry, event_uid)
  join par.reminder on reminder.registry = life.registry and reminder.event_uid = life.event_uid
  join par.once_key on once_key.finding = reminder.finding and once_key.dossier is null
 where reminder.taken_back_at is null
 order by reminder.id;
