-- Those of the given people who were ever registered as permanent residents.
select personal_id
  from residence
 where personal_id = any(@people)
   and kind = 'permanent'
