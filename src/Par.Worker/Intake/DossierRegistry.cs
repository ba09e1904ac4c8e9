namespace Par.Worker.Intake;

/// <summary>Life events that this house reports itself: how a dossier ended, for the next rule of a chain.</summary>
internal static class DossierRegistry
{
    public const string Name = "dossiers";

    private const string Outcome = "outcome:";

    public static string KindOf(string procedure, string result) => $"{Outcome}{procedure}:{result}";

    /// <summary>The procedure and its result; null when another registry reported the event, whatever kind it claims to be of.</summary>
    public static (string Procedure, string Result)? OutcomeOf(InboxEvent life) =>
        life.Registry == Name && life.Kind.StartsWith(Outcome, StringComparison.Ordinal)
        && life.Kind[Outcome.Length..].Split(':') is [var procedure, var result]
            ? (procedure, result)
            : null;
}
