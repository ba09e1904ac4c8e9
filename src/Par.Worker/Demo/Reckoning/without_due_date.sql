-- Open dossiers that lack their place in a queue, or a running clock that says when they are due.
select dossier.number
  from par.dossier
 where dossier.state in ('prepared', 'queued', 'inProgress', 'waiting')
   and (not exists (select from par.queue_item as item
                     where item.dossier = dossier.id)
        or not exists (select from par.clock
                        where clock.dossier = dossier.id
                          and clock.kind in ('statutory', 'answer')
                          and clock.stopped_at is null))
