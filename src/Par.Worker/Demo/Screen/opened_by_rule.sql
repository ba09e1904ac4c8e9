-- How many dossiers each rule opened, and how many reminders it gave, for the summary.
select rule as "Rule", count(*) as "Opened"
  from (select rule from par.dossier
         union all
        select rule from par.reminder) as opened
 group by rule
 order by rule
