using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Par.Worker.Demo.Reckoning;

namespace Par.Worker.Demo.Screen;

/// <summary>How the demo ended: what is printed, and what <c>--json</c> holds. The order of the properties is the order in the file.</summary>
internal sealed record Summary
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required int Seed { get; init; }

    public required int People { get; init; }

    /// <summary>Life events in the feeds, each once.</summary>
    public required long LifeEvents { get; init; }

    /// <summary>Rows that the intake met again and did not take in.</summary>
    public required long DuplicatesSeen { get; init; }

    public required FindingCounts Findings { get; init; }

    public required long DossiersOpened { get; init; }

    public required int DossiersTwice { get; init; }

    public required int LifeEventsLost { get; init; }

    public required int WithoutDueDate { get; init; }

    /// <summary>Dossiers by the agency that was given them.</summary>
    public required IReadOnlyDictionary<string, long> ByAgency { get; init; }

    /// <summary>Dossiers and reminders by the rule that they stand on.</summary>
    public required IReadOnlyDictionary<string, long> ByRule { get; init; }

    public required Latency LatencyMs { get; init; }

    public required long Reminders { get; init; }

    public required long WorkerMemoryMiB { get; init; }

    public required double FillSeconds { get; init; }

    public required double? FirstDossierSeconds { get; init; }

    /// <summary>How many life events and questions each worker took up; only where there are several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? ByWorker { get; init; }

    public string Version { get; init; } = typeof(Summary).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Where the three counts come from, in words; at most a handful is printed.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Troubles { get; init; } = [];

    public bool AllWell() => DossiersTwice + LifeEventsLost + WithoutDueDate == 0;

    public static Summary Of(int seed, int people, Counts counts, Reckoned reckoned, IReadOnlyDictionary<string, long> byAgency, IReadOnlyDictionary<string, long> byRule, RunFigures figures) => new()
    {
        Seed = seed,
        People = people,
        LifeEvents = reckoned.LifeEvents,
        DuplicatesSeen = counts.Duplicates,
        Findings = new FindingCounts(counts.Due, counts.NotDue, counts.Undecided),
        DossiersOpened = counts.Dossiers,
        DossiersTwice = reckoned.Twice.Count,
        LifeEventsLost = reckoned.Lost.Count,
        WithoutDueDate = reckoned.WithoutDueDate.Count,
        ByAgency = byAgency,
        ByRule = byRule,
        LatencyMs = new Latency(Math.Round(counts.P50 ?? 0, 1), Math.Round(counts.P99 ?? 0, 1)),
        Reminders = counts.Reminders,
        WorkerMemoryMiB = figures.MemoryMiB,
        FillSeconds = Math.Round(figures.Fill.TotalSeconds, 2),
        FirstDossierSeconds = counts.FirstOpenedAt is { } first ? Math.Round((first - figures.Began).TotalSeconds, 2) : null,
        ByWorker = figures.Shares.Count > 1 ? figures.Shares : null,
        Troubles =
        [
            .. reckoned.Lost.Select(lost => $"lost: {lost}"),
            .. reckoned.Twice.Select(twice => $"twice: {twice}"),
            .. reckoned.WithoutDueDate.Select(number => $"without due date: {number}"),
            .. counts.Failed > 0 ? [Invariant($"{counts.Failed} findings failed: par.finding tells why")] : Array.Empty<string>(),
            .. counts.Quarantined > 0 ? [Invariant($"{counts.Quarantined} life events are in quarantine: par.inbox tells why")] : Array.Empty<string>(),
        ],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Written) + "\n";

    /// <summary>The figures in words, and what to try next.</summary>
    public IEnumerable<string> Lines(DemoOptions options)
    {
        yield return Invariant($"{LifeEvents} life events of {People} people (seed {Seed}); {DuplicatesSeen} came again and were known.");
        yield return Invariant($"{Findings.Due} findings due, {Findings.NotDue} not due, {Findings.Undecided} undecided.");
        yield return Invariant($"{DossiersOpened} dossiers at {ByAgency.Count} agencies, {Reminders} reminders, by {ByRule.Count} rules; from registry to queue p50 {LatencyMs.P50:0} ms, p99 {LatencyMs.P99:0} ms.");
        if (ByWorker is { } shares)
        {
            yield return Invariant($"{shares.Count} workers took up {string.Join(", ", shares.SkipLast(1))} and {shares[^1]} life events and questions.");
        }

        yield return Invariant($"Counted independently: {LifeEventsLost} lost, {DossiersTwice} opened twice, {WithoutDueDate} without a due date.");
        foreach (var trouble in Troubles.Take(5))
        {
            yield return $"  {trouble}";
        }

        if (Troubles.Count > 5)
        {
            yield return Invariant($"  and {Troubles.Count - 5} more");
        }

        yield return "";
        yield return Invariant($"Next: ./par demo --seed {Seed}{options.AsTyped("--speed")} --speed {options.Speed * 10}   the same people, ten times the life");
        if (!options.Keep)
        {
            yield return Invariant($"      ./par demo --seed {Seed}{options.AsTyped()} --keep   keeps the databases, to look into them");
        }

        yield return "      rules/README.md   write a rule of your own in ten minutes";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal sealed record FindingCounts(long Due, long NotDue, long Undecided);

internal sealed record Latency(double P50, double P99);

/// <summary>What the run itself measured.</summary>
internal sealed record RunFigures(DateTimeOffset Began, TimeSpan Fill, long MemoryMiB, IReadOnlyList<long> Shares);
