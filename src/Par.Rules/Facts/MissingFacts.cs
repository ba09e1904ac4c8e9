using System.Collections;

namespace Par.Rules.Facts;

/// <summary>The facts that kept something undecided: a set, always in the same order, that never changes.</summary>
public sealed class MissingFacts : IReadOnlyCollection<MissingFact>, IEquatable<MissingFacts>
{
    private readonly MissingFact[] _facts;

    private MissingFacts(MissingFact[] facts) => _facts = facts;

    /// <summary>No missing fact.</summary>
    public static MissingFacts None { get; } = new([]);

    /// <summary>How many facts are missing.</summary>
    public int Count => _facts.Length;

    /// <summary>The first and the last possible day, where all that is missing is one day's month or day of the month; null otherwise.</summary>
    public (DateOnly First, DateOnly Last)? Between => _facts is [{ Because: MissingBecause.NotPrecise } only] ? only.Between : null;

    /// <summary>The set of one missing fact. Keep it: one set may serve every record that lacks the same fact.</summary>
    public static MissingFacts Of(MissingFact fact) => new([fact]);

    /// <summary>The set of the given missing facts.</summary>
    public static MissingFacts Of(IEnumerable<MissingFact> facts)
    {
        var sorted = new SortedSet<MissingFact>(facts);
        return sorted.Count == 0 ? None : new([.. sorted]);
    }

    /// <summary>Both sets together. Gives back one of the two, without copying, when it already holds the other.</summary>
    public MissingFacts Union(MissingFacts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || Holds(other))
        {
            return this;
        }

        return other.Holds(this) ? other : Of(_facts.Concat(other._facts));
    }

    /// <inheritdoc/>
    public bool Equals(MissingFacts? other) => other is not null && _facts.AsSpan().SequenceEqual(other._facts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MissingFacts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var fact in _facts)
        {
            hash.Add(fact);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<MissingFact> GetEnumerator() => ((IEnumerable<MissingFact>)_facts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _facts.GetEnumerator();

    /// <summary>The names of the facts, for example <c>Person.insurances, Person.pensions</c>.</summary>
    public override string ToString() => string.Join(", ", _facts.Select(fact => fact.Fact.ToString()).Distinct());

    private bool Holds(MissingFacts other)
    {
        foreach (var fact in other._facts)
        {
            if (Array.BinarySearch(_facts, fact) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
