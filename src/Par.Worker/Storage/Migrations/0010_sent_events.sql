-- A life event that a system sent by itself need not stand in its registry's feed.
alter table par.inbox add column sent boolean not null default false;
