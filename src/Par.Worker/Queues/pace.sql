-- Lets what is kept back into the queues of agencies, as much as their officers are still free for today, and what is due by @beyond in any
-- case; then says for each agency whether what opens next is to be kept back. Returns how many items were let in.
-- Safe beside claims and other workers: items are locked in the order of their ids and passed over when somebody has them.
with agency as materialized (
    select wanted.*
      from unnest(@agencies, @days::date[], @norms, @nths, @workingDays) as wanted (id, day, norm, nth, days)
), free as materialized (
    select agency.id,
           coalesce(sum(greatest(0, least(
               officer.capacity,
               floor(agency.norm * officer.share * agency.nth / agency.days) - floor(agency.norm * officer.share * (agency.nth - 1) / agency.days)
               - case when officer.day = agency.day then officer.taken else 0 end)))
               filter (where not exists (select from par.absence
                                          where absence.officer = officer.id and agency.day between from_day and until_day and taken_back_at is null)),
               0)::int as free
      from agency
      join par.officer on officer.agency = agency.id
     group by agency.id
), place as materialized (
    select free.id,
           free.free,
           (select count(*)
              from (select
                      from par.queue_item item
                     where item.agency = free.id and item.officer is null and not item.kept_back and item.task in ('handle', 'secondLook')
                     limit free.free) as waiting)::int as waiting
      from free
), fits as (
    select item.dossier
      from place
     cross join lateral (select dossier
                           from par.queue_item
                          where agency = place.id and kept_back
                          order by priority, due_at, dossier
                          limit place.free - place.waiting) as item
    union
    select dossier
      from par.queue_item
     where kept_back
       and (due_at <= @beyond or not exists (select from free where free.id = queue_item.agency))
), locked as materialized (
    select dossier
      from par.queue_item
     where dossier in (select dossier from fits)
       and kept_back
     order by dossier
       for update skip locked
), released as (
    update par.queue_item item
       set kept_back = false
      from locked
     where item.dossier = locked.dossier
 returning item.agency
), let_in as (
    select agency, count(*)::int as count
      from released
     group by agency
), pace as (
    select par.agency.id,
           case when place.waiting + coalesce(let_in.count, 0) >= place.free then @beyond end as beyond
      from par.agency
      left join place on place.id = par.agency.id
      left join let_in on let_in.agency = par.agency.id
), paced as (
    update par.agency
       set kept_back_beyond = pace.beyond
      from pace
     where agency.id = pace.id
       and ((agency.kept_back_beyond is null) <> (pace.beyond is null) or agency.kept_back_beyond < @now)
)
select count(*)::int
  from released;
