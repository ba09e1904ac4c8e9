-- Names the first migration that does not let a program go on which ends at @last.
-- By way of jsonb, because journals of before have no such column; one row for each migration, so it is no work.
select name
  from par.migration
 where number > @last
   and coalesce((to_jsonb(migration) ->> 'programs_from')::int, number) > @last
 order by number
 limit 1
