-- Every life event a registry has told of since its feed began, each once, however often it was sent.
-- Read from the feed itself: the worker's own inbox has no part in it.
select distinct event_uid
  from registry_event
