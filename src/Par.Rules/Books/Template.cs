using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>A text for people with holes that the facts fill.</summary>
internal sealed record Template(IReadOnlyList<TemplatePart> Parts)
{
    public IEnumerable<RuleExpression> Expressions => Parts.Select(part => part.Hole).OfType<RuleExpression>();
}

/// <summary>A piece of text, or a hole.</summary>
internal sealed record TemplatePart(string Text, RuleExpression? Hole);

/// <summary>A text with holes in both languages.</summary>
internal sealed record Templates(Template Vi, Template En)
{
    public static Templates Of(Wording fixedText) => new(Fixed(fixedText.Vi), Fixed(fixedText.En));

    public IEnumerable<RuleExpression> Expressions => Vi.Expressions.Concat(En.Expressions);

    private static Template Fixed(string text) => new([new TemplatePart(text, null)]);
}
