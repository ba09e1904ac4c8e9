-- What was opened or reminded of for whom, whatever became of it.
select procedure, subject
  from par.dossier
 union
select procedure, subject
  from par.reminder
