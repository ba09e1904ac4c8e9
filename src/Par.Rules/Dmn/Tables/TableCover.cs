namespace Par.Rules.Dmn.Tables;

/// <summary>
/// What the rows of a decision table accept together: values for which there is no row, rows that accept the same values, rows that others
/// leave nothing to. A row with a cell that is more than a set of values proves none of these.
/// </summary>
internal sealed class TableCover
{
    private const int MostBits = 200_000_000;

    private readonly IReadOnlyList<CoverCell[]> _cells;
    private readonly CoverColumn[] _columns;
    private readonly ulong[] _told;

    private TableCover(IReadOnlyList<CoverCell[]> cells, CoverColumn[] columns, ulong[] told) => (_cells, _columns, _told) = (cells, columns, told);

    /// <summary>The columns, cut into pieces.</summary>
    public IReadOnlyList<CoverColumn> Columns => _columns;

    /// <summary>Null when the table is too large to look at, or a column allows no value at all.</summary>
    /// <param name="cells">What each cell accepts, row by row.</param>
    /// <param name="domains">The values that each column may have.</param>
    public static TableCover? Of(IReadOnlyList<CoverCell[]> cells, IReadOnlyList<CellSet> domains)
    {
        var isTold = cells.Select(_ => true).ToArray();
        var columns = new CoverColumn[domains.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var kind = domains[i].Kind ?? cells.FirstOrDefault(row => row[i].Values?.Kind is not null)?[i].Values!.Kind;
            var sets = cells.Select(row => row[i].Values is { } set && (set.Kind is null || set.Kind == kind) ? set : null).ToArray();
            for (var row = 0; row < sets.Length; row++)
            {
                isTold[row] &= sets[row] is not null;
            }

            var column = Column.Of([.. sets, domains[i]], MostBits);
            if (column is null && kind is not null)
            {
                return null;
            }

            columns[i] = new CoverColumn(column, sets);
            if (columns[i].Groups.Count == 0)
            {
                return null;
            }
        }

        return new TableCover(cells, columns, RowSet.Of(cells.Count, row => isTold[row]));
    }

    /// <summary>Values without a row, at most so many: for each column the pieces, null where it may be any.</summary>
    public IEnumerable<IReadOnlyList<int>?[]> Gaps(int most, SearchBudget budget)
    {
        var all = RowSet.Of(_cells.Count, _ => true);
        var search = new GapSearch([.. _columns.Select(column => column.Groups)], all, budget);
        return search.Find(all, most).Select(gap => gap.Select((groups, i) => _columns[i].Narrowed(groups)).ToArray());
    }

    /// <summary>Pairs of rows that accept the same values; it ends early when the budget is spent.</summary>
    public IEnumerable<(int First, int Second)> Overlaps(SearchBudget budget)
    {
        for (var first = 0; first < _cells.Count && !budget.IsSpent; first++)
        {
            if (!RowSet.Has(_told, first))
            {
                continue;
            }

            var rest = RowSet.And(_told, RowSet.Of(_cells.Count, row => row > first));
            for (var i = 0; i < _columns.Length && !RowSet.IsEmpty(rest); i++)
            {
                budget.Spend(_columns[i].Groups.Count);
                var either = new ulong[rest.Length];
                foreach (var group in Accepted(i, first))
                {
                    RowSet.Join(either, group.Rows);
                }

                rest = RowSet.And(rest, either);
            }

            for (var second = TableIndex.Next(rest, 0); second >= 0; second = TableIndex.Next(rest, second + 1))
            {
                budget.Spend(1);
                yield return (first, second);
            }
        }
    }

    /// <summary>The pieces of each column that two rows accept, null where it may be any.</summary>
    public IReadOnlyList<int>?[] Both(int first, int second) =>
        [.. _columns.Select((column, i) => column.Narrowed(Accepted(i, first).Where(group => RowSet.Has(group.Rows, second))))];

    /// <summary>Whether two rows accept the same values in every column.</summary>
    public bool AreAlike(int first, int second) => _columns.All(column => column.Groups.All(group => RowSet.Has(group.Rows, first) == RowSet.Has(group.Rows, second)));

    /// <summary>Whether other rows leave nothing to a row, also not null: the rows that each do so alone, none when only all of them do; otherwise null.</summary>
    public IReadOnlyList<int>? Covering(int row, Func<int, bool> isOther, SearchBudget budget)
    {
        var all = RowSet.Of(_cells.Count, _ => true);
        var others = RowSet.And(_told, RowSet.Of(_cells.Count, isOther));
        var own = _columns.Select((_, i) => AcceptedWithRest(i, row)).ToArray();
        if (budget.IsSpent || RowSet.IsEmpty(others) || own.Any(pieces => pieces.Length == 0))
        {
            return null;
        }

        var search = new GapSearch(own, all, budget);
        var alone = RowSet.And(others, search.AcceptingAll);
        return !RowSet.IsEmpty(alone) ? [.. Enumerable.Range(0, _cells.Count).Where(other => RowSet.Has(alone, other))]
            : search.Find(others, 1).Count == 0 && !budget.IsSpent ? []
            : null;
    }

    private IEnumerable<PieceGroup> Accepted(int column, int row) => _columns[column].Groups.Where(group => RowSet.Has(group.Rows, row));

    // Null and values of other kinds count as one more piece.
    private PieceGroup[] AcceptedWithRest(int column, int row) =>
    [
        .. Accepted(column, row),
        .. _cells[row][column].MayTakeRest ? [new PieceGroup([], RowSet.Of(_cells.Count, other => _cells[other][column].TakesRest))] : Array.Empty<PieceGroup>(),
    ];
}
