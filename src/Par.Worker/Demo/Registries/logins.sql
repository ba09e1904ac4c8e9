-- Gives a registry its schema and its two logins: the writer (its own application) owns it, the reader (the worker) may only select.
-- Default privileges come before the tables, so that no table is ever readable by accident or forgotten.
revoke all on schema public from public;
create schema {schema} authorization {writer};
grant usage on schema {schema} to {reader};
alter default privileges for role {writer} in schema {schema} grant select on tables to {reader};
