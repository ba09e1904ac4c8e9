-- Reads the dossiers that stand on any of these life events and are not over without a grant.
-- An approved dossier is among them: that its ground fell must be seen by an officer.
select dossier.id, dossier.registry, dossier.event_uid, dossier.rule, dossier.rule_version, dossier.agency, dossier.prefill::text
  from unnest(@registry, @event_uid) as life (registry, event_uid)
  join par.dossier on dossier.registry = life.registry and dossier.event_uid = life.event_uid
 where dossier.state not in ('rejected', 'withdrawn', 'declined', 'expired')
 order by dossier.id;
