-- The life events of one registry that were taken in and done with.
select event_uid
  from par.inbox
 where registry = @registry
   and state = 'done'
