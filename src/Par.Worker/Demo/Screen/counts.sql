-- What the work database holds at this moment, in one row: taken in, found, opened, and how long it took.
-- Latency runs from the registry's row to the commit that put the dossier into its queue; where the server keeps no commit times, to opened_at.
select (select count(*) from par.inbox where registry <> 'calendar') as "TakenIn",
       (select count(*) from par.inbox where state = 'waiting') as "Waiting",
       (select count(*) from par.inbox where state = 'quarantined') as "Quarantined",
       (select coalesce(sum(duplicates), 0)::bigint from par.intake_cursor) as "Duplicates",
       (select count(*) from par.open_question) as "OpenQuestions",
       found."Due", found."NotDue", found."Undecided", found."Failed",
       (select count(*) from par.dossier) as "Dossiers",
       (select count(*) from par.dossier where state = 'withdrawn') as "Withdrawn",
       (select count(*) from par.dossier where closed_at is not null and state <> 'withdrawn') as "Closed",
       (select count(*) from par.reminder) as "Reminders",
       (select min(opened_at) from par.dossier) as "FirstOpenedAt",
       latency."P50", latency."P99"
  from (select count(*) filter (where answer = 'due') as "Due",
               count(*) filter (where answer = 'notDue') as "NotDue",
               count(*) filter (where answer = 'undecided') as "Undecided",
               count(*) filter (where answer = 'failed') as "Failed"
          from (select distinct on (registry, event_uid, rule) answer
                  from par.finding
                 order by registry, event_uid, rule, revision desc) as last_answer) as found,
       (select percentile_cont(0.5) within group (order by waited) as "P50",
               percentile_cont(0.99) within group (order by waited) as "P99"
          from (select (extract(epoch from
                           coalesce(case when current_setting('track_commit_timestamp')::boolean then pg_xact_commit_timestamp(finding.xmin) end, dossier.opened_at)
                           - inbox.recorded_at) * 1000)::float8 as waited
                  from par.dossier
                  join par.finding on finding.id = dossier.finding
                  join par.inbox on inbox.registry = dossier.registry and inbox.event_uid = dossier.event_uid
                 where dossier.registry <> 'calendar'
                   and finding.revision = (select min(first.revision) from par.finding as first
                                            where first.registry = finding.registry and first.event_uid = finding.event_uid and first.rule = finding.rule)) as opened) as latency
