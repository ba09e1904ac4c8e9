-- Those of the given people of whom a death was ever registered, annulled or not.
select deceased_id
  from death
 where deceased_id = any(@people)
