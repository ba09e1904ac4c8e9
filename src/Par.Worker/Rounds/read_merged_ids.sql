-- Reads the merges that any of these ids has to do with: all of the same people.
-- Fast: by the key of the ids, then along merged_id_of_a_person.
select former, into_id, registry, event_uid
  from par.merged_id
 where person in (select person
                    from par.merged_id
                   where former = any(@ids)
                   union all
                  select id
                    from unnest(@ids) as asked (id));
