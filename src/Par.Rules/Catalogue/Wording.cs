namespace Par.Rules.Catalogue;

/// <summary>The languages in which texts for people are written.</summary>
public enum Language
{
    /// <summary>Vietnamese.</summary>
    Vietnamese,

    /// <summary>English.</summary>
    English,
}

/// <summary>A text for people, in both languages.</summary>
/// <param name="Vi">The text in Vietnamese.</param>
/// <param name="En">The text in English.</param>
public sealed record Wording(string Vi, string En)
{
    /// <summary>The text in one of the languages.</summary>
    public string In(Language language) => language == Language.Vietnamese ? Vi : En;
}
