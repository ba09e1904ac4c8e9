-- Brings untouched dossiers up to date, and takes their items to the agency that is competent now. Their items are locked.
-- Number, once-key, level and procedure stay: with another of these it would be another dossier.
with renewed as (
    update par.dossier
       set finding = now.finding,
           rule_version = now.rule_version,
           book_hash = now.book_hash,
           subject = now.subject,
           tell = array(select told.id from jsonb_array_elements_text(now.tell) with ordinality as told (id, place) order by told.place),
           agency = now.agency,
           request_needed = now.request_needed,
           prefill = now.prefill,
           texts = now.texts,
           term = now.term,
           term_law = now.term_law,
           cut_off = now.cut_off,
           paused_while_waiting = now.paused_while_waiting,
           ground = null
      from unnest(
               @dossiers, @findings, @ruleVersions, @bookHashes, @subjects, @tells::jsonb[], @agencies, @requestsNeeded,
               @prefills::jsonb[], @texts::jsonb[], @terms, @termLaws, @cutOffs, @pausedWhileWaiting)
        as now (dossier, finding, rule_version, book_hash, subject, tell, agency, request_needed, prefill, texts, term, term_law, cut_off, paused_while_waiting)
     where dossier.id = now.dossier
)
update par.queue_item item
   set agency = now.agency,
       due_at = now.due_at
  from unnest(@dossiers, @agencies, @dueAt) as now (dossier, agency, due_at)
 where item.dossier = now.dossier;
