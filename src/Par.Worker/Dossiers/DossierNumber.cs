using System.Globalization;
using System.Text.RegularExpressions;

namespace Par.Worker.Dossiers;

/// <summary>
/// The number people quote: the agency's code, the day it was opened there, and the how-manieth of that day. Portals write the code in two orders,
/// <c>H57.132-260804-0583</c> and, as Circular 01/2018/TT-VPCP has it, <c>000.00.12.H47-250615-0001</c>; a number is written as the agency's
/// code is. Past 9,999 a day the last part has five digits: it is never cut, so numbers never clash.
/// </summary>
internal readonly partial record struct DossierNumber(string AgencyCode, DateOnly Day, int Position) : IComparable<DossierNumber>
{
    public static string Of(string agencyCode, DateOnly day, int position) => new DossierNumber(agencyCode, day, position).ToString();

    /// <summary>Reads a number in either order, or says in one sentence what is wrong with it.</summary>
    public static DossierNumber Parse(string text) =>
        TryParse(text, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a dossier number. Write agency, day and count, such as H57.132-260804-0583 or 000.00.12.H47-250615-0001.");

    public static bool TryParse(string? text, out DossierNumber number)
    {
        number = default;
        if (Shape.Match(text?.Trim() ?? "") is not { Success: true } read
            || !DateOnly.TryParseExact($"20{read.Groups["day"].Value}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !int.TryParse(read.Groups["position"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || position == 0)
        {
            return false;
        }

        number = new DossierNumber(AgencyCodes.Tidy(read.Groups["code"].Value), day, position);
        return true;
    }

    /// <summary>
    /// How a dossier that somebody names may be written in the database: as it was typed, and where that is a number, in both orders, with and
    /// without the zeros that fill a code up.
    /// </summary>
    public static string[] Spellings(string typed) =>
        TryParse(typed, out var number)
            ? [.. AgencyCodes.Spellings(number.AgencyCode).Select(code => (number with { AgencyCode = code }).ToString()).Prepend(typed.Trim()).Distinct(StringComparer.Ordinal)]
            : [typed.Trim()];

    /// <summary>By agency, then in the order in which they were given.</summary>
    public int CompareTo(DossierNumber other) =>
        string.CompareOrdinal(AgencyCode, other.AgencyCode) is var agency and not 0 ? agency
        : Day.CompareTo(other.Day) is var day and not 0 ? day
        : Position.CompareTo(other.Position);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AgencyCode}-{Day:yyMMdd}-{Position:D4}");

    // More than four digits have no zero before them: each number has one spelling.
    [GeneratedRegex(@"^(?<code>\S+)-(?<day>[0-9]{6})-(?<position>[0-9]{4}|[1-9][0-9]{4,8})$")]
    private static partial Regex Shape { get; }
}
