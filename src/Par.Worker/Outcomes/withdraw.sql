-- Takes withdrawn dossiers out of the queue and frees their once-keys, so that a corrected ground can open again.
-- Nobody holds them: only untouched dossiers are withdrawn, and their items are locked.
delete from par.queue_item
 where dossier = any(@dossiers);

delete from par.held
 where id = any(@dossiers);

update par.once_key
   set freed_at = @now
 where dossier = any(@dossiers);
