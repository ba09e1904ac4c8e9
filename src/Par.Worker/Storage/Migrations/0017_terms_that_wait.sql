-- Programs from 0016 on go on beside this.
-- Whether the law of the procedure lets its term stand still while the dossier waits.
alter table par.dossier add column paused_while_waiting boolean not null default false;
