-- What stood in the way of a claim.
-- Read after the claim took nothing, so it may have changed since; it only chooses the words.
select officer.agency                         as "OfficerAgency",
       officer.holding >= officer.capacity    as "HandsFull",
       officer.day = @day
   and officer.taken >= floor(@norm::int * officer.share * @nth / @days) - floor(@norm::int * officer.share * (@nth - 1) / @days) as "DayFull",
       exists (select from par.absence where absence.officer = @officer and @day between from_day and until_day and taken_back_at is null) as "Away",
       dossier.agency                         as "DossierAgency",
       item.dossier is null                   as "Closed",
       coalesce(item.task in ('awaitAnswer', 'awaitReply'), false) as "AwaitsThePerson",
       item.decided_by is not distinct from @officer as "OwnDecision",
       item.officer                           as "HeldBy",
       agency.paused_at is not null           as "Paused"
  from (select @dossier::uuid as id) as wish
  left join par.dossier on dossier.id = wish.id
  left join par.queue_item item on item.dossier = wish.id
  left join par.agency on agency.id = dossier.agency
  left join par.officer on officer.id = @officer;
