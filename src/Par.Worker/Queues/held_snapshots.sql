-- Names the sessions that hold a snapshot of this database for longer than so many seconds, the oldest first.
-- Those of other logins are seen only with pg_monitor.
select concat('backend ', pid, ' (', nullif(application_name, ''), case when application_name <> '' then ', ' end, usename, ', ', state, ')') as "Who",
       extract(epoch from clock_timestamp() - xact_start)::float8 as "Seconds"
  from pg_stat_activity
 where datname = current_database()
   and backend_type in ('client backend', 'walsender')
   and backend_xmin is not null
   and pid <> pg_backend_pid()
   and xact_start < clock_timestamp() - make_interval(secs => @seconds)
 order by xact_start, pid
 limit 5;
