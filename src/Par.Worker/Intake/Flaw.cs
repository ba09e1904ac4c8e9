using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>What makes a row of a feed unusable. Such a row is kept in quarantine with this sentence, never dropped.</summary>
internal static class Flaw
{
    private const string NoMomentOfOccurrence =
        "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.";

    private const string NoMomentOfRecording =
        "The moment at which it was recorded is none that a calendar has: the registry must send it again with the right moment.";

    public static string? Of(FeedRow row) => Of(row.Subject, row.Kind) ?? row switch
    {
        { OccurredAt: null } => NoMomentOfOccurrence,
        { RecordedAt: null } => NoMomentOfRecording,
        _ => OfBody(row.Body),
    };

    /// <summary>
    /// The flaw of a row that was kept, or of what a correction made of it. A moment that no calendar has cannot be kept, only the
    /// sentence about it.
    /// </summary>
    public static string? OfKept(string subject, string kind, string body, string? error) =>
        Of(subject, kind) ?? (error is NoMomentOfOccurrence or NoMomentOfRecording ? error : OfBody(body));

    private static string? Of(string subject, string kind) =>
        !IsPersonalId(subject) ? "The subject is not a personal id of 12 digits: the registry must send the event again with the right id."
        : string.IsNullOrWhiteSpace(kind) ? "The event does not say of what kind it is: the registry must send it again with its kind."
        : null;

    private static string? OfBody(string body) =>
        body.StartsWith('{') ? null : "The body is not a JSON object: the registry must send the event again with named values.";

    private static bool IsPersonalId(string subject) => subject.Length == 12 && subject.All(char.IsAsciiDigit);
}
