-- What a due date stands on is kept: each edition of a calendar, each pause with its reason, each due date that moved.
-- Programs from 0013 on go on beside this.

-- A calendar as it was when it came into service. A due date names the publications it stands on; here they are, for ever.
create table par.calendar_edition (
    calendar text        not null,
    edition  integer     not null,
    version  text        not null,
    data     jsonb       not null,
    hash     text        not null,
    kept_at  timestamptz not null,
    -- When the due dates that were open had moved with it; null until then.
    moved_at timestamptz,
    primary key (calendar, edition),
    constraint editions_count_from_1 check (edition >= 1),
    constraint version_begins_with_its_calendar check (split_part(version, ' ', 1) = calendar),
    constraint due_dates_move_after_an_edition_came check (moved_at >= kept_at)
);

create function par.refuse_to_rewrite_an_edition() returns trigger
    language plpgsql as
$$
begin
    raise exception 'An edition of a calendar is kept as it was in service: publish another, do not alter or delete one.'
        using errcode = 'restrict_violation';
end
$$;
create trigger calendar_edition_is_kept before delete on par.calendar_edition
    for each row execute function par.refuse_to_rewrite_an_edition();
create trigger calendar_edition_is_not_altered before update on par.calendar_edition
    for each row when ((old.calendar, old.edition, old.version, old.data, old.hash, old.kept_at)
        is distinct from (new.calendar, new.edition, new.version, new.data, new.hash, new.kept_at))
    execute function par.refuse_to_rewrite_an_edition();

-- The days that an edition names, one by one: those off and those made up for.
create function par.named_days(data jsonb) returns table (day text, is_off boolean)
    language sql immutable parallel safe as
$$
    select list.day ->> 'day', true from jsonb_array_elements(data -> 'years') as years (year), jsonb_array_elements(year -> 'offDays') as list (day)
    union all
    select list.day ->> 'day', false from jsonb_array_elements(data -> 'years') as years (year), jsonb_array_elements(year -> 'makeUpDays') as list (day)
$$;

-- What the readers of calendar files refuse, refused here too: sessions that overlap, a day named twice, years with a gap between them, and
-- days that were over when the edition came, unless it says outright that it rewrites them.
create function par.refuse_an_unsound_edition() returns trigger
    language plpgsql as
$$
declare
    before jsonb := (select data from par.calendar_edition where calendar = new.calendar order by edition desc limit 1);
    today  date  := (new.kept_at at time zone (new.data ->> 'timeZone'))::date;
    found  text;
begin
    select weekday into found
      from (select weekday, (session ->> 'opens')::time as opens, (session ->> 'closes')::time as closes,
                   lag((session ->> 'closes')::time) over (partition by weekday order by place) as closed
              from jsonb_each(new.data -> 'sessions') as days (weekday, sessions),
                   jsonb_array_elements(sessions) with ordinality as list (session, place)) as sessions
     where opens >= closes or opens < closed
     limit 1;
    if found is not null then
        raise exception 'The desk hours of % in the calendar % overlap or are out of order: write them one after another.', found, new.calendar
            using errcode = 'check_violation', constraint = 'sessions_follow_one_another';
    end if;

    select (year ->> 'year') into found
      from (select year, lag((year ->> 'year')::integer) over (order by (year ->> 'year')::integer) as last
              from jsonb_array_elements(new.data -> 'years') as list (year)) as years
     where (year ->> 'year')::integer <> last + 1
     limit 1;
    if found is not null then
        raise exception 'The calendar % has the year % twice, or lacks the one before it.', new.calendar, found
            using errcode = 'check_violation', constraint = 'years_follow_one_another';
    end if;

    select day into found from par.named_days(new.data) group by day having count(*) > 1 limit 1;
    if found is not null then
        raise exception 'The calendar % names % more than once among its days off and make-up days: name it once.', new.calendar, found
            using errcode = 'check_violation', constraint = 'day_is_named_once';
    end if;

    if before is null then
        return new;
    end if;

    if before -> 'timeZone' <> new.data -> 'timeZone' then
        raise exception 'The calendar % goes from % to %: give the calendar of the other time zone a name of its own.',
            new.calendar, before ->> 'timeZone', new.data ->> 'timeZone'
            using errcode = 'check_violation', constraint = 'time_zone_stays';
    end if;

    select day into found
      from (select day, is_off from par.named_days(before) union all select day, is_off from par.named_days(new.data)) as both_editions
     where day::date < today
       and not exists (select from jsonb_array_elements(new.data -> 'years') as list (year) where year -> 'rewrites' ? day)
     group by day
    having count(*) = 1 or bool_or(is_off) <> bool_and(is_off)
     limit 1;
    if found is not null then
        raise exception 'The calendar % changes %, and that day is over: take the change back, or say outright that it rewrites that day.', new.calendar, found
            using errcode = 'check_violation', constraint = 'days_that_are_over_stay';
    end if;
    return new;
end
$$;
create trigger calendar_edition_is_sound before insert on par.calendar_edition
    for each row execute function par.refuse_an_unsound_edition();

-- Each wait of a clock by itself, so that what was used can be counted again.
create table par.clock_pause (
    dossier    uuid        not null,
    kind       text        not null,
    position   integer     not null,
    paused_at  timestamptz not null,
    reason     text        not null,
    paused_by  text        not null,
    resumed_at timestamptz,
    resumed_by text,
    primary key (dossier, kind, position),
    foreign key (dossier, kind) references par.clock,
    constraint pause_says_why check (btrim(reason) <> ''),
    constraint pause_says_who check (btrim(paused_by) <> ''),
    constraint pause_ends_after_it_began check (resumed_at >= paused_at),
    constraint end_of_a_pause_says_who check ((resumed_at is null) = (resumed_by is null))
);
create unique index clock_pauses_once_at_a_time on par.clock_pause (dossier, kind) where resumed_at is null;

create function par.refuse_to_rewrite_a_pause() returns trigger
    language plpgsql as
$$
begin
    raise exception 'A pause is kept as it was written: it can be ended once, not altered or deleted.'
        using errcode = 'restrict_violation';
end
$$;
create trigger clock_pause_is_kept before delete on par.clock_pause
    for each row execute function par.refuse_to_rewrite_a_pause();
create trigger clock_pause_is_not_altered before update on par.clock_pause
    for each row when (old.resumed_at is not null
        or (old.dossier, old.kind, old.position, old.paused_at, old.reason, old.paused_by)
           is distinct from (new.dossier, new.kind, new.position, new.paused_at, new.reason, new.paused_by))
    execute function par.refuse_to_rewrite_a_pause();

-- Every due date that a calendar published anew has moved: both values stay.
create table par.clock_move (
    dossier      uuid        not null,
    kind         text        not null,
    position     integer     not null,
    moved_at     timestamptz not null,
    from_due     timestamptz not null,
    to_due       timestamptz not null,
    from_version text        not null,
    to_version   text        not null,
    calendar     text        not null,
    edition      integer     not null,
    why          jsonb       not null,
    primary key (dossier, kind, position),
    foreign key (dossier, kind) references par.clock,
    foreign key (calendar, edition) references par.calendar_edition,
    constraint moved_due_date_is_another check (from_due <> to_due),
    constraint move_lists_its_days check (jsonb_typeof(why) = 'array')
);
create trigger clock_move_is_append_only before update or delete on par.clock_move
    for each row execute function par.refuse_to_rewrite_history();

-- A clock that stops, or runs again without the pause being ended, ends it.
create function par.end_the_pause_of_a_clock() returns trigger
    language plpgsql as
$$
begin
    update par.clock_pause
       set resumed_at = greatest(paused_at, coalesce(new.stopped_at, new.running_since)), resumed_by = 'engine'
     where dossier = new.dossier and kind = new.kind and resumed_at is null;
    return null;
end
$$;
create trigger clock_ends_its_pause after update on par.clock
    for each row when (old.running_since is null and old.stopped_at is null and (new.running_since is not null or new.stopped_at is not null))
    execute function par.end_the_pause_of_a_clock();

-- Looked at when the transaction ends: the clock and the row of its pause are two statements.
create function par.refuse_a_pause_without_reason() returns trigger
    language plpgsql as
$$
begin
    if exists (select from par.clock where dossier = new.dossier and kind = new.kind and running_since is null and stopped_at is null)
       and not exists (select from par.clock_pause where dossier = new.dossier and kind = new.kind and resumed_at is null) then
        raise exception 'The % clock of dossier % stands still without a reason: write its pause to par.clock_pause.', new.kind, new.dossier
            using errcode = 'check_violation', constraint = 'paused_clock_says_why';
    end if;
    return null;
end
$$;
create constraint trigger paused_clock_says_why after insert or update on par.clock
    deferrable initially deferred
    for each row when (new.running_since is null and new.stopped_at is null)
    execute function par.refuse_a_pause_without_reason();

-- What stands already is not looked at, so that no database is kept from upgrading by an old row.
alter table par.clock
    add constraint consumed_time_is_not_negative check (consumed >= interval '0') not valid,
    add constraint clock_that_stands_still_tells_no_rung check (running_since is not null or next_rung_at is null) not valid,
    add constraint clock_is_not_due_before_its_start check (due_at >= started_at - interval '1 day') not valid,
    add constraint clock_has_a_term check (btrim(term) <> '') not valid;
