using Par.Rules.Books;
using Par.Worker.Decisions;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>One life event of a round: a new one, or one of which questions stayed open.</summary>
/// <param name="Event">The event as it was taken in.</param>
/// <param name="Open">The questions to ask again; none for a new event.</param>
internal sealed record WorkItem(InboxEvent Event, IReadOnlyList<OpenQuestion> Open)
{
    public bool IsNew => Open.Count == 0;
}

/// <summary>
/// A question whose time to be asked again has come: a registry left it open, or, when it was asked no times, the facts of its
/// answer are other now.
/// </summary>
internal sealed record OpenQuestion(string Rule, int Asked, IReadOnlyList<string> Awaits)
{
    public Question Of(InboxEvent life, Rule rule) =>
        new() { Event = life, Rule = rule, AskedBefore = Asked, Awaited = Asked == 0 ? null : Awaits, IsAskedAgain = true };
}

/// <summary>What corrections made of a life event.</summary>
internal sealed record Correction
{
    /// <summary>The event at the root of the corrections, as it was taken in.</summary>
    public required InboxEvent Root { get; init; }

    /// <summary>What became of the root so far, in the word of the inbox.</summary>
    public required string RootState { get; init; }

    /// <summary>True when the root's own turn has come already, so that it must be looked at again.</summary>
    public bool RootIsDone => RootState == "done";

    public required string LastKind { get; init; }

    public required Guid LastEventUid { get; init; }

    public required string LastBody { get; init; }

    public required string LastLocality { get; init; }

    /// <summary>Whom the last correction is about: it may say that it was another person.</summary>
    public required string LastSubject { get; init; }

    /// <summary>An annulment says that the event never happened; any other correction says what is right instead.</summary>
    public bool IsAnnulment => LastKind.EndsWith(".annulled", StringComparison.Ordinal);

    /// <summary>The root event as it is right.</summary>
    public InboxEvent Corrected => Root with { Subject = LastSubject, Body = LastBody, Locality = LastLocality };
}
