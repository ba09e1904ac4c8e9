-- The work database as all migrations together make it. Not run by anything: to read, and to review changes by.
-- Renewed by './par schema'.

CREATE SCHEMA par;

CREATE SCHEMA quartz;

CREATE FUNCTION par.bytes_of(words text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE((int4send(octet_length(words)) || decode(replace(words, '\'::text, '\\'::text), 'escape'::text)), int4send('-1'::integer));

CREATE FUNCTION par.chain_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    came_to text;
begin
    new.before_hash := null;
    if new.position > 0 then
        select hash, state
          into new.before_hash, came_to
          from par.dossier_change
         where dossier = new.dossier
           and position = new.position - 1;
        if not found then
            raise exception 'The history of dossier % has no row % for row % to stand on.', new.dossier, new.position - 1, new.position
                using errcode = 'check_violation', constraint = 'history_has_no_gap';
        end if;
        if came_to is distinct from new.came_from then
            raise exception 'The history of dossier % has come to %, and row % would go on from %.', new.dossier, came_to, new.position, new.came_from
                using errcode = 'check_violation', constraint = 'history_goes_on_from_where_it_came';
        end if;
    end if;
    new.hash := par.history_hash(
        new.before_hash, new.dossier, new.position, new.at, new.change, new.came_from, new.state, new.actor, new.reason, new.detail);
    return new;
end
$$;

CREATE FUNCTION par.chain_root() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    last record;
begin
    select day, root into last from par.history_root order by day desc limit 1;
    if found and (new.day <> last.day + 1 or new.before_root is distinct from last.root) then
        raise exception 'The root of % does not stand on that of %, the last there is.', new.day, last.day
            using errcode = 'check_violation', constraint = 'root_stands_on_the_day_before';
    end if;
    return new;
end
$$;

CREATE FUNCTION par.dossier_may_move(before text, after text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((before = after) OR (((((((((((((((((((before = 'held'::text) AND (after = 'prepared'::text)) OR ((before = 'held'::text) AND (after = 'queued'::text))) OR ((before = 'held'::text) AND (after = 'withdrawn'::text))) OR ((before = 'prepared'::text) AND (after = 'queued'::text))) OR ((before = 'prepared'::text) AND (after = 'declined'::text))) OR ((before = 'prepared'::text) AND (after = 'expired'::text))) OR ((before = 'prepared'::text) AND (after = 'withdrawn'::text))) OR ((before = 'queued'::text) AND (after = 'inProgress'::text))) OR ((before = 'queued'::text) AND (after = 'withdrawn'::text))) OR ((before = 'inProgress'::text) AND (after = 'queued'::text))) OR ((before = 'inProgress'::text) AND (after = 'waiting'::text))) OR ((before = 'inProgress'::text) AND (after = 'approved'::text))) OR ((before = 'inProgress'::text) AND (after = 'rejected'::text))) OR ((before = 'waiting'::text) AND (after = 'inProgress'::text))) OR ((before = 'rejected'::text) AND (after = 'queued'::text))) OR ((before = 'withdrawn'::text) AND (after = 'queued'::text))) OR ((before = 'declined'::text) AND (after = 'queued'::text))) OR ((before = 'expired'::text) AND (after = 'queued'::text))));

CREATE FUNCTION par.end_the_pause_of_a_clock() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update par.clock_pause
       set resumed_at = greatest(paused_at, coalesce(new.stopped_at, new.running_since)), resumed_by = 'engine'
     where dossier = new.dossier and kind = new.kind and resumed_at is null;
    return null;
end
$$;

CREATE FUNCTION par.history_hash(before_hash bytea, dossier uuid, "position" integer, at timestamp with time zone, change text, came_from text, state text, actor text, reason text, detail jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256((((((((((COALESCE(before_hash, '\x'::bytea) || uuid_send(dossier)) || int4send("position")) || timestamptz_send(at)) || par.bytes_of(change)) || par.bytes_of(came_from)) || par.bytes_of(state)) || par.bytes_of(actor)) || par.bytes_of(reason)) || par.bytes_of((detail)::text)));

CREATE FUNCTION par.link_outcome() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into par.outcome_event (event_uid, dossier)
    select new.event_uid, id from par.dossier where number = new.body ->> 'dossier'
        on conflict do nothing;
    return null;
end
$$;

CREATE FUNCTION par.named_days(data jsonb) RETURNS TABLE(day text, is_off boolean)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select list.day ->> 'day', true from jsonb_array_elements(data -> 'years') as years (year), jsonb_array_elements(year -> 'offDays') as list (day)
    union all
    select list.day ->> 'day', false from jsonb_array_elements(data -> 'years') as years (year), jsonb_array_elements(year -> 'makeUpDays') as list (day)
$$;

CREATE FUNCTION par.refuse_a_pause_without_reason() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select from par.clock where dossier = new.dossier and kind = new.kind and running_since is null and stopped_at is null)
       and not exists (select from par.clock_pause where dossier = new.dossier and kind = new.kind and resumed_at is null) then
        raise exception 'The % clock of dossier % stands still without a reason: write its pause to par.clock_pause.', new.kind, new.dossier
            using errcode = 'check_violation', constraint = 'paused_clock_says_why';
    end if;
    return null;
end
$$;

CREATE FUNCTION par.refuse_an_illegal_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'A dossier does not go from % to %.', old.state, new.state
        using errcode = 'check_violation', constraint = 'dossier_moves_legally';
end
$$;

CREATE FUNCTION par.refuse_an_unsound_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION par.refuse_to_rewrite_a_pause() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'A pause is kept as it was written: it can be ended once, not altered or deleted.'
        using errcode = 'restrict_violation';
end
$$;

CREATE FUNCTION par.refuse_to_rewrite_an_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'An edition of a calendar is kept as it was in service: publish another, do not alter or delete one.'
        using errcode = 'restrict_violation';
end
$$;

CREATE FUNCTION par.refuse_to_rewrite_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'What happened to a dossier is kept as it was written: add a change, do not alter or delete one.'
        using errcode = 'restrict_violation';
end
$$;

CREATE FUNCTION par.root_of(before_root bytea, day date, changes bigint, rows_hash bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256((((COALESCE(before_root, '\x'::bytea) || int4send((day - '2000-01-01'::date))) || int8send(changes)) || rows_hash));

CREATE TABLE par.absence (
    id bigint NOT NULL,
    officer text NOT NULL,
    from_day date NOT NULL,
    until_day date NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    taken_back_by text,
    taken_back_at timestamp with time zone,
    CONSTRAINT absence_ends_after_it_began CHECK ((from_day <= until_day)),
    CONSTRAINT absence_ends_in_ten_years CHECK (((until_day <= (from_day + 3660)) AND ((from_day >= '2000-01-01'::date) AND (from_day <= '2999-12-31'::date)))),
    CONSTRAINT absence_is_taken_back_by_somebody CHECK (((taken_back_at IS NULL) = (COALESCE(btrim(taken_back_by), ''::text) = ''::text))),
    CONSTRAINT absence_says_who CHECK ((btrim(entered_by) <> ''::text))
);

ALTER TABLE par.absence ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME par.absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE par.agency (
    id text NOT NULL,
    kind text NOT NULL,
    area text NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    code text NOT NULL,
    calendar text NOT NULL,
    paused_at timestamp with time zone,
    paused_by text,
    paused_reason text,
    kept_back_beyond timestamp with time zone,
    CONSTRAINT pause_says_who_and_why CHECK ((((paused_at IS NULL) = (paused_by IS NULL)) AND ((paused_at IS NULL) = (paused_reason IS NULL))))
);

CREATE TABLE par.alarm (
    id bigint NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    says text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    cleared_at timestamp with time zone,
    CONSTRAINT alarm_kind_is_known CHECK ((kind = ANY (ARRAY['ruleBook'::text, 'brake'::text, 'silentRule'::text, 'unrouted'::text, 'quarantine'::text, 'difference'::text, 'eventTable'::text, 'registryAway'::text, 'feed'::text, 'heldBack'::text, 'slot'::text, 'subscription'::text])))
);

ALTER TABLE par.alarm ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME par.alarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE par.brake (
    id bigint NOT NULL,
    rule text NOT NULL,
    day date NOT NULL,
    allowed integer NOT NULL,
    pulled_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_how text,
    ended_by text,
    reason text,
    CONSTRAINT brake_ends_in_a_known_way CHECK ((ended_how = ANY (ARRAY['released'::text, 'discarded'::text]))),
    CONSTRAINT brake_ends_with_a_name_and_a_reason CHECK ((((ended_at IS NULL) = (ended_how IS NULL)) AND ((ended_at IS NULL) OR ((COALESCE(btrim(ended_by), ''::text) <> ''::text) AND (COALESCE(btrim(reason), ''::text) <> ''::text)))))
);

ALTER TABLE par.brake ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME par.brake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE par.breach (
    dossier uuid NOT NULL,
    clock text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    found_at timestamp with time zone NOT NULL,
    promised_at timestamp with time zone,
    reason text,
    said_by text,
    said_at timestamp with time zone,
    CONSTRAINT breach_is_after_its_term CHECK ((found_at >= due_at)),
    CONSTRAINT promise_is_in_the_future CHECK ((promised_at > found_at)),
    CONSTRAINT reason_of_a_breach_has_words_and_a_name CHECK (((num_nulls(reason, said_by, said_at) = ANY (ARRAY[0, 3])) AND (btrim(reason) <> ''::text) AND (btrim(said_by) <> ''::text)))
);

CREATE TABLE par.calendar_edition (
    calendar text NOT NULL,
    edition integer NOT NULL,
    version text NOT NULL,
    data jsonb NOT NULL,
    hash text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    moved_at timestamp with time zone,
    CONSTRAINT due_dates_move_after_an_edition_came CHECK ((moved_at >= kept_at)),
    CONSTRAINT editions_count_from_1 CHECK ((edition >= 1)),
    CONSTRAINT version_begins_with_its_calendar CHECK ((split_part(version, ' '::text, 1) = calendar))
);

CREATE TABLE par.clock (
    dossier uuid NOT NULL,
    kind text NOT NULL,
    calendar text NOT NULL,
    calendar_version text NOT NULL,
    term text NOT NULL,
    law text,
    started_at timestamp with time zone NOT NULL,
    running_since timestamp with time zone,
    consumed interval DEFAULT '00:00:00'::interval NOT NULL,
    due_at timestamp with time zone NOT NULL,
    moved jsonb DEFAULT '[]'::jsonb NOT NULL,
    stopped_at timestamp with time zone,
    rung smallint DEFAULT 0 NOT NULL,
    next_rung_at timestamp with time zone,
    CONSTRAINT clock_kind_is_known CHECK ((kind = ANY (ARRAY['statutory'::text, 'answer'::text, 'handling'::text, 'wait'::text, 'review'::text]))),
    CONSTRAINT stopped_clock_does_not_run CHECK (((stopped_at IS NULL) OR ((running_since IS NULL) AND (next_rung_at IS NULL))))
);

CREATE TABLE par.clock_move (
    dossier uuid NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    from_due timestamp with time zone NOT NULL,
    to_due timestamp with time zone NOT NULL,
    from_version text NOT NULL,
    to_version text NOT NULL,
    calendar text NOT NULL,
    edition integer NOT NULL,
    why jsonb NOT NULL,
    CONSTRAINT move_lists_its_days CHECK ((jsonb_typeof(why) = 'array'::text)),
    CONSTRAINT moved_due_date_is_another CHECK ((from_due <> to_due))
);

CREATE TABLE par.clock_pause (
    dossier uuid NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    paused_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    paused_by text NOT NULL,
    resumed_at timestamp with time zone,
    resumed_by text,
    CONSTRAINT end_of_a_pause_says_who CHECK (((resumed_at IS NULL) = (resumed_by IS NULL))),
    CONSTRAINT pause_ends_after_it_began CHECK ((resumed_at >= paused_at)),
    CONSTRAINT pause_says_who CHECK ((btrim(paused_by) <> ''::text)),
    CONSTRAINT pause_says_why CHECK ((btrim(reason) <> ''::text))
);

CREATE TABLE par.date_trigger (
    rule text NOT NULL,
    "position" smallint NOT NULL,
    through_day date NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE par.day_to_derive (
    rule text NOT NULL,
    "position" smallint NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    subject text NOT NULL,
    noted_at timestamp with time zone NOT NULL
);

CREATE TABLE par.difference (
    id bigint NOT NULL,
    part text NOT NULL,
    kind text NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    rule text,
    dossier uuid,
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    repaired_at timestamp with time zone,
    accepted_at timestamp with time zone,
    accepted_by text,
    reason text,
    CONSTRAINT difference_is_accepted_with_a_name_and_a_reason CHECK (((accepted_at IS NULL) OR ((COALESCE(btrim(accepted_by), ''::text) <> ''::text) AND (COALESCE(btrim(reason), ''::text) <> ''::text)))),
    CONSTRAINT difference_is_seen_in_order CHECK (((last_seen >= first_seen) AND ((repaired_at IS NULL) OR (repaired_at >= last_seen)))),
    CONSTRAINT difference_kind_is_known CHECK ((kind = ANY (ARRAY['notTakenIn'::text, 'otherKind'::text, 'otherSubject'::text, 'notInFeed'::text, 'notOpened'::text, 'onceKeyMissing'::text, 'eventMissing'::text, 'itemMissing'::text, 'clockMissing'::text, 'holdMissing'::text]))),
    CONSTRAINT difference_of_a_dossier_names_it CHECK (((kind = ANY (ARRAY['eventMissing'::text, 'itemMissing'::text, 'clockMissing'::text, 'holdMissing'::text])) = (dossier IS NOT NULL))),
    CONSTRAINT difference_of_a_finding_names_its_rule CHECK (((kind = ANY (ARRAY['notTakenIn'::text, 'otherKind'::text, 'otherSubject'::text, 'notInFeed'::text])) = (rule IS NULL)))
);

ALTER TABLE par.difference ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME par.difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE par.dossier (
    id uuid NOT NULL,
    number text NOT NULL,
    procedure text NOT NULL,
    level smallint NOT NULL,
    rule text NOT NULL,
    rule_version integer NOT NULL,
    book_hash text NOT NULL,
    finding uuid NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    subject text NOT NULL,
    tell text[] NOT NULL,
    agency text NOT NULL,
    state text NOT NULL,
    request_needed boolean DEFAULT false NOT NULL,
    prefill jsonb NOT NULL,
    texts jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    version integer DEFAULT 0 NOT NULL,
    term text,
    term_law text,
    cut_off time without time zone,
    ground text,
    paused_while_waiting boolean DEFAULT false NOT NULL,
    CONSTRAINT closed_says_when CHECK (((state = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text, 'declined'::text, 'expired'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT dossier_state_is_known CHECK ((state = ANY (ARRAY['held'::text, 'prepared'::text, 'queued'::text, 'inProgress'::text, 'waiting'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text, 'declined'::text, 'expired'::text]))),
    CONSTRAINT only_levels_2_and_3_open CHECK ((level = ANY (ARRAY[2, 3]))),
    CONSTRAINT prepared_is_level_2 CHECK (((state <> 'prepared'::text) OR (level = 2)))
);

CREATE TABLE par.dossier_change (
    dossier uuid NOT NULL,
    "position" integer NOT NULL,
    at timestamp with time zone NOT NULL,
    change text NOT NULL,
    came_from text,
    state text NOT NULL,
    actor text NOT NULL,
    reason text,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    before_hash bytea,
    hash bytea NOT NULL,
    CONSTRAINT a_document_is_a_reference CHECK (((change <> 'documented'::text) OR ((detail ?& ARRAY['kind'::text, 'holder'::text, 'reference'::text, 'asOf'::text]) AND ((length((detail ->> 'kind'::text)) >= 1) AND (length((detail ->> 'kind'::text)) <= 200)) AND ((length((detail ->> 'holder'::text)) >= 1) AND (length((detail ->> 'holder'::text)) <= 200)) AND ((length((detail ->> 'reference'::text)) >= 1) AND (length((detail ->> 'reference'::text)) <= 200)) AND COALESCE(((detail ->> 'sha256'::text) ~ '^[0-9a-f]{64}$'::text), true)))),
    CONSTRAINT a_no_has_a_reason CHECK (((change <> ALL (ARRAY['rejected'::text, 'withdrawn'::text])) OR (COALESCE(btrim(reason), ''::text) <> ''::text))),
    CONSTRAINT a_wait_has_a_reason CHECK (((change <> ALL (ARRAY['waits'::text, 'replied'::text])) OR (COALESCE(btrim(reason), ''::text) <> ''::text))),
    CONSTRAINT an_objection_has_a_reason CHECK (((change <> 'objected'::text) OR (COALESCE(btrim(reason), ''::text) <> ''::text))),
    CONSTRAINT change_moves_legally CHECK (((came_from IS NULL) OR par.dossier_may_move(came_from, state))),
    CONSTRAINT change_says_where_it_came_from CHECK ((("position" = 0) OR (came_from IS NOT NULL))),
    CONSTRAINT dossier_begins_held_prepared_or_queued CHECK ((("position" > 0) OR (state = ANY (ARRAY['held'::text, 'prepared'::text, 'queued'::text])))),
    CONSTRAINT each_row_stands_on_the_one_before CHECK ((("position" = 0) = (before_hash IS NULL))),
    CONSTRAINT only_an_objection_reopens CHECK (((change = 'objected'::text) OR (came_from IS NULL) OR (came_from = state) OR (came_from <> ALL (ARRAY['rejected'::text, 'withdrawn'::text, 'declined'::text, 'expired'::text]))))
);

CREATE TABLE par.dossier_counter (
    agency text NOT NULL,
    day date NOT NULL,
    last integer NOT NULL
);

CREATE TABLE par.escalation (
    dossier uuid NOT NULL,
    clock text NOT NULL,
    rung smallint NOT NULL,
    told text NOT NULL,
    escalated_at timestamp with time zone NOT NULL
);

CREATE TABLE par.expectation (
    rule text NOT NULL,
    "position" smallint NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    subject text NOT NULL,
    awaited text NOT NULL,
    match_key text NOT NULL,
    due_on date NOT NULL,
    fires_as uuid NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT expectation_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'came'::text, 'annulled'::text, 'fired'::text]))),
    CONSTRAINT settled_says_when CHECK (((state = 'open'::text) = (settled_at IS NULL)))
);

CREATE TABLE par.finding (
    id uuid NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    rule text NOT NULL,
    rule_version integer NOT NULL,
    book_hash text NOT NULL,
    revision integer NOT NULL,
    subject text NOT NULL,
    answer text NOT NULL,
    law_date date,
    decided_on date NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    explanation jsonb NOT NULL,
    shadow_key text,
    CONSTRAINT finding_answer_is_known CHECK ((answer = ANY (ARRAY['due'::text, 'notDue'::text, 'undecided'::text, 'notInForce'::text, 'failed'::text]))),
    CONSTRAINT only_what_is_due_is_in_shadow CHECK (((shadow_key IS NULL) OR (answer = 'due'::text)))
);

CREATE TABLE par.finding_asked (
    finding uuid NOT NULL,
    entity text NOT NULL,
    key text NOT NULL
);

CREATE TABLE par.held (
    id uuid NOT NULL,
    rule text NOT NULL,
    level smallint NOT NULL,
    agency text NOT NULL,
    held_at timestamp with time zone NOT NULL,
    due jsonb NOT NULL,
    CONSTRAINT only_levels_1_to_3_are_held CHECK (((level >= 1) AND (level <= 3)))
);

CREATE TABLE par.history_root (
    day date NOT NULL,
    before_root bytea,
    changes bigint NOT NULL,
    rows_hash bytea NOT NULL,
    root bytea NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT root_counts_up CHECK ((changes >= 0)),
    CONSTRAINT root_is_as_computed CHECK ((root = par.root_of(before_root, day, changes, rows_hash)))
);

CREATE TABLE par.inbox (
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    partition smallint NOT NULL,
    locality text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    corrects uuid,
    body jsonb NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    error text,
    done_at timestamp with time zone,
    dismissed_at timestamp with time zone,
    dismissed_by text,
    dismissed_because text,
    sent boolean DEFAULT false NOT NULL,
    CONSTRAINT dismissal_says_who_when_and_why CHECK ((((state = 'dismissed'::text) = (dismissed_at IS NOT NULL)) AND ((state = 'dismissed'::text) = (COALESCE(btrim(dismissed_by), ''::text) <> ''::text)) AND ((state = 'dismissed'::text) = (COALESCE(btrim(dismissed_because), ''::text) <> ''::text)))),
    CONSTRAINT done_says_when CHECK (((state = 'done'::text) = (done_at IS NOT NULL))),
    CONSTRAINT inbox_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'quarantined'::text, 'dismissed'::text]))),
    CONSTRAINT quarantine_says_why CHECK (((state <> ALL (ARRAY['quarantined'::text, 'dismissed'::text])) OR (error IS NOT NULL)))
)
WITH (fillfactor='80');

CREATE TABLE par.inbox_partition (
    partition smallint NOT NULL,
    CONSTRAINT partitions_are_64 CHECK (((partition >= 0) AND (partition <= 63)))
);

CREATE TABLE par.intake_cursor (
    registry text NOT NULL,
    system_identifier bigint NOT NULL,
    xid xid8 NOT NULL,
    seq bigint NOT NULL,
    duplicates bigint DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE par.merged_id (
    former text NOT NULL,
    into_id text NOT NULL,
    person text NOT NULL,
    partition smallint NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    CONSTRAINT nobody_is_merged_into_themselves CHECK (((former <> into_id) AND (former <> person)))
);

CREATE TABLE par.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    programs_from integer
);

CREATE TABLE par.occurrence (
    kind text NOT NULL,
    match_key text NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL
);

CREATE TABLE par.officer (
    id text NOT NULL,
    agency text NOT NULL,
    name text NOT NULL,
    capacity integer NOT NULL,
    holding integer DEFAULT 0 NOT NULL,
    supervisor boolean DEFAULT false NOT NULL,
    share numeric(3,2) DEFAULT 1 NOT NULL,
    day date,
    taken integer DEFAULT 0 NOT NULL,
    allowed integer,
    CONSTRAINT officer_holds_no_more_than_capacity CHECK (((holding >= 0) AND (holding <= capacity))),
    CONSTRAINT officer_takes_no_more_than_the_day_allows CHECK (((taken >= 0) AND ((allowed IS NULL) OR (taken <= allowed)))),
    CONSTRAINT officer_works_a_share CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_cost_delay='0');

CREATE TABLE par.once_key (
    gate text NOT NULL,
    once_key text NOT NULL,
    finding uuid NOT NULL,
    dossier uuid,
    taken_at timestamp with time zone NOT NULL,
    freed_at timestamp with time zone,
    as_taken text
);

CREATE TABLE par.open_question (
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    rule text NOT NULL,
    partition smallint NOT NULL,
    awaits text[] NOT NULL,
    attempt integer DEFAULT 1 NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone NOT NULL
);

CREATE TABLE par.outbox (
    id bigint NOT NULL,
    key uuid NOT NULL,
    topic text NOT NULL,
    recipient text NOT NULL,
    body jsonb NOT NULL,
    written_at timestamp with time zone NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    error text
);

ALTER TABLE par.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME par.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE par.outcome_event (
    event_uid uuid NOT NULL,
    dossier uuid NOT NULL
);

CREATE TABLE par.queue_item (
    dossier uuid NOT NULL,
    agency text NOT NULL,
    task text NOT NULL,
    priority smallint DEFAULT 5 NOT NULL,
    due_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    officer text,
    claimed_at timestamp with time zone,
    lease_ends timestamp with time zone,
    attempt integer DEFAULT 0 NOT NULL,
    claimed_on date,
    kept_back boolean DEFAULT false NOT NULL,
    decided text,
    decided_by text,
    decided_reason text,
    CONSTRAINT claim_has_an_officer_and_a_lease CHECK ((((officer IS NULL) = (lease_ends IS NULL)) AND ((officer IS NULL) = (claimed_at IS NULL)))),
    CONSTRAINT nobody_looks_at_their_own_decision CHECK (((officer IS NULL) OR (decided_by IS NULL) OR (officer <> decided_by))),
    CONSTRAINT rejection_to_look_at_has_a_reason CHECK (((decided IS DISTINCT FROM 'rejected'::text) OR (COALESCE(btrim(decided_reason), ''::text) <> ''::text))),
    CONSTRAINT second_look_has_a_first_decision CHECK ((((task = 'secondLook'::text) = (decided IS NOT NULL)) AND ((decided IS NULL) = (decided_by IS NULL)) AND (decided = ANY (ARRAY['approved'::text, 'rejected'::text])))),
    CONSTRAINT task_is_known CHECK ((task = ANY (ARRAY['handle'::text, 'awaitAnswer'::text, 'awaitReply'::text, 'review'::text, 'secondLook'::text]))),
    CONSTRAINT what_awaits_somebody_else_is_in_nobodys_hands CHECK (((task <> 'awaitReply'::text) OR (officer IS NULL)))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_cost_delay='0');

CREATE TABLE par.quiet_time (
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    subject text NOT NULL,
    until_day date NOT NULL
);

CREATE TABLE par.reconciliation (
    id bigint NOT NULL,
    part text NOT NULL,
    whole boolean NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    compared bigint NOT NULL,
    differed bigint NOT NULL,
    repaired bigint NOT NULL,
    system_identifier bigint,
    xid xid8,
    seq bigint,
    failed text,
    CONSTRAINT failed_reaches_no_position CHECK (((failed IS NULL) OR (xid IS NULL))),
    CONSTRAINT position_is_whole CHECK ((num_nulls(system_identifier, xid, seq) = ANY (ARRAY[0, 3]))),
    CONSTRAINT reconciliation_counts_up CHECK (((compared >= 0) AND (differed >= 0) AND (repaired >= 0))),
    CONSTRAINT reconciliation_ends_after_it_began CHECK ((finished_at >= started_at)),
    CONSTRAINT reconciliation_names_its_part CHECK ((btrim(part) <> ''::text))
);

ALTER TABLE par.reconciliation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME par.reconciliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE par.registry_watch (
    worker uuid NOT NULL,
    registry text NOT NULL,
    feed text NOT NULL,
    facts text NOT NULL,
    away_since timestamp with time zone,
    reason text,
    known_until timestamp with time zone,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT away_has_a_reason CHECK (((away_since IS NULL) = (reason IS NULL))),
    CONSTRAINT facts_are_a_state CHECK ((facts = ANY (ARRAY['closed'::text, 'halfOpen'::text, 'open'::text]))),
    CONSTRAINT feed_is_a_state CHECK ((feed = ANY (ARRAY['closed'::text, 'halfOpen'::text, 'open'::text])))
);

CREATE TABLE par.reminder (
    id uuid NOT NULL,
    procedure text NOT NULL,
    rule text NOT NULL,
    finding uuid NOT NULL,
    registry text NOT NULL,
    event_uid uuid NOT NULL,
    subject text NOT NULL,
    agency text NOT NULL,
    texts jsonb NOT NULL,
    reminded_at timestamp with time zone NOT NULL,
    tell text[] NOT NULL,
    taken_back_at timestamp with time zone
);

CREATE TABLE par.rule_day (
    rule text NOT NULL,
    day date NOT NULL,
    shard smallint NOT NULL,
    due integer NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE par.watermark (
    registry text NOT NULL,
    kind text NOT NULL,
    system_identifier bigint NOT NULL,
    read_from text NOT NULL,
    updated_at timestamp with time zone,
    moved_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY par.absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.agency
    ADD CONSTRAINT agency_has_its_own_code UNIQUE (code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY par.agency
    ADD CONSTRAINT agency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.alarm
    ADD CONSTRAINT alarm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.brake
    ADD CONSTRAINT brake_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.calendar_edition
    ADD CONSTRAINT calendar_edition_pkey PRIMARY KEY (calendar, edition);

ALTER TABLE par.clock
    ADD CONSTRAINT clock_has_a_term CHECK ((btrim(term) <> ''::text)) NOT VALID;

ALTER TABLE par.clock
    ADD CONSTRAINT clock_is_not_due_before_its_start CHECK ((due_at >= (started_at - '1 day'::interval))) NOT VALID;

ALTER TABLE ONLY par.clock_move
    ADD CONSTRAINT clock_move_pkey PRIMARY KEY (dossier, kind, "position");

ALTER TABLE ONLY par.clock_pause
    ADD CONSTRAINT clock_pause_pkey PRIMARY KEY (dossier, kind, "position");

ALTER TABLE ONLY par.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (dossier, kind);

ALTER TABLE par.clock
    ADD CONSTRAINT clock_that_stands_still_tells_no_rung CHECK (((running_since IS NOT NULL) OR (next_rung_at IS NULL))) NOT VALID;

ALTER TABLE par.clock
    ADD CONSTRAINT consumed_time_is_not_negative CHECK ((consumed >= '00:00:00'::interval)) NOT VALID;

ALTER TABLE ONLY par.date_trigger
    ADD CONSTRAINT date_trigger_pkey PRIMARY KEY (rule, "position");

ALTER TABLE ONLY par.history_root
    ADD CONSTRAINT day_has_one_root PRIMARY KEY (day);

ALTER TABLE ONLY par.day_to_derive
    ADD CONSTRAINT day_is_derived_once_for_each_event PRIMARY KEY (rule, "position", registry, event_uid);

ALTER TABLE ONLY par.difference
    ADD CONSTRAINT difference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.dossier_change
    ADD CONSTRAINT dossier_change_pkey PRIMARY KEY (dossier, "position");

ALTER TABLE ONLY par.dossier_counter
    ADD CONSTRAINT dossier_counter_pkey PRIMARY KEY (agency, day);

ALTER TABLE ONLY par.dossier
    ADD CONSTRAINT dossier_number_key UNIQUE (number);

ALTER TABLE ONLY par.dossier
    ADD CONSTRAINT dossier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.breach
    ADD CONSTRAINT each_breach_once PRIMARY KEY (dossier, clock);

ALTER TABLE ONLY par.escalation
    ADD CONSTRAINT each_rung_once PRIMARY KEY (dossier, clock, rung);

ALTER TABLE ONLY par.expectation
    ADD CONSTRAINT expectation_is_noted_once PRIMARY KEY (rule, "position", registry, event_uid);

ALTER TABLE ONLY par.finding_asked
    ADD CONSTRAINT finding_asked_pkey PRIMARY KEY (finding, entity, key);

ALTER TABLE ONLY par.finding
    ADD CONSTRAINT finding_is_one_per_revision UNIQUE (registry, event_uid, rule, revision);

ALTER TABLE ONLY par.finding
    ADD CONSTRAINT finding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.held
    ADD CONSTRAINT held_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.merged_id
    ADD CONSTRAINT id_is_merged_once PRIMARY KEY (former);

ALTER TABLE ONLY par.inbox_partition
    ADD CONSTRAINT inbox_partition_pkey PRIMARY KEY (partition);

ALTER TABLE ONLY par.inbox
    ADD CONSTRAINT inbox_takes_each_life_event_once PRIMARY KEY (registry, event_uid);

ALTER TABLE ONLY par.intake_cursor
    ADD CONSTRAINT intake_cursor_pkey PRIMARY KEY (registry);

ALTER TABLE ONLY par.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY par.occurrence
    ADD CONSTRAINT occurrence_is_noted_once PRIMARY KEY (kind, match_key, registry, event_uid);

ALTER TABLE ONLY par.officer
    ADD CONSTRAINT officer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.once_key
    ADD CONSTRAINT once_key_opens_once PRIMARY KEY (gate, once_key);

ALTER TABLE ONLY par.open_question
    ADD CONSTRAINT open_question_pkey PRIMARY KEY (registry, event_uid, rule);

ALTER TABLE ONLY par.outbox
    ADD CONSTRAINT outbox_key_key UNIQUE (key);

ALTER TABLE ONLY par.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.outcome_event
    ADD CONSTRAINT outcome_is_told_once PRIMARY KEY (event_uid);

ALTER TABLE par.agency
    ADD CONSTRAINT pause_has_words CHECK (((paused_at IS NULL) OR ((btrim(paused_by) <> ''::text) AND (btrim(paused_reason) <> ''::text)))) NOT VALID;

ALTER TABLE ONLY par.queue_item
    ADD CONSTRAINT queue_item_pkey PRIMARY KEY (dossier);

ALTER TABLE ONLY par.quiet_time
    ADD CONSTRAINT quiet_time_is_noted_once PRIMARY KEY (registry, event_uid);

ALTER TABLE ONLY par.reconciliation
    ADD CONSTRAINT reconciliation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.registry_watch
    ADD CONSTRAINT registry_watch_pkey PRIMARY KEY (worker, registry);

ALTER TABLE ONLY par.reminder
    ADD CONSTRAINT reminder_finding_key UNIQUE (finding);

ALTER TABLE ONLY par.reminder
    ADD CONSTRAINT reminder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY par.rule_day
    ADD CONSTRAINT rule_day_pkey PRIMARY KEY (rule, day, shard);

ALTER TABLE ONLY par.watermark
    ADD CONSTRAINT watermark_pkey PRIMARY KEY (registry, kind);

CREATE INDEX absence_of_an_officer ON par.absence USING btree (officer, until_day) WHERE (taken_back_at IS NULL);

CREATE UNIQUE INDEX alarm_is_open_once ON par.alarm USING btree (kind, about) WHERE (cleared_at IS NULL);

CREATE UNIQUE INDEX brake_is_on_once ON par.brake USING btree (rule) WHERE (ended_at IS NULL);

CREATE INDEX brake_of_a_day ON par.brake USING btree (rule, day);

CREATE INDEX breach_without_a_reason ON par.breach USING btree (dossier) WHERE (reason IS NULL);

CREATE UNIQUE INDEX clock_pauses_once_at_a_time ON par.clock_pause USING btree (dossier, kind) WHERE (resumed_at IS NULL);

CREATE INDEX clock_rung_due ON par.clock USING btree (next_rung_at) WHERE (next_rung_at IS NOT NULL);

CREATE UNIQUE INDEX difference_is_open_once ON par.difference USING btree (part, kind, registry, event_uid, rule, dossier) NULLS NOT DISTINCT WHERE (repaired_at IS NULL);

CREATE INDEX difference_still_open ON par.difference USING btree (part, id) WHERE (repaired_at IS NULL);

CREATE INDEX dossier_change_by_time ON par.dossier_change USING brin (at) WITH (pages_per_range='32');

CREATE INDEX dossier_of_a_subject ON par.dossier USING btree (subject, opened_at);

CREATE INDEX dossier_of_an_event ON par.dossier USING btree (registry, event_uid);

CREATE INDEX dossier_still_open ON par.dossier USING btree (id) WHERE (closed_at IS NULL);

CREATE INDEX expectation_awaiting ON par.expectation USING btree (awaited, match_key) WHERE (state = 'came'::text);

CREATE INDEX expectation_due ON par.expectation USING btree (due_on) WHERE (state = 'open'::text);

CREATE INDEX expectation_of_an_event ON par.expectation USING btree (registry, event_uid);

CREATE INDEX finding_answers_by_day ON par.finding USING btree (answer, decided_at);

CREATE INDEX finding_asked_about_a_record ON par.finding_asked USING btree (entity, key);

CREATE INDEX finding_in_shadow ON par.finding USING btree (rule, decided_on) WHERE (shadow_key IS NOT NULL);

CREATE INDEX finding_of_a_subject ON par.finding USING btree (subject, decided_at);

CREATE INDEX finding_to_empty ON par.finding USING btree (decided_at) WHERE ((answer = ANY (ARRAY['notDue'::text, 'notInForce'::text])) AND (NOT (explanation ? 'emptied'::text)));

CREATE INDEX held_of_a_rule ON par.held USING btree (rule, id);

CREATE INDEX held_reminder_of_an_event ON par.held USING btree (((due ->> 'registry'::text)), ((due ->> 'eventUid'::text))) WHERE (level = 1);

CREATE INDEX inbox_body_to_empty ON par.inbox USING btree (done_at) WHERE ((state = 'done'::text) AND (body <> '{}'::jsonb));

CREATE INDEX inbox_corrections ON par.inbox USING btree (corrects) WHERE (corrects IS NOT NULL);

CREATE INDEX inbox_dismissed_to_empty ON par.inbox USING btree (dismissed_at) WHERE ((state = 'dismissed'::text) AND (body <> '{}'::jsonb));

CREATE INDEX inbox_of_a_subject ON par.inbox USING btree (subject, occurred_at);

CREATE INDEX inbox_quarantined ON par.inbox USING btree (received_at, registry, event_uid) WHERE (state = 'quarantined'::text);

CREATE INDEX inbox_received ON par.inbox USING brin (received_at);

CREATE INDEX inbox_tried ON par.inbox USING btree (partition) WHERE ((state = 'waiting'::text) AND (attempt > 0));

CREATE INDEX inbox_waiting ON par.inbox USING btree (partition, occurred_at, recorded_at, event_uid) WHERE (state = 'waiting'::text);

CREATE INDEX merged_id_of_a_person ON par.merged_id USING btree (person);

CREATE INDEX merged_id_of_an_event ON par.merged_id USING btree (registry, event_uid);

CREATE INDEX occurrence_of_an_event ON par.occurrence USING btree (registry, event_uid);

CREATE INDEX officer_of_an_agency ON par.officer USING btree (agency);

CREATE INDEX once_key_as_taken ON par.once_key USING btree (gate, as_taken) WHERE (as_taken IS NOT NULL);

CREATE INDEX once_key_of_a_dossier ON par.once_key USING btree (dossier) WHERE (dossier IS NOT NULL);

CREATE INDEX once_key_of_a_finding ON par.once_key USING btree (finding);

CREATE INDEX open_question_to_ask ON par.open_question USING btree (partition, next_try_at);

CREATE INDEX outbox_to_send ON par.outbox USING btree (next_try_at, id) WHERE (sent_at IS NULL);

CREATE INDEX outbox_waiting_about ON par.outbox USING btree (COALESCE((body ->> 'dossier'::text), (body ->> 'reminder'::text))) WHERE (sent_at IS NULL);

CREATE INDEX outcome_event_of_a_dossier ON par.outcome_event USING btree (dossier);

CREATE INDEX queue_item_kept_back ON par.queue_item USING btree (agency, priority, due_at, dossier) WHERE kept_back;

CREATE INDEX queue_item_lease ON par.queue_item USING btree (lease_ends) WHERE (lease_ends IS NOT NULL);

CREATE INDEX queue_item_most_pressing ON par.queue_item USING btree (agency, priority, due_at, dossier);

CREATE INDEX queue_item_to_claim ON par.queue_item USING btree (agency, priority, due_at, dossier) WHERE ((officer IS NULL) AND (NOT kept_back) AND (task = ANY (ARRAY['handle'::text, 'secondLook'::text])));

CREATE INDEX quiet_time_of_a_subject ON par.quiet_time USING btree (subject, until_day);

CREATE INDEX reconciliation_of_a_part ON par.reconciliation USING btree (part, started_at);

CREATE INDEX reminder_of_a_subject ON par.reminder USING btree (subject);

CREATE INDEX reminder_of_an_event ON par.reminder USING btree (registry, event_uid);

CREATE TRIGGER calendar_edition_is_kept BEFORE DELETE ON par.calendar_edition FOR EACH ROW EXECUTE FUNCTION par.refuse_to_rewrite_an_edition();

CREATE TRIGGER calendar_edition_is_not_altered BEFORE UPDATE ON par.calendar_edition FOR EACH ROW WHEN (((((((old.calendar IS DISTINCT FROM new.calendar) OR (old.edition IS DISTINCT FROM new.edition)) OR (old.version IS DISTINCT FROM new.version)) OR (old.data IS DISTINCT FROM new.data)) OR (old.hash IS DISTINCT FROM new.hash)) OR (old.kept_at IS DISTINCT FROM new.kept_at))) EXECUTE FUNCTION par.refuse_to_rewrite_an_edition();

CREATE TRIGGER calendar_edition_is_sound BEFORE INSERT ON par.calendar_edition FOR EACH ROW EXECUTE FUNCTION par.refuse_an_unsound_edition();

CREATE TRIGGER clock_ends_its_pause AFTER UPDATE ON par.clock FOR EACH ROW WHEN (((old.running_since IS NULL) AND (old.stopped_at IS NULL) AND ((new.running_since IS NOT NULL) OR (new.stopped_at IS NOT NULL)))) EXECUTE FUNCTION par.end_the_pause_of_a_clock();

CREATE TRIGGER clock_move_is_append_only BEFORE DELETE OR UPDATE ON par.clock_move FOR EACH ROW EXECUTE FUNCTION par.refuse_to_rewrite_history();

CREATE TRIGGER clock_pause_is_kept BEFORE DELETE ON par.clock_pause FOR EACH ROW EXECUTE FUNCTION par.refuse_to_rewrite_a_pause();

CREATE TRIGGER clock_pause_is_not_altered BEFORE UPDATE ON par.clock_pause FOR EACH ROW WHEN (((old.resumed_at IS NOT NULL) OR ((((((old.dossier IS DISTINCT FROM new.dossier) OR (old.kind IS DISTINCT FROM new.kind)) OR (old."position" IS DISTINCT FROM new."position")) OR (old.paused_at IS DISTINCT FROM new.paused_at)) OR (old.reason IS DISTINCT FROM new.reason)) OR (old.paused_by IS DISTINCT FROM new.paused_by)))) EXECUTE FUNCTION par.refuse_to_rewrite_a_pause();

CREATE TRIGGER dossier_change_is_append_only BEFORE DELETE OR UPDATE ON par.dossier_change FOR EACH ROW EXECUTE FUNCTION par.refuse_to_rewrite_history();

CREATE TRIGGER dossier_change_is_chained BEFORE INSERT ON par.dossier_change FOR EACH ROW EXECUTE FUNCTION par.chain_history();

CREATE TRIGGER dossier_change_is_never_emptied BEFORE TRUNCATE ON par.dossier_change FOR EACH STATEMENT EXECUTE FUNCTION par.refuse_to_rewrite_history();

CREATE TRIGGER dossier_moves_legally BEFORE UPDATE OF state ON par.dossier FOR EACH ROW WHEN ((NOT par.dossier_may_move(old.state, new.state))) EXECUTE FUNCTION par.refuse_an_illegal_move();

CREATE TRIGGER history_root_is_append_only BEFORE DELETE OR UPDATE ON par.history_root FOR EACH ROW EXECUTE FUNCTION par.refuse_to_rewrite_history();

CREATE TRIGGER history_root_is_chained BEFORE INSERT ON par.history_root FOR EACH ROW EXECUTE FUNCTION par.chain_root();

CREATE TRIGGER history_root_is_never_emptied BEFORE TRUNCATE ON par.history_root FOR EACH STATEMENT EXECUTE FUNCTION par.refuse_to_rewrite_history();

CREATE TRIGGER inbox_outcome_is_linked AFTER INSERT ON par.inbox FOR EACH ROW WHEN ((new.registry = 'dossiers'::text)) EXECUTE FUNCTION par.link_outcome();

CREATE CONSTRAINT TRIGGER paused_clock_says_why AFTER INSERT OR UPDATE ON par.clock DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.running_since IS NULL) AND (new.stopped_at IS NULL))) EXECUTE FUNCTION par.refuse_a_pause_without_reason();

ALTER TABLE ONLY par.absence
    ADD CONSTRAINT absence_officer_fkey FOREIGN KEY (officer) REFERENCES par.officer(id);

ALTER TABLE ONLY par.breach
    ADD CONSTRAINT breach_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id);

ALTER TABLE ONLY par.clock
    ADD CONSTRAINT clock_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id);

ALTER TABLE ONLY par.clock_move
    ADD CONSTRAINT clock_move_calendar_edition_fkey FOREIGN KEY (calendar, edition) REFERENCES par.calendar_edition(calendar, edition);

ALTER TABLE ONLY par.clock_move
    ADD CONSTRAINT clock_move_dossier_kind_fkey FOREIGN KEY (dossier, kind) REFERENCES par.clock(dossier, kind);

ALTER TABLE ONLY par.clock_pause
    ADD CONSTRAINT clock_pause_dossier_kind_fkey FOREIGN KEY (dossier, kind) REFERENCES par.clock(dossier, kind);

ALTER TABLE ONLY par.day_to_derive
    ADD CONSTRAINT day_to_derive_registry_event_uid_fkey FOREIGN KEY (registry, event_uid) REFERENCES par.inbox(registry, event_uid);

ALTER TABLE ONLY par.dossier
    ADD CONSTRAINT dossier_agency_fkey FOREIGN KEY (agency) REFERENCES par.agency(id);

ALTER TABLE ONLY par.dossier_change
    ADD CONSTRAINT dossier_change_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id);

ALTER TABLE ONLY par.dossier_counter
    ADD CONSTRAINT dossier_counter_agency_fkey FOREIGN KEY (agency) REFERENCES par.agency(id);

ALTER TABLE ONLY par.dossier
    ADD CONSTRAINT dossier_finding_fkey FOREIGN KEY (finding) REFERENCES par.finding(id);

ALTER TABLE ONLY par.escalation
    ADD CONSTRAINT escalation_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id);

ALTER TABLE ONLY par.expectation
    ADD CONSTRAINT expectation_registry_event_uid_fkey FOREIGN KEY (registry, event_uid) REFERENCES par.inbox(registry, event_uid);

ALTER TABLE ONLY par.finding_asked
    ADD CONSTRAINT finding_asked_finding_fkey FOREIGN KEY (finding) REFERENCES par.finding(id) ON DELETE CASCADE;

ALTER TABLE ONLY par.inbox
    ADD CONSTRAINT inbox_partition_fkey FOREIGN KEY (partition) REFERENCES par.inbox_partition(partition);

ALTER TABLE ONLY par.merged_id
    ADD CONSTRAINT merged_id_partition_fkey FOREIGN KEY (partition) REFERENCES par.inbox_partition(partition);

ALTER TABLE ONLY par.merged_id
    ADD CONSTRAINT merged_id_registry_event_uid_fkey FOREIGN KEY (registry, event_uid) REFERENCES par.inbox(registry, event_uid);

ALTER TABLE ONLY par.occurrence
    ADD CONSTRAINT occurrence_registry_event_uid_fkey FOREIGN KEY (registry, event_uid) REFERENCES par.inbox(registry, event_uid);

ALTER TABLE ONLY par.officer
    ADD CONSTRAINT officer_agency_fkey FOREIGN KEY (agency) REFERENCES par.agency(id);

ALTER TABLE ONLY par.once_key
    ADD CONSTRAINT once_key_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY par.once_key
    ADD CONSTRAINT once_key_finding_fkey FOREIGN KEY (finding) REFERENCES par.finding(id);

ALTER TABLE ONLY par.open_question
    ADD CONSTRAINT open_question_partition_fkey FOREIGN KEY (partition) REFERENCES par.inbox_partition(partition);

ALTER TABLE ONLY par.open_question
    ADD CONSTRAINT open_question_registry_event_uid_fkey FOREIGN KEY (registry, event_uid) REFERENCES par.inbox(registry, event_uid);

ALTER TABLE ONLY par.outcome_event
    ADD CONSTRAINT outcome_event_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id);

ALTER TABLE ONLY par.queue_item
    ADD CONSTRAINT queue_item_agency_fkey FOREIGN KEY (agency) REFERENCES par.agency(id);

ALTER TABLE ONLY par.queue_item
    ADD CONSTRAINT queue_item_dossier_fkey FOREIGN KEY (dossier) REFERENCES par.dossier(id);

ALTER TABLE ONLY par.queue_item
    ADD CONSTRAINT queue_item_officer_fkey FOREIGN KEY (officer) REFERENCES par.officer(id);

ALTER TABLE ONLY par.quiet_time
    ADD CONSTRAINT quiet_time_registry_event_uid_fkey FOREIGN KEY (registry, event_uid) REFERENCES par.inbox(registry, event_uid);

ALTER TABLE ONLY par.reminder
    ADD CONSTRAINT reminder_agency_fkey FOREIGN KEY (agency) REFERENCES par.agency(id);

ALTER TABLE ONLY par.reminder
    ADD CONSTRAINT reminder_finding_fkey FOREIGN KEY (finding) REFERENCES par.finding(id);
