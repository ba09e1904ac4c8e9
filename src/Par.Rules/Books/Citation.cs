using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>An article of law that a rule stands on.</summary>
/// <param name="Ref">The article, as lawyers cite it, in both languages.</param>
/// <param name="Says">What it says, in one sentence, in both languages.</param>
/// <param name="Provenance">Where the statement comes from, and when it was checked.</param>
/// <param name="AllowsLevel">The highest level of proactive service it allows; null when it does not speak of that.</param>
public sealed record Citation(Wording Ref, Wording Says, Provenance Provenance, int? AllowsLevel);
