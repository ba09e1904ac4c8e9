-- Takes back what annulled life events brought: nothing needs to follow them, and what they were taken to follow is awaited again.
-- Along the indexes by event; what has fired stays, because its rule was asked and says itself what holds.
with annulled as (
    select registry, event_uid
      from unnest(@registry, @event_uid) as annulled (registry, event_uid)
), gone as (
    delete from par.occurrence
     using annulled
     where occurrence.registry = annulled.registry
       and occurrence.event_uid = annulled.event_uid
 returning occurrence.kind, occurrence.match_key
), awaited_again as (
    update par.expectation
       set state = 'open', settled_at = null
      from gone
     where expectation.awaited = gone.kind
       and expectation.match_key = gone.match_key
       and expectation.state = 'came'
)
update par.expectation
   set state = 'annulled', settled_at = @now
  from annulled
 where expectation.registry = annulled.registry
   and expectation.event_uid = annulled.event_uid
   and expectation.state in ('open', 'came');
