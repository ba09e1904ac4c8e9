-- Reads an officer with the agency that the officer belongs to.
select o.id            as "Id",
       o.name          as "Name",
       o.agency        as "Agency",
       a.name_vi       as "AgencyVi",
       a.name_en       as "AgencyEn",
       a.calendar      as "Calendar",
       o.capacity      as "Capacity",
       o.holding       as "Holding",
       o.supervisor    as "Supervisor",
       a.paused_at     as "PausedAt",
       a.paused_reason as "PausedReason"
  from par.officer o
  join par.agency a on a.id = o.agency
 where o.id = @id
