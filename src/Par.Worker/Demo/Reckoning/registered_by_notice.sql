-- Those of the given birth notifications by which a birth was ever registered.
select notification_no
  from birth
 where notification_no = any(@people)
