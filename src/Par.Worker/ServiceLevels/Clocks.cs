using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.ServiceLevels;

/// <summary>Keeps the clocks of dossiers. All of it set-based and in the caller's transaction.</summary>
internal sealed class Clocks(AgencyDirectory directory, IOptions<ServiceLevelOptions> options, Ladder ladder)
{
    private const string Columns = """
        dossier          as "Dossier",
        kind             as "Kind",
        calendar         as "Calendar",
        calendar_version as "CalendarVersion",
        term             as "Term",
        law              as "Law",
        started_at       as "StartedAt",
        running_since    as "RunningSince",
        consumed         as "Consumed",
        due_at           as "DueAt",
        moved            as "Moved",
        stopped_at       as "StoppedAt",
        rung             as "Rung",
        next_rung_at     as "NextRungAt",
        case when kind = 'statutory' then (select cut_off from par.dossier where dossier.id = clock.dossier) end as "CutOff"
        """;

    internal const string OfDossiers = $"""
        select {Columns}
          from par.clock
         where dossier = any(@dossiers)
           and (cardinality(@kinds) = 0 or kind = any(@kinds))
         order by dossier, kind
           for update
        """;

    /// <summary>The clock a dossier opens with: the person's answer at level 2, the procedure's own term at level 3.</summary>
    public Clock First(Guid dossier, DossierToOpen due, DateTimeOffset now)
    {
        var calendar = directory.CalendarOf(due.Agency);
        return due.Level == 2
            ? Clock.Start(dossier, ClockKind.Answer, calendar, due.AnswerWithin ?? options.Value.AnswerTerm, law: null, now, cutOff: null, ladder)
            : Statutory(dossier, due.Agency, due.Deadline, due.DeadlineLaw, due.DeadlineFrom ?? now, due.CutOff);
    }

    /// <summary>The procedure's own term, or what the settings put in its place.</summary>
    public Clock Statutory(Guid dossier, string agency, Term? term, string? law, DateTimeOffset from, TimeOnly? cutOff) =>
        Clock.Start(dossier, ClockKind.Statutory, directory.CalendarOf(agency), term ?? options.Value.WithoutDeadlineTerm, law, from, cutOff, ladder);

    /// <summary>
    /// The running clock of an untouched dossier after a correction. The person who was asked has the whole time to answer once
    /// more, and the procedure's own term is counted by what is right.
    /// </summary>
    public Clock Corrected(Clock running, DossierToOpen due, DateTimeOffset now)
    {
        var calendar = directory.CalendarOf(due.Agency);
        return running.Kind == ClockKind.Answer
            ? (running with { Calendar = calendar.Name, Term = (due.AnswerWithin ?? options.Value.AnswerTerm).ToString() }).Restart(calendar, now, ladder)
            : running.Corrected(
                calendar, due.Deadline ?? options.Value.WithoutDeadlineTerm, due.DeadlineLaw, due.DeadlineFrom ?? running.StartedAt, due.CutOff, ladder);
    }

    /// <summary>The time an officer has to look again at what was approved.</summary>
    public Clock Review(Guid dossier, string agency, DateTimeOffset now) => Clock.Start(
        dossier, ClockKind.Review, directory.CalendarOf(agency), options.Value.WithoutDeadlineTerm, law: null, now, cutOff: null, ladder);

    /// <summary>The time a dossier may wait for the person or another agency.</summary>
    public Clock Wait(Guid dossier, string agency, DateTimeOffset now) => Clock.Start(
        dossier, ClockKind.Wait, directory.CalendarOf(agency), options.Value.WaitTerm, law: null, now, cutOff: null, ladder);

    /// <summary>A clock that begins once more. The rungs that were told of the earlier one stay told: the next one is the next person up.</summary>
    public async Task<Clock> OnceMore(NpgsqlTransaction transaction, Clock fresh, CancellationToken cancellation) =>
        await Of(transaction, [fresh.Dossier], [fresh.Kind], cancellation) is [var earlier]
            ? fresh with { Rung = earlier.Rung, NextRungAt = ladder.NextAt(directory.CalendarNamed(fresh.Calendar), fresh.Kind, fresh.DueAt, earlier.Rung) }
            : fresh;

    /// <summary>Starts the handling clocks of claimed dossiers of one agency, or the whole of them once more for the next officer.</summary>
    public async Task StartHandling(NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, string agency, DateTimeOffset now, CancellationToken cancellation)
    {
        var calendar = directory.CalendarOf(agency);
        var known = (await Of(transaction, dossiers, [ClockKind.Handling], cancellation)).ToDictionary(clock => clock.Dossier);
        // The same term from the same moment ends at the same moment: it is worked out once for the whole batch.
        var fresh = Clock.Start(Guid.Empty, ClockKind.Handling, calendar, options.Value.HandlingTerm, law: null, now, cutOff: null, ladder);
        var next = dossiers.Select(dossier => known.TryGetValue(dossier, out var before)
            ? fresh with { Dossier = dossier, Rung = before.Rung, NextRungAt = ladder.NextAt(calendar, ClockKind.Handling, fresh.DueAt, before.Rung) }
            : fresh with { Dossier = dossier });
        await Write(transaction, [.. next], cancellation);
    }

    /// <summary>Stops clocks for good: the dossiers closed, or the officers gave them back. All kinds when none is named.</summary>
    public Task Stop(NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, DateTimeOffset now, CancellationToken cancellation, params string[] kinds) =>
        Change(transaction, dossiers, kinds, clock => clock.Stop(directory.CalendarNamed(clock.Calendar), now), cancellation);

    /// <summary>Clocks that run stand still from now on, but none whose term has run out. Why, and who says so, is kept with each.</summary>
    public async Task Pause(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, string reason, string by, DateTimeOffset now, CancellationToken cancellation, params string[] kinds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var running = (await Of(transaction, dossiers, kinds, cancellation)).Where(clock => clock.IsRunning && clock.DueAt > now).ToList();
        await Write(transaction, [.. running.Select(clock => clock.Pause(directory.CalendarNamed(clock.Calendar), now))], cancellation);
        await Pauses.Begin(transaction, running, reason.Trim(), by, now, cancellation);
    }

    /// <summary>Clocks that stand still run again; their due dates move by what they waited. Returns each as it was and as it is.</summary>
    public async Task<IReadOnlyList<(Clock Before, Clock After)>> Resume(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, string by, DateTimeOffset now, CancellationToken cancellation, params string[] kinds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var paused = (await Of(transaction, dossiers, kinds, cancellation)).Where(clock => !clock.IsRunning && clock.StoppedAt is null).ToList();
        await Pauses.End(transaction, paused, by, now, cancellation);
        var resumed = paused.ConvertAll(clock => clock.Resume(directory.CalendarNamed(clock.Calendar), now, ladder));
        await Write(transaction, resumed, cancellation);
        await Follow(transaction, paused, resumed, cancellation);
        return [.. paused.Zip(resumed)];
    }

    /// <summary>Running clocks by the calendar that is in service now, those only that change: as they were, and as they are.</summary>
    public async Task<IReadOnlyList<(Clock Before, Clock After)>> Recount(
        NpgsqlTransaction transaction, string calendar, IReadOnlyList<Guid> dossiers, CancellationToken cancellation)
    {
        var running = (await Of(transaction, dossiers, [], cancellation)).Where(clock => clock.IsRunning && clock.Calendar == calendar).ToList();
        var pauses = (await Pauses.Of(transaction, dossiers, cancellation)).ToLookup(pause => (pause.Dossier, pause.Kind));
        var changed = running
            .Select(clock => (Before: clock, After: Recounted(clock, pauses[(clock.Dossier, clock.Kind)])))
            .Where(clock => clock.After.DueAt != clock.Before.DueAt || clock.After.Consumed != clock.Before.Consumed)
            .ToList();
        await Write(transaction, [.. changed.Select(clock => clock.After)], cancellation);
        return changed;
    }

    /// <summary>The running clock by the calendar in service.</summary>
    public Clock Recounted(Clock clock, IEnumerable<ClockPause> pauses) => clock.Recounted(directory.CalendarNamed(clock.Calendar), pauses, ladder);

    /// <summary>The clocks of dossiers, locked until the caller's transaction ends. All kinds when none is named.</summary>
    public static async Task<IReadOnlyList<Clock>> Of(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        var arguments = new { dossiers = dossiers.ToArray(), kinds = kinds.ToArray() };
        return [.. await transaction.Connection!.QueryAsync<Clock>(new CommandDefinition(OfDossiers, arguments, transaction, cancellationToken: cancellation))];
    }

    /// <summary>Writes clocks as they now are, with one statement.</summary>
    public static async Task Write(NpgsqlTransaction transaction, IReadOnlyList<Clock> clocks, CancellationToken cancellation)
    {
        var arguments = new
        {
            dossiers = clocks.Select(clock => clock.Dossier).ToArray(),
            kinds = clocks.Select(clock => clock.Kind).ToArray(),
            calendars = clocks.Select(clock => clock.Calendar).ToArray(),
            versions = clocks.Select(clock => clock.CalendarVersion).ToArray(),
            terms = clocks.Select(clock => clock.Term).ToArray(),
            laws = clocks.Select(clock => clock.Law).ToArray(),
            startedAt = clocks.Select(clock => clock.StartedAt).ToArray(),
            runningSince = clocks.Select(clock => clock.RunningSince).ToArray(),
            consumed = clocks.Select(clock => clock.Consumed).ToArray(),
            dueAt = clocks.Select(clock => clock.DueAt).ToArray(),
            moved = clocks.Select(clock => clock.Moved).ToArray(),
            stoppedAt = clocks.Select(clock => clock.StoppedAt).ToArray(),
            rungs = clocks.Select(clock => clock.Rung).ToArray(),
            nextRungAt = clocks.Select(clock => clock.NextRungAt).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("ServiceLevels/write.sql"), arguments, transaction, cancellationToken: cancellation));
    }

    /// <summary>The items of the queues show the due date that their clocks have now.</summary>
    private static async Task Follow(NpgsqlTransaction transaction, List<Clock> before, List<Clock> after, CancellationToken cancellation)
    {
        const string follow = """
            update par.queue_item item
               set due_at = clock.after
              from unnest(@dossiers, @kinds, @before, @after) as clock (dossier, kind, before, after)
             where item.dossier = clock.dossier
               and clock.kind in ('answer', 'statutory', 'review')
               and item.due_at = clock.before
            """;

        if (before.Count > 0)
        {
            var arguments = new
            {
                dossiers = before.Select(clock => clock.Dossier).ToArray(),
                kinds = before.Select(clock => clock.Kind).ToArray(),
                before = before.Select(clock => clock.DueAt).ToArray(),
                after = after.Select(clock => clock.DueAt).ToArray(),
            };
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(follow, arguments, transaction, cancellationToken: cancellation));
        }
    }

    private static async Task Change(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, IReadOnlyList<string> kinds, Func<Clock, Clock> change, CancellationToken cancellation)
    {
        var clocks = await Of(transaction, dossiers, kinds, cancellation);
        await Write(transaction, [.. clocks.Select(change)], cancellation);
    }
}
