-- Births that were told of and of which no death of the child is known.
select notification_no as "NotificationNo", mother_id as "MotherId"
  from birth_notice
 where died_at is null
   and exists (select from registry_event as told
                where told.kind = 'birth.notified'
                  and told.body ->> 'notificationNo' = birth_notice.notification_no)
