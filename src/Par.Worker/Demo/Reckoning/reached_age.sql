-- Living people, born on a day that is on record, who reached an age within some days, and on which day they did.
-- Adding years to 29 February gives 28 February in common years; the law's day is 1 March.
select personal_id as "PersonalId", reached_on as "ReachedOn"
  from (select personal_id,
               (date_of_birth + make_interval(years => @age))::date
               + case when extract(day from date_of_birth) = 29
                       and extract(day from date_of_birth + make_interval(years => @age)) = 28 then 1 else 0 end as reached_on
          from person
         where died_on is null
           and dob_precision = 'day') as birthday
 where reached_on between @first and @last
