using Par.Rules.Feel;

namespace Par.Rules.Dmn.Tables;

/// <summary>Pieces of a column that the same rows accept, and those rows.</summary>
internal sealed record PieceGroup(IReadOnlyList<int> Pieces, ulong[] Rows);

/// <summary>A column of a table whose cover is looked at: the pieces that lie within what the column allows, and their words.</summary>
internal sealed class CoverColumn
{
    private readonly Column? _column;
    private readonly int _pieces;

    /// <param name="column">The column, with what it allows as one more row; null when each row accepts everything or nothing.</param>
    /// <param name="cells">The sets of its rows; null where they cannot be told.</param>
    public CoverColumn(Column? column, IReadOnlyList<CellSet?> cells)
    {
        _column = column;
        var inside = column is null ? [] : Enumerable.Range(0, column.Pieces).Where(piece => HasValues(column, piece) && RowSet.Has(column.Rows(piece), cells.Count)).ToArray();
        _pieces = column is null ? 1 : inside.Length;
        Groups = column is null
            ? [new PieceGroup([0], RowSet.Of(cells.Count, row => cells[row] is not { Intervals.Count: 0 }))]
            : [.. inside.GroupBy(piece => RowSet.Key(column.Rows(piece)), StringComparer.Ordinal).Select(group => new PieceGroup([.. group], column.Rows(group.First()).ToArray()))];
    }

    /// <summary>The pieces, those together that the same rows accept; none when nothing is allowed.</summary>
    public IReadOnlyList<PieceGroup> Groups { get; }

    /// <summary>Some pieces in order; null when they are all there are.</summary>
    public IReadOnlyList<int>? Narrowed(IEnumerable<PieceGroup> groups) => groups.SelectMany(group => group.Pieces).Order().ToArray() is var pieces && pieces.Length == _pieces ? null : pieces;

    /// <summary>The values of some pieces as intervals.</summary>
    public IReadOnlyList<Interval> Intervals(IReadOnlyList<int> pieces)
    {
        var runs = new List<(int From, int To)>();
        foreach (var piece in pieces)
        {
            if (runs.Count > 0 && Enumerable.Range(runs[^1].To + 1, piece - runs[^1].To - 1).All(between => !HasValues(_column!, between)))
            {
                runs[^1] = (runs[^1].From, piece);
            }
            else
            {
                runs.Add((piece, piece));
            }
        }

        return [.. runs.Select(run => new Interval(_column!.Around(run.From).From, _column.Around(run.To).To).Closed(_column.Kind))];
    }

    /// <summary>The texts that are left out, when the pieces are all texts but a few; otherwise null.</summary>
    public IReadOnlyList<Value>? AllTextsBut(IReadOnlyList<int> pieces)
    {
        var others = Groups.SelectMany(group => group.Pieces).Except(pieces).Order().ToArray();
        return _column!.Kind == ValueKind.String && pieces.Any(IsBetween) && !others.Any(IsBetween) ? [.. others.Select(piece => _column.Around(piece).From!.Value.At)] : null;
    }

    private static bool IsBetween(int piece) => piece % 2 == 0;

    // Nothing lies between true and false or beyond them, between one day and the next, or before the empty text.
    private static bool HasValues(Column column, int piece)
    {
        if (!IsBetween(piece))
        {
            return true;
        }

        var (from, to) = column.Around(piece);
        return column.Kind switch
        {
            ValueKind.Boolean => (from is null && to is { At.RawBoolean: true }) || (to is null && from is { At.RawBoolean: false }),
            ValueKind.String => from is not null || to is not { At.RawString.Length: 0 },
            _ => !new Interval(from, to).IsEmpty,
        };
    }
}
