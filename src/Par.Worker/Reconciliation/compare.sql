-- Says in what a page of a feed differs from what was taken in of it, and remembers which life events the page had.
-- Along the inbox's key; the table of the session is the caller's own.
with page as (
    select * from unnest(@eventUids, @kinds, @subjects) with ordinality as page (event_uid, kind, subject, place)
), remembered as (
    insert into pg_temp.in_feed select event_uid from page
)
select page.place::integer - 1 as "Place",
       found.kind              as "Kind"
  from page
  left join par.inbox on inbox.registry = @registry and inbox.event_uid = page.event_uid
 cross join lateral (values ('notTakenIn', inbox.event_uid is null),
                            ('otherKind', inbox.kind <> page.kind),
                            ('otherSubject', inbox.subject <> page.subject)) as found (kind, holds)
 where found.holds
 order by page.place, found.kind;
