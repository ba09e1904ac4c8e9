using Par.Rules.Books;
using Par.Rules.Catalogue;

namespace Par.Worker.Outcomes;

/// <summary>A dossier whose ground no longer stands: a life event or a fact was corrected or annulled, and it would not open today.</summary>
internal sealed record FallenGround
{
    public required Guid Dossier { get; init; }

    /// <summary>Why, in a sentence for the officer and the person.</summary>
    public required Wording Reason { get; init; }

    /// <summary>What the rule wants: withdraw an untouched dossier, only flag it, or keep it as it is.</summary>
    public required IfNoLongerTrue Policy { get; init; }
}
