-- How many rows the feed holds, those sent again included.
select count(*)
  from registry_event
