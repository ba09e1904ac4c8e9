-- Keeps the findings of a batch, each as the next revision of its question.
-- Safe: findings are only added; two workers that answered one question at once would meet in finding_is_one_per_revision.
insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, law_date,
                         decided_on, decided_at, explanation, shadow_key)
select new.id, new.registry, new.event_uid, new.rule, new.rule_version, @book_hash,
       1 + coalesce((select max(finding.revision)
                       from par.finding
                      where finding.registry = new.registry
                        and finding.event_uid = new.event_uid
                        and finding.rule = new.rule), 0),
       new.subject, new.answer, new.law_date, @today, @now, new.explanation::jsonb, new.shadow_key
  from unnest(@id, @registry, @event_uid, @rule, @rule_version, @subject, @answer, @law_date, @explanation, @shadow_key)
       as new (id, registry, event_uid, rule, rule_version, subject, answer, law_date, explanation, shadow_key);
