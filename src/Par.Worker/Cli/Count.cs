using System.Globalization;

namespace Par.Worker.Cli;

/// <summary>"1 rule", "2 rules", "1,200 rules".</summary>
internal static class Count
{
    public static string Of(long number, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {word}{(number == 1 ? "" : "s")}");
}
