-- How many dossiers each agency was given, for the summary.
select agency as "Agency", count(*) as "Dossiers"
  from par.dossier
 group by agency
 order by agency
