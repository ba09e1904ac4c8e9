using System.Globalization;
using System.Security.Cryptography;

namespace Par.Worker.Audits;

/// <summary>Recomputes the roots of days from the hashes of their rows, which come day by day.</summary>
/// <param name="roots">All there are from the day asked for on, in order.</param>
/// <param name="before">The root of the day before the first of them; null when there is none.</param>
internal sealed class RootCheck(IReadOnlyList<HistoryRoot> roots, HistoryRoot? before) : IDisposable
{
    private readonly IncrementalHash rows = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long count;
    private int place;

    /// <summary>What is wrong with the roots themselves, whatever the rows are.</summary>
    public IEnumerable<Flaw> OfThemselves()
    {
        var last = before;
        foreach (var root in roots)
        {
            if (last is not null && root.Day != last.Day.AddDays(1))
            {
                yield return Of(FlawKind.RootMissing, last.Day.AddDays(1), "it is missing.");
            }
            else if (!Same(root.BeforeRoot, last?.Root))
            {
                yield return Of(FlawKind.RootUnlinked, root.Day, "it does not stand on the root of the day before: one of the two was altered by hand.");
            }

            if (!Same(HistoryHash.Of(root), root.Root))
            {
                yield return Of(FlawKind.RootAltered, root.Day, "it is not what follows from its own row: it was altered by hand.");
            }

            last = root;
        }
    }

    /// <summary>The hash of one row. Its day may have no root: then that was said already.</summary>
    public IEnumerable<Flaw> Next(DateOnly day, byte[] hash)
    {
        foreach (var flaw in EndBefore(day))
        {
            yield return flaw;
        }

        if (place < roots.Count && roots[place].Day == day)
        {
            rows.AppendData(hash);
            count++;
        }
    }

    public IEnumerable<Flaw> End() => EndBefore(DateOnly.MaxValue);

    public void Dispose() => rows.Dispose();

    private IEnumerable<Flaw> EndBefore(DateOnly day)
    {
        for (; place < roots.Count && roots[place].Day < day; place++)
        {
            var (root, counted) = (roots[place], count);
            var hash = rows.GetHashAndReset();
            count = 0;
            if (counted != root.Changes)
            {
                yield return Of(FlawKind.DayDiffers, root.Day, string.Create(
                    CultureInfo.InvariantCulture, $"it was made of {root.Changes} rows, and there are {counted}: rows were deleted, put in or moved to another day by hand."));
            }
            else if (!Same(hash, root.RowsHash))
            {
                yield return Of(FlawKind.DayDiffers, root.Day, "the rows of the day are not those it was made of: some were written anew by hand.");
            }
        }
    }

    private static bool Same(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private static Flaw Of(FlawKind kind, DateOnly day, string what) => new() { Kind = kind, Day = day, What = what };
}
