-- Lays the land registry: who holds which certificate for which parcel.
-- Read by personal id; a certificate that was handed on has ended and stays.
create table land_right (
    certificate_no text           primary key,
    personal_id    text           not null,
    area           text           not null,
    parcel         text           not null,
    purpose        text           not null default 'residential',
    square_metres  numeric(12, 1) not null,
    registered_on  date           not null,
    ended_on       date,
    updated_at     timestamptz    not null,
    constraint land_purpose_is_known check (purpose in ('residential', 'business', 'agricultural'))
);
create index land_right_of_a_person on land_right (personal_id);
