using System.Globalization;

namespace Par.Worker.Intake;

/// <summary>Life events that no registry reports, because they are nothing but a day that has come.</summary>
internal static class CalendarRegistry
{
    public const string Name = "calendar";

    private const string Date = "date:";
    private const string Missing = "missing:";

    public static string KindOf(string rule) => Date + rule;

    /// <summary>The kind of event that says: the day came, and what this trigger of the rule waits for did not.</summary>
    public static string KindOfMissing(string rule, int position) => string.Create(CultureInfo.InvariantCulture, $"{Missing}{position}:{rule}");

    /// <summary>The rule that an event of the calendar is for; null when a registry reported it, whatever kind it claims to be of.</summary>
    public static string? RuleOf(InboxEvent life) =>
        life.Registry != Name ? null
        : life.Kind.StartsWith(Date, StringComparison.Ordinal) ? life.Kind[Date.Length..]
        : MissingOf(life)?.Rule;

    /// <summary>The rule and the place of its trigger whose awaited event did not come; null for every other event.</summary>
    public static (string Rule, int Position)? MissingOf(InboxEvent life)
    {
        if (life.Registry != Name || !life.Kind.StartsWith(Missing, StringComparison.Ordinal))
        {
            return null;
        }

        var colon = life.Kind.IndexOf(':', Missing.Length);
        return colon > 0 && int.TryParse(life.Kind.AsSpan(Missing.Length, colon - Missing.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? (life.Kind[(colon + 1)..], position)
            : null;
    }
}
