using Par.Rules.Feel;

namespace Par.Rules.Dmn.Tables;

/// <summary>A column of a table whose cover is looked at: the pieces that lie within what the column allows, and their words.</summary>
/// <param name="column">The column, with what it allows as one more row; null when every row accepts everything.</param>
/// <param name="allowed">The place of that row.</param>
internal sealed class CoverColumn(Column? column, int allowed)
{
    public IReadOnlyList<int> Inside { get; } = column is null
        ? [0]
        : [.. Enumerable.Range(0, column.Pieces).Where(piece => HasValues(column!, piece) && Has(column!.Rows(piece), allowed))];

    /// <summary>The rows of a piece; empty when all rows accept it.</summary>
    public ReadOnlySpan<ulong> Rows(int piece) => column is null ? [] : column.Rows(piece);

    public bool Accepts(int row, int piece) => column is null || Has(column.Rows(piece), row);

    /// <summary>Some pieces; null when they are all there are.</summary>
    public IReadOnlyList<int>? Narrowed(IReadOnlyList<int> pieces) => pieces.Count == Inside.Count ? null : pieces;

    public string Describe(string label, IReadOnlyList<int> pieces)
    {
        if (column!.Kind == ValueKind.String && pieces.All(piece => piece % 2 == 1 || Inside.Where(other => other % 2 == 0).All(pieces.Contains)))
        {
            var texts = pieces.Where(piece => piece % 2 == 1).Select(piece => $"{label} = {column.Describe(piece).Exactly}");
            return string.Join(" or ", pieces.Any(piece => piece % 2 == 0) ? texts.Append($"{label} = any other text") : texts);
        }

        var runs = new List<(int From, int To)>();
        foreach (var piece in pieces)
        {
            if (runs.Count > 0 && Enumerable.Range(runs[^1].To + 1, piece - runs[^1].To - 1).All(between => !HasValues(column, between)))
            {
                runs[^1] = (runs[^1].From, piece);
            }
            else
            {
                runs.Add((piece, piece));
            }
        }

        return string.Join(" or ", runs.Select(run => Run(label, column.Describe(run.From), column.Describe(run.To))));
    }

    private static string Run(string label, (Value? After, Value? Before, Value? Exactly) from, (Value? After, Value? Before, Value? Exactly) to)
    {
        var (start, end) = (from.Exactly ?? from.After, to.Exactly ?? to.Before);
        return (start, end) switch
        {
            (null, null) => $"any {label}",
            (null, { } before) => $"{label} {(to.Exactly is null ? "<" : "<=")} {before}",
            ({ } after, null) => $"{label} {(from.Exactly is null ? ">" : ">=")} {after}",
            ({ } one, { } other) when one == other => $"{label} = {one}",
            ({ } after, { } before) => $"{label} in {(from.Exactly is null ? '(' : '[')}{after}..{before}{(to.Exactly is null ? ')' : ']')}",
        };
    }

    // Nothing lies between true and false, one day and the next, or before the empty text.
    private static bool HasValues(Column column, int piece)
    {
        var (after, before, exactly) = column.Describe(piece);
        return exactly is not null || column.Kind switch
        {
            ValueKind.Boolean => false,
            ValueKind.Date => after is not { } day || before is not { } next || next.RawDay - day.RawDay > 1,
            ValueKind.YearsAndMonths => after is not { } months || before is not { } more || more.RawMonths - months.RawMonths > 1,
            ValueKind.String => after is not null || before is not { RawString.Length: 0 },
            _ => true,
        };
    }

    private static bool Has(ReadOnlySpan<ulong> rows, int row) => (rows[row / 64] >> (row % 64) & 1) != 0;
}
