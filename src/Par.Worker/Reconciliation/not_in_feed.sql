-- Collects the life events of a registry, all or of one kind, that were taken in since a moment and that no page of its feed or table had; what a
-- system sent by itself need not stand there.
-- What was recorded before the oldest row that is still kept there does not count. Along inbox_received, where not everything is looked at.
create temporary table not_in_feed on commit preserve rows as
select inbox.event_uid
  from par.inbox
 where inbox.registry = $1
   and not inbox.sent
   and inbox.received_at >= $2
   and inbox.received_at < $3
   and inbox.recorded_at >= $4
   and ($5::text is null or inbox.kind = $5)
   and not exists (select from pg_temp.in_feed where in_feed.event_uid = inbox.event_uid);
