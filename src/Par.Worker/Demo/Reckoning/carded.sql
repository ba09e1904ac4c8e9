-- Those of the given people who hold an identity card that is valid beyond the day given for them.
select card.personal_id
  from unnest(@people, @days) as reached (personal_id, reached_on)
  join identity_card as card
    on card.personal_id = reached.personal_id
   and (card.valid_until is null or card.valid_until > reached.reached_on)
