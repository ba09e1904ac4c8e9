-- Writes the agencies of the catalogue and changes what the catalogue now says differently.
-- In the order of their ids, so that two workers starting at once cannot deadlock; an unchanged row is not written.
insert into par.agency as known (id, kind, area, name_vi, name_en, code, calendar)
select id, kind, area, name_vi, name_en, code, calendar
  from unnest(@ids, @kinds, @areas, @namesVi, @namesEn, @codes, @calendars)
    as agency (id, kind, area, name_vi, name_en, code, calendar)
 order by id collate "C"
    on conflict (id) do update
   set kind = excluded.kind,
       area = excluded.area,
       name_vi = excluded.name_vi,
       name_en = excluded.name_en,
       code = excluded.code,
       calendar = excluded.calendar
 where (known.kind, known.area, known.name_vi, known.name_en, known.code, known.calendar)
       is distinct from (excluded.kind, excluded.area, excluded.name_vi, excluded.name_en, excluded.code, excluded.calendar);
