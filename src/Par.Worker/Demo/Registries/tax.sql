-- Lays the tax registry: declarations of the tax on land that is not farmed.
-- Read by personal id.
create table land_declaration (
    declaration_no text        primary key,
    personal_id    text        not null,
    certificate_no text        not null,
    filed_on       date        not null,
    updated_at     timestamptz not null
);
create index land_declaration_of_a_person on land_declaration (personal_id);
