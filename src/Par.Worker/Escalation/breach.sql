-- Notes terms that ran out, each once, with the new date that the person is promised; returns the places in the list that were new.
-- The key lets each through once, however many rungs are told and whatever happened before.
with late as (
    select *
      from unnest(@dossiers, @clocks, @dueAt, @promisedAt) with ordinality as late (dossier, clock, due_at, promised_at, place)
), noted as (
    insert into par.breach (dossier, clock, due_at, found_at, promised_at)
    select dossier, clock, due_at, @now, promised_at
      from late
     order by dossier, clock
        on conflict on constraint each_breach_once do nothing
 returning dossier, clock
)
select late.place::integer
  from late
  join noted using (dossier, clock)
 order by late.place;
