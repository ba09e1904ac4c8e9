-- Lets an alarm say that dossiers wait at an agency that has ended and that several took the place of.
alter table par.alarm
    drop constraint alarm_kind_is_known,
    add constraint alarm_kind_is_known check (kind in ('ruleBook', 'brake', 'silentRule', 'unrouted'));
