-- Children whose registered birth was told of and stands, and of whom no death was ever registered.
select birth.child_id as "ChildId", birth.mother_id as "MotherId", birth.father_id as "FatherId"
  from birth
 where birth.annulled_on is null
   and exists (select from registry_event as told
                where told.kind = 'birth.registered'
                  and told.subject_id = birth.child_id)
   and not exists (select from death
                    where death.deceased_id = birth.child_id)
