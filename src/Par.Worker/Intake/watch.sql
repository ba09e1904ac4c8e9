-- Writes down how one worker sees each registry, and forgets workers that wrote nothing lately.
-- Each worker writes only its own rows; deleting another's row that comes back costs nothing, for it is written anew.
with gone as (
    delete from par.registry_watch
     where seen_at < @gone
       and worker <> @worker
       and exists (select from par.registry_watch as lately where lately.seen_at >= @gone)
)
insert into par.registry_watch (worker, registry, feed, facts, away_since, reason, known_until, seen_at)
select @worker, seen.*, @now
  from unnest(@registry, @feed, @facts, @away_since, @reason, @known_until) as seen (registry, feed, facts, away_since, reason, known_until)
    on conflict (worker, registry) do update
   set feed = excluded.feed,
       facts = excluded.facts,
       away_since = excluded.away_since,
       reason = excluded.reason,
       known_until = coalesce(excluded.known_until, registry_watch.known_until),
       seen_at = excluded.seen_at;
