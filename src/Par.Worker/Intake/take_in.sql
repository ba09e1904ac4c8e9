-- Takes one page of a registry's feed into the inbox and moves the registry's cursor behind it, in one statement.
-- Safe: the cursor's row is locked and must stand where the page began, so of two workers with one page only one moves on;
-- the inbox's permanent key lets a life event in once, however often it is sent.
with held as (
    select registry
      from par.intake_cursor
     where registry = @registry
       and system_identifier = @system_identifier
       and xid = @from_xid
       and seq = @from_seq
       for update
), taken as (
    insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at,
                           corrects, body, state, error)
    select held.registry, page.event_uid, page.kind, page.subject,
           coalesce((select merged_id.partition from par.merged_id where merged_id.former = page.subject), page.partition), page.locality, page.occurred_at,
           page.recorded_at, @now, page.corrects, page.body::jsonb,
           case when page.error is null then 'waiting' else 'quarantined' end, page.error
      from held,
           unnest(@event_uid, @kind, @subject, @partition, @locality, @occurred_at, @recorded_at, @corrects, @body, @error)
               as page (event_uid, kind, subject, partition, locality, occurred_at, recorded_at, corrects, body, error)
        on conflict (registry, event_uid) do nothing
    returning 1
)
update par.intake_cursor
   set xid = @to_xid,
       seq = @to_seq,
       duplicates = duplicates + cardinality(@event_uid) - (select count(*) from taken),
       updated_at = @now
  from held
 where intake_cursor.registry = held.registry
returning (select count(*) from taken);
