-- A life event that a system sent by itself need not stand in its registry's feed.
alter table par.inbox add column sent boolean not null default false;

-- A life event that was never tried waits for no clock: the clock of the worker that took it in may be ahead of the others'.
alter table par.inbox alter column next_try_at set default '-infinity';
update par.inbox set next_try_at = '-infinity' where state = 'waiting' and attempt = 0;
