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
        next_rung_at     as "NextRungAt"
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

    public Task Pause(NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, DateTimeOffset now, CancellationToken cancellation, params string[] kinds) =>
        Change(transaction, dossiers, kinds, clock => clock.Pause(directory.CalendarNamed(clock.Calendar), now), cancellation);

    public Task Resume(NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, DateTimeOffset now, CancellationToken cancellation, params string[] kinds) =>
        Change(transaction, dossiers, kinds, clock => clock.Resume(directory.CalendarNamed(clock.Calendar), now, ladder), cancellation);

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

    private static async Task Change(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, IReadOnlyList<string> kinds, Func<Clock, Clock> change, CancellationToken cancellation)
    {
        var clocks = await Of(transaction, dossiers, kinds, cancellation);
        await Write(transaction, [.. clocks.Select(change)], cancellation);
    }
}
