using System.Text.Encodings.Web;
using System.Text.Json;
using Par.Rules.Calendars;

namespace Par.Worker.ServiceLevels;

/// <summary>
/// The running, paused or stopped term of a dossier. It changes by making the next one; <see cref="Clocks"/> keeps it. What
/// anyone needs to recompute the due date by hand stays with it: the term, the start, the calendar's version, the days off that moved it.
/// </summary>
internal sealed record Clock
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required Guid Dossier { get; init; }

    public required string Kind { get; init; }

    public required string Calendar { get; init; }

    public required string CalendarVersion { get; init; }

    public required string Term { get; init; }

    public required string? Law { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Since when it runs without a break; null while it is paused and after it stopped.</summary>
    public required DateTimeOffset? RunningSince { get; init; }

    /// <summary>What earlier stretches have used: working time, or time on the wall clock for terms in calendar days.</summary>
    public required TimeSpan Consumed { get; init; }

    /// <summary>The end of the term. While the clock is paused it stands as it was; resuming moves it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>JSON: the days off without which the term would have ended earlier, with their names.</summary>
    public required string Moved { get; init; }

    public required DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The last rung of escalation that was told.</summary>
    public required short Rung { get; init; }

    public required DateTimeOffset? NextRungAt { get; init; }

    /// <summary>The local time after which what began the clock counts for the next working day; its dossier keeps it.</summary>
    public TimeOnly? CutOff { get; init; }

    public bool IsRunning => RunningSince is not null;

    public static Clock Start(Guid dossier, string kind, WorkingCalendar calendar, Term term, string? law, DateTimeOffset from, TimeOnly? cutOff, Ladder ladder)
    {
        var start = from.ToUniversalTime();
        var fresh = new Clock
        {
            Dossier = dossier,
            Kind = kind,
            Calendar = calendar.Name,
            CalendarVersion = calendar.Version,
            Term = term.ToString(),
            Law = law,
            StartedAt = start,
            RunningSince = start,
            Consumed = TimeSpan.Zero,
            DueAt = start,
            Moved = "[]",
            StoppedAt = null,
            Rung = 0,
            NextRungAt = null,
            CutOff = cutOff,
        };
        return fresh.DueBy(calendar, calendar.Due(start, term, TimeSpan.Zero, cutOff), ladder);
    }

    /// <summary>The whole term once more, from now on. The rungs that were told stay told: the next one is the next person up.</summary>
    public Clock Restart(WorkingCalendar calendar, DateTimeOffset now, Ladder ladder) =>
        (this with { StartedAt = now, RunningSince = now, Consumed = TimeSpan.Zero, StoppedAt = null })
            .DueBy(calendar, calendar.Due(now, Rules.Calendars.Term.Parse(Term), TimeSpan.Zero), ladder);

    /// <summary>The same promise with another term, start or calendar. The rungs that were told stay told.</summary>
    public Clock Corrected(WorkingCalendar calendar, Term term, string? law, DateTimeOffset from, TimeOnly? cutOff, Ladder ladder)
    {
        var corrected = Start(Dossier, Kind, calendar, term, law, from, cutOff, ladder);
        return corrected with { Rung = Rung, NextRungAt = ladder.NextAt(calendar, Kind, corrected.DueAt, Rung) };
    }

    public Clock Pause(WorkingCalendar calendar, DateTimeOffset now) =>
        IsRunning ? this with { Consumed = ConsumedBy(calendar, now), RunningSince = null, NextRungAt = null } : this;

    public Clock Resume(WorkingCalendar calendar, DateTimeOffset now, Ladder ladder) =>
        IsRunning || StoppedAt is not null
            ? this
            : (this with { RunningSince = now }).DueBy(calendar, calendar.Due(Later(now, calendar), Rules.Calendars.Term.Parse(Term), Consumed), ladder);

    /// <summary>The running clock by a calendar that was published anew: what was used and the end are counted over again from its start.</summary>
    public Clock Recounted(WorkingCalendar calendar, IEnumerable<ClockPause> pauses, Ladder ladder)
    {
        var waits = pauses.Where(pause => pause.PausedAt >= StartedAt && pause.ResumedAt is not null).OrderBy(pause => pause.PausedAt).ToList();
        if (waits.Count == 0)
        {
            return DueBy(calendar, calendar.Due(StartedAt, Rules.Calendars.Term.Parse(Term), TimeSpan.Zero, CutOff), ladder);
        }

        var (used, since) = (TimeSpan.Zero, StartedAt);
        foreach (var wait in waits)
        {
            used += Stretch(calendar, since, wait.PausedAt);
            since = wait.ResumedAt!.Value;
        }

        return (this with { Consumed = used }).DueBy(calendar, calendar.Due(Later(since, calendar), Rules.Calendars.Term.Parse(Term), used), ladder);
    }

    /// <summary>A stopped clock is never recomputed; its due date is what was promised.</summary>
    public Clock Stop(WorkingCalendar calendar, DateTimeOffset now) =>
        StoppedAt is null
            ? this with { Consumed = IsRunning ? ConsumedBy(calendar, now) : Consumed, RunningSince = null, NextRungAt = null, StoppedAt = now }
            : this;

    /// <summary>The clock after the rung that is now due was told.</summary>
    public Clock Climb(WorkingCalendar calendar, Ladder ladder) =>
        this with { Rung = (short)(Rung + 1), NextRungAt = ladder.NextAt(calendar, Kind, DueAt, Rung + 1) };

    private Clock DueBy(WorkingCalendar calendar, DueDate due, Ladder ladder) => this with
    {
        CalendarVersion = due.CalendarVersion,
        DueAt = due.At,
        Moved = JsonSerializer.Serialize(due.Moved, Readable),
        NextRungAt = ladder.NextAt(calendar, Kind, due.At, Rung),
    };

    private TimeSpan ConsumedBy(WorkingCalendar calendar, DateTimeOffset now) => Consumed + Stretch(calendar, RunningSince!.Value, now);

    private TimeSpan Stretch(WorkingCalendar calendar, DateTimeOffset since, DateTimeOffset until)
    {
        var from = Later(since, calendar);
        var stretch = Rules.Calendars.Term.Parse(Term).Unit == TermUnit.CalendarDays ? until - from : calendar.WorkingTimeBetween(from, until);

        // A term may begin in the future (a day that a rule names, or the morning after the cut-off); until then nothing of it is used.
        return stretch > TimeSpan.Zero ? stretch : TimeSpan.Zero;
    }

    /// <summary>The moment, but none before the term's own time runs: a short wait after the cut-off does not bring the end forward.</summary>
    private DateTimeOffset Later(DateTimeOffset moment, WorkingCalendar calendar)
    {
        var counts = calendar.CountsFrom(StartedAt, CutOff);
        return moment > counts ? moment : counts;
    }
}
