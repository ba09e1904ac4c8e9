-- Pupils who were told of as having completed primary school, and are enrolled in no grade after it.
-- Every area has a catchment, so that nothing else is asked.
select distinct told.subject_id
  from registry_event as told
 where told.kind = 'primary.completed'
   and not exists (select from enrolment
                    where enrolment.personal_id = told.subject_id
                      and enrolment.grade >= 6)
