-- Opens questions again whose findings are due and came to nothing, to be asked at once by whoever holds their partition.
-- A once-key that stands for nothing is given free before, so that the answer can open. Safe: the gate lets one through.
update par.once_key
   set freed_at = @now
  from unnest(@gates, @keys) as empty (gate, key)
 where once_key.gate = empty.gate
   and once_key.once_key = empty.key
   and once_key.freed_at is null;

insert into par.open_question (registry, event_uid, rule, partition, awaits, attempt, next_try_at, asked_at)
select unopened.registry, unopened.event_uid, unopened.rule, inbox.partition, '{}', 0, @now, @now
  from unnest(@registries, @eventUids, @rules) as unopened (registry, event_uid, rule)
  join par.inbox on inbox.registry = unopened.registry and inbox.event_uid = unopened.event_uid and inbox.state = 'done'
 order by unopened.registry, unopened.event_uid, unopened.rule
    on conflict (registry, event_uid, rule) do nothing
returning 1;
