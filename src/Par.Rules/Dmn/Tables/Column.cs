using System.Collections.Frozen;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Tables;

/// <summary>
/// One input column of a decision table, cut into pieces at every value that any cell names: in each piece every cell accepts all values
/// or none, so that the rows of a value are found without looking at a single cell. Piece 2i lies before the i-th value, piece
/// 2i + 1 is that value.
/// </summary>
internal sealed class Column
{
    /// <summary>How far apart the first and the last number may be for every whole number between them to have a place of its own.</summary>
    private const int MostNear = 4_096;

    private readonly Value[] _values;
    private readonly long[]? _numbers;
    private readonly int[]? _near;
    private readonly FrozenDictionary<string, int>? _texts;
    private readonly ulong[] _rows;
    private readonly int _words;

    private Column(ValueKind kind, Value[] values, ulong[][] rows)
    {
        (Kind, Pieces, _values, _rows, _words) = (kind, rows.Length, values, [.. rows.SelectMany(row => row)], rows[0].Length);
        _numbers = values.All(value => IsBare(in value, out _)) ? Array.ConvertAll(values, value => IsBare(in value, out var bare) ? bare : 0) : null;

        _near = _numbers is [var first, .., var last] && last - (Int128)first < MostNear ? [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Searched(_numbers, first + i, true))] : null;

        // Where no text between the named ones differs from another, the named ones are looked up.
        var between = rows.Where((_, piece) => piece % 2 == 0).ToArray();
        _texts = kind == ValueKind.String && between.All(row => row.AsSpan().SequenceEqual(between[0]))
            ? values.Select((text, i) => KeyValuePair.Create(text.AsString, i)).ToFrozenDictionary(StringComparer.Ordinal)
            : null;
    }

    /// <summary>The kind of the values in its cells.</summary>
    public ValueKind Kind { get; }

    /// <summary>How many pieces there are.</summary>
    public int Pieces { get; }

    /// <summary>The rows that accept the values of a piece, a bit for each.</summary>
    public ReadOnlySpan<ulong> Rows(int piece) => _rows.AsSpan(piece * _words, _words);

    /// <summary>One word of them.</summary>
    public ulong Rows(int piece, int word) => _rows[(piece * _words) + word];

    /// <summary>The column of some cells, one for each row; a row without a set accepts whatever comes. Null when no cell has a set of values.</summary>
    /// <param name="cells">The sets of the cells; all of one kind.</param>
    /// <param name="mostBits">How much memory the column may take.</param>
    public static Column? Of(IReadOnlyList<CellSet?> cells, int mostBits)
    {
        if (cells.FirstOrDefault(cell => cell?.Kind is not null) is not { Kind: { } kind })
        {
            return null;
        }

        var values = cells.OfType<CellSet>().SelectMany(cell => cell.Intervals).SelectMany(interval => new[] { interval.From, interval.To }).OfType<Cut>()
            .Select(cut => cut.At).ToList();
        values.Sort(Cut.Order);
        values = [.. values.Where((value, i) => i == 0 || Cut.Order(values[i - 1], value) != 0)];
        if ((long)cells.Count * ((2 * values.Count) + 1) > mostBits)
        {
            return null;
        }

        var words = (cells.Count + 63) / 64;
        var rows = Enumerable.Range(0, (2 * values.Count) + 1).Select(_ => new ulong[words]).ToArray();
        for (var row = 0; row < cells.Count; row++)
        {
            foreach (var interval in (cells[row] ?? CellSet.Everything).Intervals)
            {
                var end = interval.To is { } to ? PieceAt(values, to) : rows.Length;
                for (var piece = interval.From is { } from ? PieceAt(values, from) : 0; piece < end; piece++)
                {
                    rows[piece][row / 64] |= 1UL << (row % 64);
                }
            }
        }

        return new Column(kind, [.. values], rows);
    }

    /// <summary>The piece that a value lies in; -1 when it is of another kind.</summary>
    public int PieceOf(in Value value)
    {
        if (value.Kind != Kind)
        {
            return -1;
        }

        if (_texts is not null)
        {
            return _texts.TryGetValue(value.RawString, out var found) ? (2 * found) + 1 : 0;
        }

        if (_numbers is not null)
        {
            return PieceOfBare(in value);
        }

        var (low, high) = (0, _values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = Cut.Order(_values[middle], value);
            if (order == 0)
            {
                return (2 * middle) + 1;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return 2 * low;
    }

    /// <summary>The values of a piece; open on the side where no value is named.</summary>
    public Interval Around(int piece) => piece % 2 == 1
        ? Interval.Only(_values[piece / 2])
        : new Interval(piece == 0 ? null : new Cut(_values[(piece / 2) - 1], true), piece / 2 == _values.Length ? null : new Cut(_values[piece / 2], false));

    private int PieceOfBare(in Value value)
    {
        var isWhole = IsBare(in value, out var wanted);
        if (!isWhole)
        {
            var below = decimal.Floor(value.RawNumber);
            if (!IsBare(Value.Of(below), out wanted))
            {
                return below < 0 ? 0 : Pieces - 1;
            }

            isWhole = below == value.RawNumber;
        }

        var numbers = _numbers!;
        if (isWhole && _near is { } near && wanted >= numbers[0] && wanted <= numbers[^1])
        {
            return near[wanted - numbers[0]];
        }

        return Searched(numbers, wanted, isWhole);
    }

    // The piece of a number, or of what follows it up to the next whole one.
    private static int Searched(long[] numbers, long wanted, bool isWhole)
    {
        var (low, high) = (0, numbers.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (numbers[middle] < wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < numbers.Length && numbers[low] == wanted ? (2 * low) + (isWhole ? 1 : 2) : 2 * low;
    }

    // Days, months, true and false are whole numbers of the machine; so are numbers without digits behind the point.
    private static bool IsBare(in Value value, out long bare)
    {
        switch (value.Kind)
        {
            case ValueKind.Number:
                return Numbers.IsWhole(value.RawNumber, out bare);
            case ValueKind.Date:
                bare = value.RawDay;
                return true;
            case ValueKind.YearsAndMonths:
                bare = value.RawMonths;
                return true;
            case ValueKind.Boolean:
                bare = value.RawBoolean ? 1 : 0;
                return true;
            default:
                bare = 0;
                return false;
        }
    }

    private static int PieceAt(List<Value> values, Cut cut)
    {
        var (low, high) = (0, values.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Cut.Order(values[middle], cut.At) < 0 ? (middle + 1, high) : (low, middle);
        }

        return (2 * low) + (cut.IsAfter ? 2 : 1);
    }
}
