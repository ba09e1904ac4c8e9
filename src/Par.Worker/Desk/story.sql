-- Reads the dossiers that belong to one story: opened by the same life event, by the outcome of one another, or, where two ids of the person were
-- merged, by the same kind of life event under either id. In the order in which they were opened.
-- Each step looks up a few rows by index.
with recursive ids (id) as (
    select subject from par.dossier where id = @dossier
    union
    select known.id
      from par.dossier
      join par.merged_id merged on dossier.subject in (merged.former, merged.person)
      join par.merged_id other on other.person = merged.person
     cross join lateral (values (other.former), (other.person)) as known (id)
     where dossier.id = @dossier
), own_kind as (
    select inbox.kind
      from par.dossier
      join par.inbox on inbox.registry = dossier.registry and inbox.event_uid = dossier.event_uid
     where dossier.id = @dossier
       and dossier.registry <> 'dossiers'
), story (id) as (
    select @dossier::uuid
    union
    select near.id
      from story
      join par.dossier here on here.id = story.id
     cross join lateral (
           select same.id
             from par.dossier same
            where same.registry = here.registry
              and same.event_uid = here.event_uid
            union all
           select outcome.dossier
             from par.outcome_event outcome
            where here.registry = 'dossiers'
              and outcome.event_uid = here.event_uid
            union all
           select next.id
             from par.outcome_event outcome
             join par.dossier next on next.registry = 'dossiers' and next.event_uid = outcome.event_uid
            where outcome.dossier = here.id
            union all
           select twin.id
             from par.dossier twin
             join par.inbox on inbox.registry = twin.registry and inbox.event_uid = twin.event_uid
            where (select count(*) from ids) > 1
              and twin.subject in (select id from ids)
              and inbox.kind in (select kind from own_kind)) as near
)
select dossier.id        as "Dossier",
       dossier.number    as "Number",
       dossier.procedure as "Procedure",
       dossier.state     as "State",
       dossier.agency    as "Agency",
       dossier.subject   as "Subject",
       dossier.opened_at as "OpenedAt",
       dossier.closed_at as "ClosedAt",
       before.number     as "CameFrom"
  from story
  join par.dossier on dossier.id = story.id
  left join par.outcome_event outcome on dossier.registry = 'dossiers' and outcome.event_uid = dossier.event_uid
  left join par.dossier before on before.id = outcome.dossier
 where dossier.state <> 'held'
 order by dossier.opened_at, dossier.id
