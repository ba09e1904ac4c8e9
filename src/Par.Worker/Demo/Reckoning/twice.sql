-- Persons for whom one procedure was opened, or reminded of, more than once.
-- Each of the five procedures concerns a person once in a life, so that every second one is one too many.
select procedure, subject
  from (select procedure, subject from par.dossier
         union all
        select procedure, subject from par.reminder) as opened
 group by procedure, subject
having count(*) > 1
