-- Reads dossiers with the rows of their histories in order: all, one, or those that something happened to since a moment.
-- A dossier without rows and rows without a dossier come too: either is what somebody did by hand.
select coalesce(c.dossier, d.id)  as dossier,
       d.number,
       d.state                    as stands,
       d.version,
       c.position,
       timestamptz_send(c.at)     as at,
       c.change,
       c.came_from,
       c.state,
       c.actor,
       c.reason,
       c.detail::text             as detail,
       c.before_hash,
       c.hash
  from par.dossier d
  full join par.dossier_change c on c.dossier = d.id
 where (@dossier::uuid is null or d.id = @dossier)
   and (@since::timestamptz is null
        or d.opened_at >= @since
        or exists (select from par.dossier_change late where late.dossier = coalesce(c.dossier, d.id) and late.at >= @since))
 order by coalesce(c.dossier, d.id), c.position;
