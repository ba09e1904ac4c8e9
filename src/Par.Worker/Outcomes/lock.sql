-- Locks the officers concerned, then the item, then the dossier.
-- Each is a statement of its own, so that what it returns is what stood when its lock was granted.
select id
  from par.officer
 where id in (select officer from par.queue_item where dossier = @dossier)
    or id = @actor
 order by id
   for update;

select task       as "Task",
       officer    as "Officer",
       attempt    as "Attempt",
       lease_ends as "LeaseEnds"
  from par.queue_item
 where dossier = @dossier
   for update;

select dossier.id             as "Dossier",
       dossier.number         as "Number",
       dossier.procedure      as "Procedure",
       dossier.rule           as "Rule",
       dossier.subject        as "Subject",
       dossier.tell           as "Tell",
       dossier.agency         as "Agency",
       dossier.state          as "State",
       dossier.request_needed as "RequestNeeded",
       dossier.term           as "Term",
       dossier.term_law       as "TermLaw",
       dossier.cut_off        as "CutOff",
       dossier.ground         as "Ground",
       (select agency from par.officer where id = @actor) as "ActorAgency"
  from par.dossier
 where dossier.id = @dossier
   for update;
