using System.Globalization;
using System.Text;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>What makes a row of a feed unusable. Such a row is kept in quarantine with this sentence, never dropped.</summary>
internal static class Flaw
{
    /// <summary>Bytes of the longest body that rounds take up: a batch of such must fit into memory.</summary>
    public const int LargestBody = 256 * 1024;

    private const string NoIdentity =
        "The event has no identity of its own: the registry must send it again with one, and is read past this row.";

    private const string NoMomentOfOccurrence =
        "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.";

    private const string NoMomentOfRecording =
        "The moment at which it was recorded is none that a calendar has: the registry must send it again with the right moment.";

    private const string FarMoment =
        "The moment at which it occurred lies before 1900 or more than a year ahead: the registry must send it again with the right moment.";

    public static string? Of(FeedRow row, DateTimeOffset now) => row.Unreadable ?? (row.HasNoIdentity ? NoIdentity : Of(row.Subject, row.Kind)) ?? row switch
    {
        { OccurredAt: null } => NoMomentOfOccurrence,
        { RecordedAt: null } => NoMomentOfRecording,
        { OccurredAt: { } at } when at.Year < 1900 || at > now.UtcDateTime.AddYears(1) => FarMoment,
        _ => OfBody(row.Body),
    };

    /// <summary>
    /// The flaw of a row that was kept, or of what a correction made of it. What is wrong with identity and moments cannot be seen
    /// from what was kept in their place, only from the sentence about it.
    /// </summary>
    public static string? OfKept(string subject, string kind, string body, string? error) =>
        Of(subject, kind) ?? (error is NoIdentity or NoMomentOfOccurrence or NoMomentOfRecording or FarMoment ? error : OfBody(body));

    private static string? Of(string subject, string kind) =>
        !PersonalId.Is(subject) ? "The subject is not a personal id of 12 digits: the registry must send the event again with the right id."
        : string.IsNullOrWhiteSpace(kind) ? "The event does not say of what kind it is: the registry must send it again with its kind."
        : null;

    private static string? OfBody(string body) => BodyText.Of(body) switch
    {
        BodyText.NoObject => "The body is not a JSON object: the registry must send the event again with named values.",
        BodyText.Unreadable =>
            "The body cannot be read (it is no JSON, nested more than 60 deep, or has half a character or a number out of all range): "
            + "the registry must send the event again with plain values.",
        _ when Encoding.UTF8.GetByteCount(body) is > LargestBody and var bytes => string.Create(
            CultureInfo.InvariantCulture,
            $"The body has {bytes:#,0} bytes, and at most {LargestBody:#,0} are taken up: the registry must send the event again with only what the catalogue names."),
        _ => null,
    };
}
