using System.Runtime.InteropServices;

namespace Par.Rules.Dmn.Tables;

/// <summary>Sets of rows of a table, a bit for each.</summary>
internal static class RowSet
{
    /// <summary>The rows that are in; there is room for one more, which says what a column allows.</summary>
    public static ulong[] Of(int rows, Func<int, bool> isIn)
    {
        var set = new ulong[(rows + 64) / 64];
        for (var row = 0; row < rows; row++)
        {
            set[row / 64] |= isIn(row) ? 1UL << (row % 64) : 0;
        }

        return set;
    }

    public static bool Has(ReadOnlySpan<ulong> rows, int row) => (rows[row / 64] >> (row % 64) & 1) != 0;

    public static bool IsEmpty(ulong[] rows) => !rows.AsSpan().ContainsAnyExcept(0UL);

    public static ulong[] And(ulong[] a, ulong[] b)
    {
        var both = new ulong[a.Length];
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = a[i] & b[i];
        }

        return both;
    }

    /// <summary>Puts more rows into a set.</summary>
    public static void Join(ulong[] rows, ulong[] more)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] |= more[i];
        }
    }

    /// <summary>Takes the rows out of a set that another does not have.</summary>
    public static void Narrow(ulong[] rows, ulong[] to)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] &= to[i];
        }
    }

    /// <summary>The set as a text, for looking it up.</summary>
    public static string Key(ReadOnlySpan<ulong> rows) => new(MemoryMarshal.Cast<ulong, char>(rows));
}
