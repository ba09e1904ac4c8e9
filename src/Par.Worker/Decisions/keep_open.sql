-- Keeps the questions that a registry left open, to be asked again at their time.
insert into par.open_question (registry, event_uid, rule, partition, awaits, attempt, next_try_at, asked_at)
select open.registry, open.event_uid, open.rule, open.partition, string_to_array(open.awaits, ','), open.attempt, open.next_try_at, @now
  from unnest(@registry, @event_uid, @rule, @partition, @awaits, @attempt, @next_try_at)
       as open (registry, event_uid, rule, partition, awaits, attempt, next_try_at)
    on conflict (registry, event_uid, rule) do update
   set awaits = excluded.awaits, attempt = excluded.attempt, next_try_at = excluded.next_try_at, asked_at = excluded.asked_at;
