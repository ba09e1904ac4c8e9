-- Lays the registry of household businesses: the certificates that communes issued to them, from when to when.
-- Read by the owner's personal id, and by the day a certificate ends; each has its index.
create table certificate (
    certificate_no text        primary key,
    holder_id      text        not null,
    business       text        not null,
    kind           text        not null,
    area           text        not null,
    address        text        not null,
    valid_from     date        not null,
    valid_until    date        not null,
    revoked_on     date,
    closed_on      date,
    updated_at     timestamptz not null
);
create index certificate_of_a_holder on certificate (holder_id);
create index certificate_that_ends on certificate (valid_until);
