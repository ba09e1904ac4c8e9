namespace Par.Rules.Books;

/// <summary>How far a rule is tried out before it is in full use. In shadow its findings are kept, and nothing is opened and nobody told.</summary>
/// <param name="Shadow">True when it is in shadow everywhere.</param>
/// <param name="Areas">Where it opens, by the ids of areas; elsewhere it is in shadow. None: no area is named.</param>
public sealed record Pilot(bool Shadow, IReadOnlyList<string> Areas)
{
    /// <summary>Whether the rule is in shadow in an area; null: no area is on record.</summary>
    public bool InShadow(string? area) => Shadow || (Areas.Count > 0 && (area is null || !Areas.Contains(area, StringComparer.Ordinal)));
}
