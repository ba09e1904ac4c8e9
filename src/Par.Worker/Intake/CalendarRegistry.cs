namespace Par.Worker.Intake;

/// <summary>Life events that no registry reports, because they are nothing but a day that has come.</summary>
internal static class CalendarRegistry
{
    public const string Name = "calendar";

    private const string Prefix = "date:";

    public static string KindOf(string rule) => Prefix + rule;

    /// <summary>The rule that an event of the calendar is for; null when a registry reported it, whatever kind it claims to be of.</summary>
    public static string? RuleOf(InboxEvent life) =>
        life.Registry == Name && life.Kind.StartsWith(Prefix, StringComparison.Ordinal) ? life.Kind[Prefix.Length..] : null;
}
