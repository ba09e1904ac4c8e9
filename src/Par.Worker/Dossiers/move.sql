-- Moves dossiers to their next states, each with the row that says who did it and why.
-- Locks in the order of ids; where a version is named and the dossier has moved on, nothing happens to that one.
with move as (
    select *
      from unnest(@dossiers, @states, @changes, @actors, @reasons, @details::jsonb[], @versions)
        as move (dossier, state, change, actor, reason, detail, version)
), before as materialized (
    select dossier.id, dossier.state, dossier.version
      from par.dossier
      join move on move.dossier = dossier.id
     where move.version is null or move.version = dossier.version
     order by dossier.id
       for update of dossier
), moved as (
    update par.dossier
       set state = coalesce(move.state, before.state),
           version = before.version + 1,
           closed_at = case when move.state in ('approved', 'rejected', 'withdrawn', 'declined', 'expired') then @now when move.state is null then closed_at end
      from before
      join move on move.dossier = before.id
     where dossier.id = before.id
 returning dossier.id, dossier.version, before.state as came_from, dossier.state, move.change, move.actor, move.reason, move.detail
)
insert into par.dossier_change (dossier, position, at, change, came_from, state, actor, reason, detail)
select id, version, @now, change, came_from, state, actor, reason, detail
  from moved;
