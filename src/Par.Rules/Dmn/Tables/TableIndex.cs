using System.Numerics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Tables;

/// <summary>
/// Finds the rows of a decision table that may hold for some values by their columns, without running a single cell. Rows with a
/// cell that is more than a set of values are found too, and are asked afterwards.
/// </summary>
internal sealed class TableIndex
{
    private const int MostBits = 4_000_000;

    private readonly Column?[] _columns;
    private readonly ulong[] _all;

    private TableIndex(Column?[] columns, ulong[] all, bool[] isAsked) => (_columns, _all, IsAsked) = (columns, all, isAsked);

    /// <summary>The rows with a cell whose test must be run.</summary>
    public IReadOnlyList<bool> IsAsked { get; }

    /// <summary>How many words of 64 rows there are.</summary>
    public int Words => _all.Length;

    /// <summary>An index of a table; null when no column would find anything.</summary>
    /// <param name="cells">The tests of each row, column by column; null where a cell could not be read.</param>
    public static TableIndex? Of(IReadOnlyList<IReadOnlyList<Node?>> cells)
    {
        if (cells.Count == 0)
        {
            return null;
        }

        var isAsked = new bool[cells.Count];
        var columns = new Column?[cells[0].Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var sets = cells.Select(row => row[i] is { } tests ? CellSet.Of(tests) : null).ToArray();
            var kind = sets.FirstOrDefault(set => set?.Kind is not null)?.Kind;
            sets = Array.ConvertAll(sets, set => set?.Kind is null || set.Kind == kind ? set : null);
            columns[i] = Column.Of(sets, MostBits);
            for (var row = 0; row < sets.Length; row++)
            {
                isAsked[row] |= sets[row] is null || (columns[i] is null && sets[row]!.Kind is not null);
            }
        }

        var all = new ulong[(cells.Count + 63) / 64];
        for (var row = 0; row < cells.Count; row++)
        {
            all[row / 64] |= 1UL << (row % 64);
        }

        return columns.Any(column => column is not null) ? new TableIndex(columns, all, isAsked) : null;
    }

    /// <summary>The columns; null where one finds nothing.</summary>
    public IReadOnlyList<Column?> Columns => _columns;

    /// <summary>Puts the rows that may hold into the room given, a bit for each; false when a value is not of its column's kind, so that only the cells can tell.</summary>
    public bool Find(ReadOnlySpan<Value> values, Span<ulong> rows)
    {
        _all.CopyTo(rows);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is not { } column)
            {
                continue;
            }

            var piece = column.PieceOf(in values[i]);
            if (piece < 0)
            {
                return false;
            }

            var accepting = column.Rows(piece);
            for (var word = 0; word < rows.Length; word++)
            {
                rows[word] &= accepting[word];
            }
        }

        return true;
    }

    /// <summary>The next row at or after one; -1 when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> rows, int from)
    {
        for (var word = from / 64; word < rows.Length; word++)
        {
            var bits = word == from / 64 ? rows[word] >> (from % 64) << (from % 64) : rows[word];
            if (bits != 0)
            {
                return (word * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }
}
