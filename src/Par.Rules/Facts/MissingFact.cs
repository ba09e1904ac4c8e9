namespace Par.Rules.Facts;

/// <summary>Why a fact is unknown.</summary>
public enum MissingBecause
{
    /// <summary>The registry was asked and gave no answer.</summary>
    NoAnswer,

    /// <summary>The registry does not supply this fact yet.</summary>
    NotLive,

    /// <summary>The registry's last answer is older than its limit.</summary>
    TooOld,

    /// <summary>The registry answered, but has no record of the person or thing.</summary>
    NotOnRecord,

    /// <summary>The registry records only the year or the month of a day.</summary>
    NotPrecise,
}

/// <summary>A fact that is unknown: no registry answered. It is never the same as "no".</summary>
/// <param name="Fact">The fact that was needed.</param>
/// <param name="Registry">The registry that should supply it.</param>
/// <param name="Because">Why it is unknown.</param>
public sealed record MissingFact(FactName Fact, string Registry, MissingBecause Because) : IComparable<MissingFact>
{
    /// <summary>The first and the last day that it may be, where only the year or the month is recorded; null for any other reason.</summary>
    public (DateOnly First, DateOnly Last)? Between { get; init; }

    /// <summary>A day of which only the year is recorded.</summary>
    public static MissingFact OfYear(FactName fact, string registry, int year) =>
        new(fact, registry, MissingBecause.NotPrecise) { Between = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) };

    /// <summary>A day of which only the month and the year are recorded.</summary>
    public static MissingFact OfMonth(FactName fact, string registry, int year, int month) =>
        new(fact, registry, MissingBecause.NotPrecise)
        {
            Between = (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month))),
        };

    /// <summary>Orders by fact, then registry, then reason, then the days it may be, so that explanations always read the same.</summary>
    public int CompareTo(MissingFact? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Fact.CompareTo(other.Fact);
        order = order != 0 ? order : string.CompareOrdinal(Registry, other.Registry);
        order = order != 0 ? order : Because.CompareTo(other.Because);
        return order != 0 ? order : Nullable.Compare(Between, other.Between);
    }

    /// <summary>True when the first comes before the second.</summary>
    public static bool operator <(MissingFact left, MissingFact right) => Comparer<MissingFact>.Default.Compare(left, right) < 0;

    /// <summary>True when the first comes before the second, or is the same.</summary>
    public static bool operator <=(MissingFact left, MissingFact right) => Comparer<MissingFact>.Default.Compare(left, right) <= 0;

    /// <summary>True when the first comes after the second.</summary>
    public static bool operator >(MissingFact left, MissingFact right) => Comparer<MissingFact>.Default.Compare(left, right) > 0;

    /// <summary>True when the first comes after the second, or is the same.</summary>
    public static bool operator >=(MissingFact left, MissingFact right) => Comparer<MissingFact>.Default.Compare(left, right) >= 0;
}
