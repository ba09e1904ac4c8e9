-- Those of the given people who were ever granted a pension of any kind.
select personal_id
  from pension
 where personal_id = any(@people)
