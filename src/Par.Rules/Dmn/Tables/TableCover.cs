namespace Par.Rules.Dmn.Tables;

/// <summary>
/// What the rows of a decision table accept together: values for which there is no row, and rows that accept the same values. A row with a
/// cell that is more than a set of values proves neither.
/// </summary>
internal sealed class TableCover
{
    private const int MostBits = 64_000_000;
    private const int MostSteps = 1_000_000;

    private readonly CoverColumn[] _columns;
    private readonly bool[] _isTold;
    private readonly ulong[][] _full;
    private int _steps = MostSteps;

    private TableCover(CoverColumn[] columns, bool[] isTold)
    {
        (_columns, _isTold) = (columns, isTold);
        _full = new ulong[columns.Length + 1][];
        _full[^1] = Mask(_ => true);
        for (var i = columns.Length - 1; i >= 0; i--)
        {
            _full[i] = columns[i].Inside.Aggregate(_full[i + 1], (rows, piece) => And(rows, columns[i].Rows(piece)));
        }
    }

    /// <summary>Null when the table is too large to look at, or a column allows no value at all.</summary>
    /// <param name="cells">The set of each cell, row by row; null where the values alone do not tell.</param>
    /// <param name="domains">The values that each column may have.</param>
    public static TableCover? Of(IReadOnlyList<CellSet?[]> cells, IReadOnlyList<CellSet> domains)
    {
        var isTold = cells.Select(_ => true).ToArray();
        var columns = new CoverColumn[domains.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var kind = domains[i].Kind ?? cells.FirstOrDefault(row => row[i]?.Kind is not null)?[i]!.Kind;
            var sets = cells.Select(row => row[i]?.Kind is null || row[i]!.Kind == kind ? row[i] : null).ToArray();
            for (var row = 0; row < sets.Length; row++)
            {
                isTold[row] &= sets[row] is not null;
            }

            var column = Column.Of([.. sets, domains[i]], MostBits);
            if (column is null && kind is not null)
            {
                return null;
            }

            columns[i] = new CoverColumn(column, cells.Count);
            if (columns[i].Inside.Count == 0)
            {
                return null;
            }
        }

        return new TableCover(columns, isTold);
    }

    /// <summary>Values without a row, at most so many: for each column the pieces, null where it may be any.</summary>
    public IReadOnlyList<IReadOnlyList<int>?[]> Gaps(int most)
    {
        var found = new List<IReadOnlyList<int>?[]>();
        Search(0, Mask(_ => true), new IReadOnlyList<int>?[_columns.Length], found, most, []);
        return found;
    }

    /// <summary>Pairs of rows that accept the same values, at most so many, with the pieces that both accept.</summary>
    public IEnumerable<(int First, int Second, IReadOnlyList<int>?[] Both)> Overlaps()
    {
        for (var first = 0; first < _isTold.Length; first++)
        {
            var rest = Mask(row => row > first && _isTold[row]);
            foreach (var column in _isTold[first] ? _columns : [])
            {
                rest = And(rest, column.Inside.Where(piece => column.Accepts(first, piece)).Aggregate(new ulong[rest.Length], (rows, piece) => Or(rows, column.Rows(piece))));
            }

            for (var second = _isTold[first] ? TableIndex.Next(rest, 0) : -1; second >= 0; second = TableIndex.Next(rest, second + 1))
            {
                var (a, b) = (first, second);
                yield return (a, b, [.. _columns.Select(column => column.Narrowed([.. column.Inside.Where(piece => column.Accepts(a, piece) && column.Accepts(b, piece))]))]);
            }
        }
    }

    /// <summary>The pieces of a column in words.</summary>
    public string Describe(int column, string label, IReadOnlyList<int> pieces) => _columns[column].Describe(label, pieces);

    // Column by column; pieces that leave the same rows are one step. A state without a gap is never looked at twice.
    private bool Search(int at, ulong[] rows, IReadOnlyList<int>?[] chosen, List<IReadOnlyList<int>?[]> found, int most, HashSet<string> covered)
    {
        if (found.Count >= most || --_steps < 0)
        {
            return true;
        }

        if (Array.TrueForAll(rows, word => word == 0))
        {
            found.Add([.. chosen]);
            return true;
        }

        var key = Key(rows) + (char)at;
        if (at == _columns.Length || !Array.TrueForAll(And(rows, _full[at]), word => word == 0) || covered.Contains(key))
        {
            return false;
        }

        _steps -= _columns[at].Inside.Count;
        var hasGap = false;
        foreach (var group in _columns[at].Inside.GroupBy(piece => Key(And(rows, _columns[at].Rows(piece))), StringComparer.Ordinal))
        {
            chosen[at] = _columns[at].Narrowed([.. group]);
            hasGap |= Search(at + 1, And(rows, _columns[at].Rows(group.First())), chosen, found, most, covered);
            chosen[at] = null;
        }

        if (!hasGap)
        {
            covered.Add(key);
        }

        return hasGap;
    }

    private ulong[] Mask(Func<int, bool> has)
    {
        var mask = new ulong[(_isTold.Length + 64) / 64];
        for (var row = 0; row < _isTold.Length; row++)
        {
            mask[row / 64] |= has(row) ? 1UL << (row % 64) : 0;
        }

        return mask;
    }

    private static string Key(ulong[] rows) => new(System.Runtime.InteropServices.MemoryMarshal.Cast<ulong, char>(rows));

    private static ulong[] And(ulong[] a, ReadOnlySpan<ulong> b)
    {
        var both = new ulong[a.Length];
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = a[i] & (b.IsEmpty ? ulong.MaxValue : b[i]);
        }

        return both;
    }

    private static ulong[] Or(ulong[] a, ReadOnlySpan<ulong> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            a[i] |= b.IsEmpty ? ulong.MaxValue : b[i];
        }

        return a;
    }
}
