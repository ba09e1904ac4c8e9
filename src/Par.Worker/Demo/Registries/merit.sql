-- Lays the registry of people with merit: the lists of veterans and of youth volunteers.
-- Read by personal id; who was taken off a list stays, with the day.
create table listing (
    listing_no  text        primary key,
    personal_id text        not null,
    kind        text        not null,
    listed_on   date        not null,
    removed_on  date,
    updated_at  timestamptz not null,
    constraint listing_kind_is_known check (kind in ('veteran', 'youth-volunteer'))
);
create index listing_of_a_person on listing (personal_id);
