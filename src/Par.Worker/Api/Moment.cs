using System.Globalization;
using System.Text.RegularExpressions;

namespace Par.Worker.Api;

/// <summary>Moments as messages write them (RFC 3339, with the offset from UTC).</summary>
internal static partial class Moment
{
    private static readonly DateTime First = new(1, 1, 2, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(9999, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The moment in UTC; null when the text is none that a calendar has.</summary>
    public static DateTime? Parse(string text) =>
        Spelling.Match(text) is { Success: true } found
        && DateTimeOffset.TryParse(
            $"{found.Groups["to"]}{found.Groups["part"]}{found.Groups["offset"]}".ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        && moment.UtcDateTime is var utc && utc >= First && utc <= Last
            ? utc
            : null;

    // What is finer than the clock's ticks is let go.
    [GeneratedRegex(
        "^(?<to>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})((?<part>[.][0-9]{1,7})[0-9]*)?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelling { get; }
}
