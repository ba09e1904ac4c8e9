using System.CommandLine;
using System.Globalization;

namespace Par.Worker.Cli;

/// <summary>A day on the command line: year-month-day and nothing else, because 01/12 is another day to every other reader.</summary>
internal static class DayOption
{
    public static Option<DateOnly> Of(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAY",
        Required = true,
        CustomParser = given =>
        {
            var written = given.Tokens is [var only] ? only.Value : "";
            if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            // Misuse says how a day is written.
            given.AddError($"{name} is '{written}'.");
            return default;
        },
    };
}
