-- What stood in the way of a claim.
-- Read after the claim took nothing, so it may have changed since; it only chooses the words.
select officer.agency                         as "OfficerAgency",
       officer.holding >= officer.capacity    as "HandsFull",
       dossier.agency                         as "DossierAgency",
       item.dossier is null                   as "Closed",
       coalesce(item.task in ('awaitAnswer', 'awaitReply'), false) as "AwaitsThePerson",
       item.officer                           as "HeldBy",
       agency.paused_at is not null           as "Paused"
  from (select @dossier::uuid as id) as wish
  left join par.dossier on dossier.id = wish.id
  left join par.queue_item item on item.dossier = wish.id
  left join par.agency on agency.id = dossier.agency
  left join par.officer on officer.id = @officer;
