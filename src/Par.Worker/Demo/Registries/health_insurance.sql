-- Lays the health-insurance registry: who holds a card, in which group, from when to when.
-- Read by personal id.
create table card (
    card_no     text        primary key,
    personal_id text        not null,
    group_code  text        not null,
    valid_from  date        not null,
    valid_until date        not null,
    recorded_at timestamptz not null,
    updated_at  timestamptz not null
);
create index card_of_a_person on card (personal_id);
