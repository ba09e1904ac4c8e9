-- People whose registered death was told of and stands.
select death.deceased_id
  from death
 where death.annulled_on is null
   and exists (select from registry_event as told
                where told.kind = 'death.registered'
                  and told.subject_id = death.deceased_id)
