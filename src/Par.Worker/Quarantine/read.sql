-- Reads life events with what a human must know of them to decide: the last usable correction of each, and what became of what it corrects.
-- A chain of corrections is followed down; 'union' ends one that bites its own tail.
select inbox.registry as "Registry", inbox.event_uid as "EventUid", inbox.kind as "Kind", inbox.subject as "Subject", inbox.body as "Body",
       inbox.state as "State", inbox.attempt as "Attempt", inbox.error as "Error", inbox.received_at as "ReceivedAt",
       inbox.dismissed_at as "DismissedAt", inbox.dismissed_by as "DismissedBy", inbox.dismissed_because as "DismissedBecause",
       inbox.corrects as "Corrects", root.state as "CorrectsState",
       last.event_uid as "CorrectedBy", last.kind as "CorrectedByKind", last.subject as "CorrectedSubject", last.body as "CorrectedBody"
  from unnest(@registries, @uids) as asked (registry, event_uid)
  join par.inbox on inbox.registry = asked.registry and inbox.event_uid = asked.event_uid
  left join par.inbox as root on root.registry = inbox.registry and root.event_uid = inbox.corrects
  left join lateral (
       with recursive down as (
           select inbox.event_uid
            union
           select correction.event_uid
             from down
             join par.inbox as correction on correction.registry = inbox.registry
                                         and correction.corrects = down.event_uid
                                         and correction.state not in ('quarantined', 'dismissed')
       )
       select correction.event_uid, correction.kind, correction.subject, correction.body
         from down
         join par.inbox as correction on correction.registry = inbox.registry and correction.event_uid = down.event_uid
        where down.event_uid <> inbox.event_uid
        order by (correction.kind like '%.annulled') desc, correction.occurred_at desc, correction.recorded_at desc, correction.event_uid desc
        limit 1
       ) as last on true
 order by inbox.received_at, inbox.registry, inbox.event_uid;
