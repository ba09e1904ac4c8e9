-- Reads the dossiers that stand on any of these life events and are not over without a grant, each as it was opened.
-- An approved dossier is among them: that its ground fell must be seen by an officer.
select dossier.id             as "Id",
       dossier.registry       as "Registry",
       dossier.event_uid      as "EventUid",
       dossier.rule           as "Rule",
       dossier.rule_version   as "RuleVersion",
       dossier.level          as "Level",
       dossier.procedure      as "Procedure",
       dossier.agency         as "Agency",
       dossier.state          as "State",
       dossier.request_needed as "RequestNeeded",
       dossier.tell           as "Tell",
       dossier.prefill        as "Prefill",
       dossier.texts          as "Texts",
       dossier.term           as "Term",
       dossier.term_law       as "TermLaw",
       dossier.cut_off        as "CutOff",
       dossier.paused_while_waiting as "PausedWhileWaiting",
       dossier.opened_at      as "OpenedAt",
       dossier.ground         as "Ground",
       once_key.once_key      as "OnceKey",
       clock.started_at       as "TermStartedAt"
  from unnest(@registries, @eventUids) as life (registry, event_uid)
  join par.dossier on dossier.registry = life.registry and dossier.event_uid = life.event_uid
  join par.once_key on once_key.dossier = dossier.id
  left join par.clock on clock.dossier = dossier.id and clock.kind = 'statutory'
 where dossier.state not in ('rejected', 'withdrawn', 'declined', 'expired')
 order by dossier.id;
