using Par.Worker.Intake;

namespace Par.Worker.Reconciliation;

/// <summary>Where a look begins: how far a registry had been compared, and when that was.</summary>
internal sealed record LookedBefore(DateTimeOffset At, IntakeCursor? Reached);

/// <summary>One look at one part: what it is to do, and what came of it.</summary>
internal sealed class Look
{
    /// <summary>How many differences are told one by one; all of them are counted, and kept in the database.</summary>
    public const int Told = 100;

    public const string Findings = "findings";

    public const string Dossiers = "dossiers";

    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly List<FoundDifference> first = [];
    private readonly Dictionary<FoundDifference, Known> known = [];

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

    /// <summary>What earlier looks found and is open, and this one has not come upon yet: is it still so?</summary>
    public IReadOnlyList<FoundDifference> NotSeenYet => [.. known.Where(one => !one.Value.IsSeen).Select(one => one.Key)];

    /// <summary>What earlier looks found and is open. What a person accepted is found again, and not counted.</summary>
    public void Knows(IEnumerable<KeptDifference> open)
    {
        foreach (var one in open)
        {
            known[one.Found] = new Known(IsSeen: false, IsAccepted: one.AcceptedBy is not null);
        }
    }

    /// <summary>Counts what differs, and gives back what is counted: of what is known, each once, and nothing that is accepted.</summary>
    public IReadOnlyList<FoundDifference> Count(IEnumerable<FoundDifference> differences)
    {
        var counted = differences.Where(IsNews).ToList();
        foreach (var difference in counted)
        {
            kinds[difference.Kind] = kinds.GetValueOrDefault(difference.Kind) + 1;
            if (first.Count < Told)
            {
                first.Add(difference);
            }
        }

        return counted;
    }

    private bool IsNews(FoundDifference difference)
    {
        if (!known.TryGetValue(difference, out var before))
        {
            return true;
        }

        known[difference] = before with { IsSeen = true };
        return before is { IsSeen: false, IsAccepted: false };
    }

    private readonly record struct Known(bool IsSeen, bool IsAccepted);
}
