-- Finds the dossier of a number that concerns a person: one of those who are told of it, under whichever of their ids.
-- What is held has been told to nobody, so nobody knows of it here either.
with ids as (
    select coalesce((select person from par.merged_id where former = @person), @person) as id
)
select dossier.id
  from par.dossier, ids
 where dossier.number = any(@spellings)
   and dossier.state <> 'held'
   and dossier.tell && (array[ids.id, @person] || array(select former from par.merged_id where person = ids.id))
 limit 1
