-- Says what these dossiers lack: their life event, and while they are open, an item in a queue, the clock of their state, what is held.
-- That a dossier has its finding, the database itself sees to. Along the keys of each table, whatever the number.
select dossier.id        as "Dossier",
       dossier.registry  as "Registry",
       dossier.event_uid as "EventUid",
       dossier.rule      as "Rule",
       lacks.kind        as "Kind"
  from unnest(@ids) as page (id)
  join par.dossier on dossier.id = page.id
 cross join lateral (values
       ('eventMissing', not exists (select
                                      from par.inbox
                                     where inbox.registry = dossier.registry
                                       and inbox.event_uid = dossier.event_uid)),
       ('itemMissing', dossier.state in ('prepared', 'queued', 'inProgress', 'waiting')
                       and not exists (select from par.queue_item where queue_item.dossier = dossier.id)),
       ('clockMissing', dossier.state in ('prepared', 'queued', 'inProgress', 'waiting')
                        and not exists (select
                                          from par.clock
                                         where clock.dossier = dossier.id
                                           and clock.kind = case dossier.state when 'prepared' then 'answer' else 'statutory' end
                                           and clock.stopped_at is null)),
       ('holdMissing', dossier.state = 'held'
                       and not exists (select from par.held where held.id = dossier.id))) as lacks (kind, holds)
 where lacks.holds
 order by dossier.id, lacks.kind;
