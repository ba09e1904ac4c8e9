-- Those of the given people who are permanent residents now.
select personal_id
  from residence
 where personal_id = any(@people)
   and kind = 'permanent'
   and registered_until is null
