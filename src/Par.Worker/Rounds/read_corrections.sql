-- For each life event of a batch that has to do with a correction: the event at the root of it, and the last correction.
-- A chain of corrections is followed up to its root and down again; 'union' ends a chain that bites its own tail.
with recursive asked as (
    select registry, event_uid
      from unnest(@registry, @event_uid) as asked (registry, event_uid)
), up as (
    select asked.registry, asked.event_uid as asked, inbox.event_uid, inbox.corrects, 0 as steps
      from asked
      join par.inbox on inbox.registry = asked.registry and inbox.event_uid = asked.event_uid
    union all
    select up.registry, up.asked, parent.event_uid, parent.corrects, up.steps + 1
      from up
      join par.inbox as parent on parent.registry = up.registry and parent.event_uid = up.corrects
     where up.steps < 16
), root as (
    select distinct on (registry, asked) registry, asked, event_uid, corrects
      from up
     order by registry, asked, steps desc
), down as (
    select registry, event_uid as root, event_uid, false as is_correction
      from root
     where corrects is null
    union
    select down.registry, down.root, correction.event_uid, true
      from down
      join par.inbox as correction on correction.registry = down.registry
                                  and correction.corrects = down.event_uid
                                  and correction.state not in ('quarantined', 'dismissed')
), correction as (
    select distinct on (down.registry, down.root)
           down.registry, down.root, inbox.kind, inbox.event_uid, inbox.body, inbox.locality, inbox.subject
      from down
      join par.inbox on inbox.registry = down.registry and inbox.event_uid = down.event_uid
     where down.is_correction
     order by down.registry, down.root, (inbox.kind like '%.annulled') desc, inbox.occurred_at desc, inbox.recorded_at desc, inbox.event_uid desc
)
select root.asked,
       correction.kind as last_kind, correction.event_uid as last_event_uid, correction.body as last_body, correction.locality as last_locality,
       correction.subject as last_subject,
       inbox.state as root_state,
       inbox.registry, inbox.event_uid, inbox.kind, inbox.subject, inbox.partition, inbox.locality, inbox.occurred_at,
       inbox.recorded_at, inbox.corrects, inbox.body, inbox.attempt
  from root
  join correction on correction.registry = root.registry and correction.root = root.event_uid
  join par.inbox on inbox.registry = root.registry and inbox.event_uid = root.event_uid;
