-- Waiting life events are read in the order of this index and not sorted: a round takes as long with a million waiting as with a thousand.
drop index par.inbox_waiting;
create index inbox_waiting on par.inbox (partition, occurred_at, recorded_at, event_uid) where state = 'waiting';

-- The few that failed and are to be tried later; they hold back the later events of their person.
create index inbox_tried on par.inbox (partition) where state = 'waiting' and attempt > 0;
