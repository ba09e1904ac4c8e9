-- Lists what happened to a dossier, oldest first, with the name of the officer where one did it.
select c.position as "Position",
       c.at       as "At",
       c.change   as "Change",
       c.state    as "State",
       c.actor    as "Actor",
       o.name     as "OfficerName",
       c.reason   as "Reason",
       c.detail   as "Detail"
  from par.dossier_change c
  left join par.officer o on o.id = c.actor
 where c.dossier = @dossier
 order by c.position
