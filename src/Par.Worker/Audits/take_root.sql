-- Writes the root of one day: over the hashes of all rows that histories got on it, and the root of the day before.
-- The table refuses a root that does not stand on the last one.
with rows_of_the_day as (
    select count(*) as changes,
           sha256(coalesce(string_agg(hash, ''::bytea order by dossier, position), '')) as rows_hash
      from par.dossier_change
     where at >= @begins
       and at < @ends
), last as (
    select max(day) as day
      from par.history_root
)
insert into par.history_root (day, before_root, changes, rows_hash, root, written_at)
select @day, before.root, today.changes, today.rows_hash, par.root_of(before.root, @day, today.changes, today.rows_hash), @now
  from rows_of_the_day today
 cross join last
  left join par.history_root before on before.day = last.day
returning day         as "Day",
          before_root as "BeforeRoot",
          changes     as "Changes",
          rows_hash   as "RowsHash",
          root        as "Root";
