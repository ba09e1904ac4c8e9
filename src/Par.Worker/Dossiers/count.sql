-- Moves the counters of agencies on by as many numbers as each of them needs today.
-- In the order of agency and day, so that two openers wait for each other at most, and cannot deadlock.
insert into par.dossier_counter as counter (agency, day, last)
select agency, day, count
  from unnest(@agencies, @days::date[], @counts) as wanted (agency, day, count)
 order by agency collate "C", day
    on conflict (agency, day) do update
   set last = counter.last + excluded.last
returning agency as "Agency", last as "Last";
