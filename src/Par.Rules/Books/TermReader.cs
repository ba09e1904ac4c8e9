using Par.Rules.Calendars;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>Reads a length of time with its unit: <c>{workingDays: 7}</c>.</summary>
internal static class TermReader
{
    private static readonly (string Key, TermUnit Unit)[] Units =
    [
        ("workingDays", TermUnit.WorkingDays),
        ("workingHours", TermUnit.WorkingHours),
        ("workingMinutes", TermUnit.WorkingMinutes),
        ("calendarDays", TermUnit.CalendarDays),
    ];

    public static Term? Read(MapReader entry, List<Diagnostic> problems)
    {
        var written = Units.Where(unit => entry.Has(unit.Key)).ToList();
        if (written.Count != 1)
        {
            // A key that is none was most likely meant as the unit, and is told of already.
            if (written.Count > 0 || !entry.HasStrangeKeys)
            {
                problems.Add(RuleTexts.TermForm(entry.At, written.Count));
            }

            return null;
        }

        if (entry.Whole(written[0].Key) is not { } amount)
        {
            return null;
        }

        if (amount is < 0 or > Term.Longest)
        {
            problems.Add(RuleTexts.TermLength(entry.Scalar(written[0].Key)!.At, amount, Term.Longest));
            return null;
        }

        return new Term(amount, written[0].Unit);
    }
}
