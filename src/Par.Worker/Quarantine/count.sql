-- Counts what is in quarantine of each registry, and how much of it has been corrected since, so that a replay decides it rightly.
-- Fast: walks inbox_quarantined, which holds nothing else.
select registry as "Registry", count(*)::integer as "Kept", min(received_at) as "Since",
       count(*) filter (where exists (select
                                        from par.inbox as correction
                                       where correction.registry = inbox.registry
                                         and correction.corrects = inbox.event_uid
                                         and correction.state not in ('quarantined', 'dismissed')))::integer as "Corrected"
  from par.inbox
 where state = 'quarantined'
 group by registry
 order by registry;
