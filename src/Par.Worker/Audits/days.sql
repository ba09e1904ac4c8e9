-- Reads the hashes of all rows by their UTC day, in the order in which the day's root counts them.
select (at at time zone 'UTC')::date as day, hash
  from par.dossier_change
 where at >= @begins
   and at < @ends
 order by (at at time zone 'UTC')::date, dossier, position;
