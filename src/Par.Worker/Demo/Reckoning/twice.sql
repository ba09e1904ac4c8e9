-- Persons for whom one procedure was opened, or reminded of, more than once. One that was withdrawn may be opened anew.
-- Each of the five procedures concerns a person once in a life, so that every second one is one too many.
select procedure, subject
  from (select procedure, subject from par.dossier where state <> 'withdrawn'
         union all
        select procedure, subject from par.reminder) as opened
 group by procedure, subject
having count(*) > 1
