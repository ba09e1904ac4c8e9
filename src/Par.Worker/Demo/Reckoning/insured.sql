-- Those of the given people who were ever given a health-insurance card.
select personal_id
  from card
 where personal_id = any(@people)
