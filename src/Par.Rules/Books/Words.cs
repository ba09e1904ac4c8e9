using System.Globalization;

namespace Par.Rules.Books;

/// <summary>Days as diagnostics write them.</summary>
internal static class Words
{
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
