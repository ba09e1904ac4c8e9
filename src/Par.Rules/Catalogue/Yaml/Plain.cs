using System.Globalization;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>The one way each kind of plain value is written, whatever the machine's culture.</summary>
internal static class Plain
{
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A day and time, with its distance from UTC or, left out, local to wherever it is read.</summary>
    public static FeelDateTime? Moment(string text)
    {
        string[] local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        string[] zoned = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return FeelDateTime.Of(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        }

        return DateTimeOffset.TryParseExact(text, zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? FeelDateTime.Of(moment)
            : null;
    }
}
