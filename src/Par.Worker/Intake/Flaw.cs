using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>What makes a row of a feed unusable. Such a row is kept in quarantine with this sentence, never dropped.</summary>
internal static class Flaw
{
    public static string? Of(FeedRow row) => row switch
    {
        { Unreadable: { } why } => why,
        { Subject: var subject } when !IsPersonalId(subject) =>
            "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.",
        { Kind: var kind } when string.IsNullOrWhiteSpace(kind) =>
            "The event does not say of what kind it is: the registry must send it again with its kind.",
        { OccurredAt: null } =>
            "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.",
        { RecordedAt: null } =>
            "The moment at which it was recorded is none that a calendar has: the registry must send it again with the right moment.",
        { Body: var body } when !body.StartsWith('{') =>
            "The body is not a JSON object: the registry must send the event again with named values.",
        _ => null,
    };

    private static bool IsPersonalId(string subject) => subject.Length == 12 && subject.All(char.IsAsciiDigit);
}
