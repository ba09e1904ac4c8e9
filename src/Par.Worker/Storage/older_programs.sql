-- The programs at work on this database that end before a migration, by the names of their sessions.
-- A dead program has no session, so nothing is to be tidied up; programs of before do not say where they end, and count as older than all.
select last as "Last", machine as "Machine", array_agg(pid order by pid) as "Sessions"
  from (select pid,
               substring(application_name from '^par-worker (\d{4})')::int as last,
               coalesce(host(client_addr), 'this machine') as machine
          from pg_stat_activity
         where datname = current_database()
           and pid <> pg_backend_pid()
           and application_name ~ '^par-worker( |$)') as program
 where coalesce(last, 0) < @migration
 group by last, machine
 order by last nulls first, machine
