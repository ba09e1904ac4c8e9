using System.Text.RegularExpressions;

namespace Par.Worker.Dossiers;

/// <summary>
/// The code of an agency in its two orders: <c>H47.12</c> from the province down, and <c>000.00.12.H47</c> from the unit up in three fixed
/// widths, filled up with zeros (Circular 10/2016/TT-BTTTT). A code with a longer or lettered part, such as <c>H57.132</c>, is written in the first; typed the
/// other way round it is understood.
/// </summary>
internal static partial class AgencyCodes
{
    private static readonly int[] Widths = [2, 2, 3];

    /// <summary>Official codes are written in capitals; any other code stays as it is.</summary>
    public static string Tidy(string code) => FromProvince.IsMatch(code) || FromUnit.IsMatch(code) ? code.ToUpperInvariant() : code;

    /// <summary>All ways in which one and the same agency's code is written.</summary>
    public static IEnumerable<string> Spellings(string typed)
    {
        var code = FromProvince.IsMatch(typed) || FromUnit.IsMatch(typed) ? typed.ToUpperInvariant() : typed;
        if (!FromProvince.IsMatch(code) && !FromUnit.IsMatch(code))
        {
            return [code];
        }

        string[] parts = !FromProvince.IsMatch(code) ? [.. code.Split('.').Reverse()] : code.Split('.');
        string[] units = [.. parts.Skip(1).Select(unit => unit.TrimStart('0')).Reverse().SkipWhile(unit => unit.Length == 0).Reverse()];
        var spellings = new List<string> { code, Join(parts[0], units.Select(unit => unit.Length == 0 ? "0" : unit)), Join(parts[0], units.Select(unit => unit.PadLeft(2, '0'))) };
        if (units.Length <= Widths.Length && !units.Where((unit, level) => unit.Length > Widths[level] || !unit.All(char.IsAsciiDigit)).Any())
        {
            var filled = Widths.Select((width, level) => (level < units.Length ? units[level] : "").PadLeft(width, '0'));
            spellings.Add(string.Join('.', filled.Reverse().Append(parts[0])));
        }

        return spellings.Distinct(StringComparer.Ordinal);
    }

    private static string Join(string province, IEnumerable<string> units) => string.Join('.', units.Prepend(province));

    [GeneratedRegex(@"^[A-Z][0-9]{2}(\.[A-Z0-9]+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FromProvince { get; }

    [GeneratedRegex(@"^([A-Z0-9]+\.)+[A-Z][0-9]{2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FromUnit { get; }
}
