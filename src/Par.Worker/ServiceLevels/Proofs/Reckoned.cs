using System.Globalization;
using System.Text.Json;
using Par.Rules.Calendars;
using Par.Worker.Agencies;

namespace Par.Worker.ServiceLevels.Proofs;

/// <summary>Counts one clock again from what is kept of it.</summary>
internal static class Reckoned
{
    public static ClockProof Of(Clock clock, IReadOnlyList<ClockPause> pauses, IReadOnlyList<ClockMove> moves, IReadOnlyList<CalendarEdition> editions)
    {
        var stated = new ClockProof
        {
            Clock = clock.Kind,
            Law = clock.Law,
            Term = clock.Term,
            Start = clock.StartedAt,
            CutOff = clock.CutOff,
            StoppedAt = clock.StoppedAt,
            Calendar = clock.CalendarVersion,
            Pauses = pauses,
            Moves = moves,
            StoredDueAt = clock.DueAt,
        };
        if (Edition(clock, editions) is not { } edition)
        {
            return stated with { Differences = [$"No edition of the calendar '{clock.CalendarVersion}' is kept, so the {clock.Kind} clock cannot be counted: it was counted before editions were kept, or par.clock or par.calendar_edition was changed by hand."] };
        }

        if (!Rules.Calendars.Term.TryParse(clock.Term, out var term))
        {
            return stated with { Differences = [$"The term of the {clock.Kind} clock is '{clock.Term}', which is none: par.clock was changed by hand."] };
        }

        return Counted(stated with { Edition = edition.Edition }, clock, term, pauses, new DayByDay(edition.Read()), edition.Read());
    }

    private static ClockProof Counted(ClockProof stated, Clock clock, Term term, IReadOnlyList<ClockPause> pauses, DayByDay days, CalendarData data)
    {
        var counts = days.CountsFrom(clock.StartedAt, clock.CutOff);
        TimeSpan Stretch(DateTimeOffset since, DateTimeOffset until)
        {
            var from = since > counts ? since : counts;
            return from >= until ? TimeSpan.Zero : term.Unit == TermUnit.CalendarDays ? until - from : days.Used(from, until);
        }

        // A pause that ended only because the clock stopped was no going on: its due date is the one from before.
        var (used, since, gone) = (TimeSpan.Zero, (DateTimeOffset?)clock.StartedAt, (From: clock.StartedAt, Used: TimeSpan.Zero, Again: false));
        foreach (var pause in pauses.Where(pause => pause.PausedAt >= clock.StartedAt).OrderBy(pause => pause.PausedAt))
        {
            used += since is { } running ? Stretch(running, pause.PausedAt) : TimeSpan.Zero;
            since = pause.ResumedAt is { } resumed && (clock.StoppedAt is null || resumed < clock.StoppedAt) ? resumed : null;
            gone = since is { } again ? (again > counts ? again : counts, used, true) : gone;
        }

        if (clock.StoppedAt is { } stopped && since is { } last)
        {
            used += Stretch(last, stopped);
            since = null;
        }

        var cutOff = gone.Again ? null : clock.CutOff;
        var due = days.Due(gone.From, term, gone.Used, cutOff);
        var movedBy = days.MovedBy(gone.From, due, term, gone.Used, cutOff);
        var proof = stated with
        {
            TimeZone = data.TimeZone,
            Used = used,
            DueAt = due,
            MovedBy = movedBy,
            Counted = [.. Between(days.Day(gone.From), days.Day(due)).Where(days.Works).Select(day => new ProofDay(day, string.Join(' ', days.Hours(day))))],
        };
        return proof with { Differences = [.. Differences(proof, clock, since, days)] };
    }

    private static IEnumerable<string> Differences(ClockProof proof, Clock clock, DateTimeOffset? since, DayByDay days)
    {
        string Local(DateTimeOffset? moment) => moment is { } at ? days.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "none";

        if (proof.DueAt != clock.DueAt)
        {
            yield return $"The {clock.Kind} clock is stored as due at {Local(clock.DueAt)}, but counts to {Local(proof.DueAt)}.";
        }

        if (proof.Used != clock.Consumed)
        {
            yield return $"The {clock.Kind} clock is stored as having used {clock.Consumed}, but counts {proof.Used}.";
        }

        if ((since is null) != (clock.RunningSince is null))
        {
            yield return $"The {clock.Kind} clock is stored as {(clock.IsRunning ? "running" : "standing still")}, but its pauses say it is {(since is null ? "standing still" : "running")}.";
        }

        var (stored, counted) = (Days(clock.Moved), proof.MovedBy.Select(off => off.Day).ToList());
        if (!stored.SequenceEqual(counted))
        {
            yield return $"The {clock.Kind} clock is stored as moved by {List(stored)}, but counts as moved by {List(counted)}.";
        }

        foreach (var wait in proof.Pauses.Where(pause => string.IsNullOrWhiteSpace(pause.Reason)))
        {
            yield return $"The pause of the {clock.Kind} clock at {Local(wait.PausedAt)} has no reason.";
        }
    }

    /// <summary>The last edition that was in service while the clock ran and has the publications its due date names.</summary>
    private static CalendarEdition? Edition(Clock clock, IReadOnlyList<CalendarEdition> editions)
    {
        var fitting = editions.Where(edition => Fits(clock.CalendarVersion, edition.Version)).OrderByDescending(edition => edition.Edition).ToList();
        return fitting.Find(edition => clock.StoppedAt is null || edition.KeptAt <= clock.StoppedAt) ?? fitting.LastOrDefault();
    }

    private static bool Fits(string named, string kept)
    {
        var publications = kept.Split(' ').Skip(1).ToDictionary(Year, publication => publication, StringComparer.Ordinal);
        var parts = named.Split(' ');
        return parts[0] == kept.Split(' ')[0] && parts.Skip(1).All(part => publications.GetValueOrDefault(Year(part), $"{Year(part)}.0") == part);

        static string Year(string publication) => publication.Split('.')[0];
    }

    private static List<DateOnly> Days(string moved)
    {
        using var read = JsonDocument.Parse(moved);
        return [.. read.RootElement.EnumerateArray().Select(off => DateOnly.ParseExact(off.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static string List(List<DateOnly> days) =>
        days.Count == 0 ? "no day off" : string.Join(", ", days.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
