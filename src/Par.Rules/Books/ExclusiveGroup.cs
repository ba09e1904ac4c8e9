using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>A group of rules of which only one opens for one once-key, for example the benefits of which a family may have one.</summary>
/// <param name="Group">The name that the rules of the group share.</param>
/// <param name="Rank">The rule's place in it: of several that are due the lowest opens.</param>
public sealed record ExclusiveGroup(string Group, int Rank)
{
    internal SourcePosition? At { get; init; }
}
