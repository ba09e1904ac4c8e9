-- Finds a dossier of an agency by its number, in whichever order its code was typed.
select id
  from par.dossier
 where number = any(@spellings)
   and agency = @agency
 limit 1
