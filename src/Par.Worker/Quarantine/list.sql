-- Lists the keys of up to @limit life events in quarantine past a place in the list, the longest there first.
-- Fast: walks inbox_quarantined, which holds nothing else.
select received_at as "ReceivedAt", registry as "Registry", event_uid as "EventUid"
  from par.inbox
 where state = 'quarantined'
   and (@registry::text is null or registry = @registry)
   and (@kind::text is null or kind = @kind)
   and (@receivedAt::timestamptz is null
        or (received_at, registry, event_uid) > (@receivedAt::timestamptz, @afterRegistry::text, @afterUid::uuid))
 order by received_at, registry, event_uid
 limit @limit;
