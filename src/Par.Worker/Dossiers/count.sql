-- Moves the counters of agencies on by as many numbers as each of them needs today.
-- It commits by itself without waiting for the disk: the dossiers that bear the numbers are committed later, and what is committed later is on
-- disk later, so after a crash no number of a dossier that is kept comes again.
-- In the order of agency and day, so that two openers wait for each other at most, and cannot deadlock.
with soon as materialized (
    select set_config('synchronous_commit', 'off', true)
)
insert into par.dossier_counter as counter (agency, day, last)
select agency, day, count
  from soon, unnest(@agencies, @days::date[], @counts) as wanted (agency, day, count)
 order by agency collate "C", day
    on conflict (agency, day) do update
   set last = counter.last + excluded.last
returning agency as "Agency", last as "Last";
