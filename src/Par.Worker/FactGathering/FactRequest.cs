using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Worker.FactGathering;

/// <summary>What is asked for: the facts that a plan needs, beginning from one life event and the person it is about.</summary>
internal sealed record FactRequest
{
    public required FactPlan Plan { get; init; }

    /// <summary>The event as rules see it; its links are still to be gathered.</summary>
    public required RecordShape EventShape { get; init; }

    /// <summary>What the event itself says, in the order of its shape; the places of its links are not looked at.</summary>
    public required Value[] EventValues { get; init; }

    public required FactSource EventSource { get; init; }

    public required Entity SubjectEntity { get; init; }

    public required string Subject { get; init; }
}

/// <summary>What came of it. What a registry did not say is unknown, never null.</summary>
/// <param name="Event">The life event with its links.</param>
/// <param name="Subject">The person with what the registries hold of them, or unknown.</param>
internal sealed record GatheredFacts(Record Event, Value Subject);
