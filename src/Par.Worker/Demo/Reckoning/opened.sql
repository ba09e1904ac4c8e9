-- What was opened or reminded of for whom, whatever became of it; except what was withdrawn, for then nothing is left of it.
select procedure, subject
  from par.dossier
 where state <> 'withdrawn'
 union
select procedure, subject
  from par.reminder
