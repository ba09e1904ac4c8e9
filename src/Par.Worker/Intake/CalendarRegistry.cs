namespace Par.Worker.Intake;

/// <summary>Life events that no registry reports, because they are nothing but a day that has come.</summary>
internal static class CalendarRegistry
{
    public const string Name = "calendar";

    private const string Prefix = "date:";

    public static string KindOf(string rule) => Prefix + rule;

    /// <summary>The rule that a kind of event belongs to; null when a registry reports such events.</summary>
    public static string? RuleOf(string kind) => kind.StartsWith(Prefix, StringComparison.Ordinal) ? kind[Prefix.Length..] : null;
}
