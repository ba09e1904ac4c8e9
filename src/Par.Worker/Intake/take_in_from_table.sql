-- Takes rows of a registry's table into the inbox and moves the table's watermark, in one statement.
-- Safe: the watermark's row is locked and must be of the server and table that were read; it never moves back, so of two workers the one that is
-- behind takes nothing from the other; the inbox's permanent key lets a life event in once, however often its row is read.
with held as (
    select registry, kind
      from par.watermark
     where registry = @registry
       and kind = @of
       and system_identifier = @system_identifier
       and read_from = @read_from
       for update
), taken as (
    insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at,
                           corrects, body, state, next_try_at, error)
    select held.registry, page.event_uid, page.kind, page.subject,
           coalesce((select merged_id.partition from par.merged_id where merged_id.former = page.subject), page.partition), page.locality, page.occurred_at,
           page.recorded_at, @now, page.corrects, page.body::jsonb,
           case when page.error is null then 'waiting' else 'quarantined' end, @now, page.error
      from held,
           unnest(@event_uid, @kind, @subject, @partition, @locality, @occurred_at, @recorded_at, @corrects, @body, @error)
               as page (event_uid, kind, subject, partition, locality, occurred_at, recorded_at, corrects, body, error)
     order by page.event_uid
        on conflict (registry, event_uid) do nothing
    returning state
), moved as (
    update par.watermark
       set updated_at = greatest(watermark.updated_at, @move_to),
           moved_at = @now
      from held
     where watermark.registry = held.registry
       and watermark.kind = held.kind
    returning 1
)
select count(*),
       count(*) filter (where state = 'quarantined')
  from taken;
