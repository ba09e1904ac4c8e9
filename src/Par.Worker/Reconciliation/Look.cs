using Par.Worker.Intake;

namespace Par.Worker.Reconciliation;

/// <summary>Where a look begins: how far a registry had been compared, and when that was.</summary>
internal sealed record LookedBefore(DateTimeOffset At, IntakeCursor? Reached);

/// <summary>One look at one part: what it is to do, and what came of it.</summary>
internal sealed class Look
{
    /// <summary>How many differences are told one by one; all of them are counted, and kept in the database.</summary>
    public const int Told = 100;

    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly List<FoundDifference> first = [];
    private readonly HashSet<FoundDifference> seenAgain = [];

    /// <summary>A registry by its name, or <see cref="Findings"/> or <see cref="Dossiers"/>.</summary>
    public required string Part { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Nothing is written and nothing repaired: what would be is only told.</summary>
    public required bool ReportOnly { get; init; }

    /// <summary>From where on; null for everything there is.</summary>
    public LookedBefore? Since { get; init; }

    public bool IsWhole => Since is null;

    public long Compared { get; set; }

    public int Repaired { get; set; }

    /// <summary>Why the part could not be looked at to its end; null when it was.</summary>
    public string? Failed { get; set; }

    public IntakeCursor? Reached { get; set; }

    public IReadOnlyDictionary<string, int> Kinds => kinds;

    public int Differed => kinds.Values.Sum();

    public IReadOnlyList<FoundDifference> First => first;

    public const string Findings = "findings";

    public const string Dossiers = "dossiers";

    /// <summary>These are known and accepted by a person: they are not counted when they are found again.</summary>
    public void LetStand(IEnumerable<FoundDifference> accepted) => seenAgain.UnionWith(accepted);

    /// <summary>Counts what differs, each once, and gives back what is new to this look.</summary>
    public IReadOnlyList<FoundDifference> Count(IReadOnlyList<FoundDifference> differences, bool again)
    {
        var fresh = differences.Where(difference => again ? seenAgain.Add(difference) : !seenAgain.Contains(difference)).ToList();
        foreach (var difference in fresh)
        {
            kinds[difference.Kind] = kinds.GetValueOrDefault(difference.Kind) + 1;
            if (first.Count < Told)
            {
                first.Add(difference);
            }
        }

        return fresh;
    }
}
