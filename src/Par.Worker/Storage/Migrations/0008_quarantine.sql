-- Lets a person end the quarantine of a life event for good: dismissed, with who, when and why.
alter table par.inbox
    add column dismissed_at timestamptz,
    add column dismissed_by text,
    add column dismissed_because text,
    drop constraint inbox_state_is_known,
    add constraint inbox_state_is_known check (state in ('waiting', 'done', 'quarantined', 'dismissed')),
    drop constraint quarantine_says_why,
    add constraint quarantine_says_why check (state not in ('quarantined', 'dismissed') or error is not null),
    add constraint dismissal_says_who_when_and_why check (
        (state = 'dismissed') = (dismissed_at is not null)
        and (state = 'dismissed') = (coalesce(btrim(dismissed_by), '') <> '')
        and (state = 'dismissed') = (coalesce(btrim(dismissed_because), '') <> ''));

create index inbox_quarantined on par.inbox (received_at, registry, event_uid) where state = 'quarantined';
create index inbox_dismissed_to_empty on par.inbox (dismissed_at) where state = 'dismissed' and body <> '{}';

-- Officers who see what waits for a human in the whole province, and decide about it.
alter table par.officer add column supervisor boolean not null default false;

alter table par.alarm
    drop constraint alarm_kind_is_known,
    add constraint alarm_kind_is_known check (kind in ('ruleBook', 'brake', 'silentRule', 'unrouted', 'quarantine'));
