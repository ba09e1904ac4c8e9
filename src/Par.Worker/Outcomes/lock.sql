-- Locks the officers concerned, then the items, then the dossiers, each in the order of ids.
-- Each is a statement of its own, so that what it returns is what stood when its lock was granted.
select id
  from par.officer
 where id = any(array(select officer from par.queue_item where dossier = any(@dossiers) and officer is not null) || @actor::text)
 order by id
   for update;

select dossier        as "Dossier",
       task           as "Task",
       officer        as "Officer",
       attempt        as "Attempt",
       lease_ends     as "LeaseEnds",
       decided        as "Decided",
       decided_by     as "DecidedBy",
       decided_reason as "DecidedReason"
  from par.queue_item
 where dossier = any(@dossiers)
 order by dossier
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
       dossier.paused_while_waiting as "PausedWhileWaiting",
       dossier.ground         as "Ground",
       exists (select from par.breach where breach.dossier = dossier.id and breach.reason is null) as "LateWithoutReason",
       (select agency from par.officer where id = @actor) as "ActorAgency"
  from par.dossier
 where dossier.id = any(@dossiers)
 order by dossier.id
   for update of dossier;
