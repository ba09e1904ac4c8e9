-- Lists the agencies that have officers or work kept back, with what waits, what is kept back, and each officer's day; most kept back first.
-- Counts on the indexes of what can be claimed and of what is kept back, which hold open dossiers only.
select agency.id      as "Agency",
       agency.name_vi as "NameVi",
       agency.name_en as "NameEn",
       (select count(*)
          from par.queue_item item
         where item.agency = agency.id and item.officer is null and not item.kept_back and item.task in ('handle', 'secondLook')) as "Waiting",
       kept.items     as "KeptBack",
       kept.first_due as "FirstDue",
       officer.share  as "Share",
       officer.day    as "Day",
       coalesce(officer.taken, 0) as "Taken",
       coalesce(officer.away, '[]'::jsonb) as "Away",
       officer.id     as "Officer"
  from par.agency
 cross join lateral (select count(*) as items, min(due_at) as first_due from par.queue_item item where item.agency = agency.id and item.kept_back) as kept
  left join (select one.id, one.agency, one.share, one.day, one.taken,
                    (select jsonb_agg(jsonb_build_array(from_day, until_day))
                       from par.absence
                      where absence.officer = one.id and until_day >= (@now at time zone 'UTC')::date and taken_back_at is null) as away
               from par.officer one) as officer on officer.agency = agency.id
 where officer.id is not null
    or kept.items > 0
 order by kept.items desc, agency.id, officer.id;
