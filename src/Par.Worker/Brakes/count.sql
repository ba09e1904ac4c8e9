-- Counts what rules find due today, in the transaction that opens it, and tells how that compares with their history.
-- The open brakes are locked first, so that none ends while something is held by it; the second statement sees what stood then.
-- Its counts are those before this batch: a statement does not see its own rows.
select rule
  from par.brake
 where rule = any(@rules)
   and ended_at is null
 order by rule
   for share;

with counted as (
    insert into par.rule_day as counter (rule, day, shard, due)
    select rule, @today, pg_backend_pid() % 16, due
      from unnest(@rules, @dues) as wanted (rule, due)
     order by rule collate "C"
        on conflict (rule, day, shard) do update
       set due = counter.due + excluded.due
)
select wanted.rule                                                                         as "Rule",
       coalesce((select sum(due) from par.rule_day where rule = wanted.rule and day = @today), 0)::integer as "Before",
       least(@days, coalesce(@today - (select min(day) from par.rule_day where rule = wanted.rule), 0))    as "Days",
       array(select sum(due)::integer
               from par.rule_day
              where rule = wanted.rule
                and day >= @today - @days
                and day < @today
              group by day
              order by 1 desc)                                                             as "Busiest",
       exists (select from par.brake where rule = wanted.rule and ended_at is null)        as "IsOn",
       exists (select from par.brake where rule = wanted.rule and day = @today and ended_how = 'released') as "IsLifted"
  from unnest(@rules) as wanted (rule);
