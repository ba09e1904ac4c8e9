-- Persons for whom one procedure was opened, or reminded of, more than once. What was withdrawn or taken back may be opened anew.
-- Most procedures concern a person once in a life. The others concern a thing: a move, a certificate; each of these counts for itself.
select opened.procedure, opened.subject
  from (select procedure, subject, registry, event_uid from par.dossier where state <> 'withdrawn'
         union all
        select procedure, subject, registry, event_uid from par.reminder where taken_back_at is null) as opened
  left join par.inbox as told on told.registry = opened.registry and told.event_uid = opened.event_uid
 group by opened.procedure, opened.subject,
       case
           when opened.procedure in ('0.000002', '0.000003') then jsonb_build_array(told.body -> 'area', told.body -> 'registeredFrom')
           when opened.procedure in ('0.000001', '0.000004', '1.001776') then told.body -> 'certificateNo'
       end
having count(*) > 1
