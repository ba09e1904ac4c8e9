namespace Par.Rules.Dmn.Tables;

/// <summary>How much a search may still look at, counted in pieces of columns and words of rows, so that the same table ends the same way on every machine.</summary>
internal sealed class SearchBudget(int left)
{
    /// <summary>Whether a search was cut short: what it found is so, and there may be more.</summary>
    public bool IsSpent => left < 0;

    public void Spend(int steps) => left = left < 0 ? left : left - steps;
}

/// <summary>Looks for values that none of some rows accept, column by column; pieces that leave the same rows are one step.</summary>
internal sealed class GapSearch
{
    private readonly IReadOnlyList<IReadOnlyList<PieceGroup>> _columns;
    private readonly SearchBudget _budget;
    private readonly ulong[][] _full;
    private readonly HashSet<string> _covered = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<PieceGroup>[]> _found = [];

    /// <param name="columns">The pieces of each column to be looked at.</param>
    /// <param name="all">All rows.</param>
    /// <param name="budget">How much may be looked at.</param>
    public GapSearch(IReadOnlyList<IReadOnlyList<PieceGroup>> columns, ulong[] all, SearchBudget budget)
    {
        (_columns, _budget) = (columns, budget);
        _full = new ulong[columns.Count + 1][];
        _full[^1] = all;
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            _full[i] = [.. _full[i + 1]];
            foreach (var group in columns[i])
            {
                RowSet.Narrow(_full[i], group.Rows);
            }

            budget.Spend(columns[i].Count);
        }
    }

    /// <summary>The rows that accept everything there is.</summary>
    public ulong[] AcceptingAll => _full[0];

    /// <summary>Values that none of the rows accept, at most so many: the pieces of each column.</summary>
    public IReadOnlyList<IReadOnlyList<PieceGroup>[]> Find(ulong[] rows, int most)
    {
        _found.Clear();
        _covered.Clear();
        Search(0, rows, [.. _columns], most);
        return _found;
    }

    // Says whether there may be a gap. A state without one is never looked at twice.
    private bool Search(int at, ulong[] rows, IReadOnlyList<PieceGroup>[] chosen, int most)
    {
        _budget.Spend(1);
        if (_found.Count >= most || _budget.IsSpent)
        {
            return true;
        }

        if (RowSet.IsEmpty(rows))
        {
            _found.Add([.. chosen]);
            return true;
        }

        var key = RowSet.Key(rows) + (char)at;
        if (at == _columns.Count || !RowSet.IsEmpty(RowSet.And(rows, _full[at])) || _covered.Contains(key))
        {
            return false;
        }

        _budget.Spend(_columns[at].Count * rows.Length);
        var hasGap = false;
        foreach (var alike in _columns[at].GroupBy(group => RowSet.Key(RowSet.And(rows, group.Rows)), StringComparer.Ordinal))
        {
            chosen[at] = [.. alike];
            hasGap |= Search(at + 1, RowSet.And(rows, chosen[at][0].Rows), chosen, most);
            chosen[at] = _columns[at];
        }

        if (!hasGap)
        {
            _covered.Add(key);
        }

        return hasGap;
    }
}
