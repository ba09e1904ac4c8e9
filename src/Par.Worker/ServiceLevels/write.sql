-- Writes clocks: new ones are added, known ones become what the program worked out.
-- Known ones were locked when they were read, in the order of dossier and kind, so nothing is lost and nobody deadlocks.
insert into par.clock (dossier, kind, calendar, calendar_version, term, law, started_at, running_since, consumed, due_at, moved, stopped_at, rung, next_rung_at)
select *
  from unnest(@dossiers, @kinds, @calendars, @versions, @terms, @laws, @startedAt, @runningSince, @consumed, @dueAt, @moved::jsonb[], @stoppedAt, @rungs, @nextRungAt)
    on conflict (dossier, kind) do update
   set calendar = excluded.calendar,
       calendar_version = excluded.calendar_version,
       term = excluded.term,
       law = excluded.law,
       started_at = excluded.started_at,
       running_since = excluded.running_since,
       consumed = excluded.consumed,
       due_at = excluded.due_at,
       moved = excluded.moved,
       stopped_at = excluded.stopped_at,
       rung = excluded.rung,
       next_rung_at = excluded.next_rung_at;
