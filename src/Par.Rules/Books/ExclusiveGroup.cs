using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>A group of rules of which only one opens for one once-key, for example the benefits of which a family may have one.</summary>
/// <param name="Group">The name that the rules of the group share.</param>
/// <param name="Rank">The rule's place in it: of several that are due the lowest opens.</param>
public sealed record ExclusiveGroup(string Group, int Rank)
{
    /// <summary>What the once-keys of all its rules are kept under, so that whichever of them opens, the others do not.</summary>
    public string Gate => $"exclusive/{Group}";

    internal SourcePosition? At { get; init; }
}
